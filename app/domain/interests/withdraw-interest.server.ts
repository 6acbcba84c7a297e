import type { Actor } from "#app/core/actor.ts";
import { changeStatus, type ChangeResult } from "#app/domain/interests/change-status.server.ts";
import type { WithdrawInput } from "#app/domain/interests/schema.ts";

/** The applicant takes it back, for good. @throws DomainError, see changeStatus */
export function withdrawInterest(actor: Actor, id: string, input: WithdrawInput): Promise<ChangeResult> {
  return changeStatus(actor, { id, to: "withdrawn", ...input });
}
