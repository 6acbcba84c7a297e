import type { Actor } from "#app/core/actor.ts";
import { changeStatus, type ChangeResult } from "#app/domain/interests/change-status.server.ts";
import type { AcknowledgeInput } from "#app/domain/interests/schema.ts";

/** The poster has read it. @throws DomainError, see changeStatus */
export function acknowledgeInterest(
  actor: Actor,
  id: string,
  input: AcknowledgeInput,
): Promise<ChangeResult> {
  return changeStatus(actor, { id, to: "acknowledged", ...input });
}
