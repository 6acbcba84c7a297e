import type { Actor } from "#app/core/actor.ts";
import { changeStatus, type ChangeResult } from "#app/domain/interests/change-status.server.ts";
import { declineText } from "#app/domain/interests/decline-reasons.server.ts";
import type { DeclineInput } from "#app/domain/interests/schema.ts";

/**
 * The poster says no, for good, with the reason that the applicant reads: its code and its words are kept.
 * @throws DomainError, see declineText and changeStatus
 */
export async function declineInterest(actor: Actor, id: string, input: DeclineInput): Promise<ChangeResult> {
  const { version, reason, explanation } = input;
  const note = await declineText(reason, explanation);
  return changeStatus(actor, { id, to: "declined", version, note, declineCode: reason });
}
