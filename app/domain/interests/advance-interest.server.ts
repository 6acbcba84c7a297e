import type { Actor } from "#app/core/actor.ts";
import { changeStatus, type ChangeResult } from "#app/domain/interests/change-status.server.ts";
import type { AdvanceInput } from "#app/domain/interests/schema.ts";

/** Moves a shortlisted EoI on to the named later state; naming it makes a double click harmless. @throws DomainError, see changeStatus */
export function advanceInterest(actor: Actor, id: string, input: AdvanceInput): Promise<ChangeResult> {
  return changeStatus(actor, { id, ...input });
}
