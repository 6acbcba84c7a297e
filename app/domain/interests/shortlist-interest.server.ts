import type { Actor } from "#app/core/actor.ts";
import { changeStatus, type ChangeResult } from "#app/domain/interests/change-status.server.ts";
import type { ShortlistInput } from "#app/domain/interests/schema.ts";

/** The poster wants to look closer; what was not acknowledged yet is acknowledged with it. @throws DomainError, see changeStatus */
export function shortlistInterest(actor: Actor, id: string, input: ShortlistInput): Promise<ChangeResult> {
  return changeStatus(actor, { id, to: "shortlisted", ...input });
}
