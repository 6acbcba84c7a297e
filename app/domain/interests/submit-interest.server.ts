import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { notifyPeople } from "#app/domain/interests/notify-people.server.ts";
import {
  holdOwnInterest,
  requireWritable,
  WAIT_FOR_OTHERS,
} from "#app/domain/interests/own-interest.server.ts";
import type { InterestDraft } from "#app/domain/interests/schema.ts";

/**
 * Sends the organisation's EoI: once, however often the button is pressed and in however many browsers. State,
 * history and the mails to the poster's people and to the sender commit together.
 * @returns the EoI's id; `repeated` when the very same text had been sent before
 * @throws DomainError not_found, forbidden or conflict: see requireWritable
 */
export function submitInterest(
  actor: Actor,
  reference: string,
  draft: InterestDraft,
): Promise<{ id: string; repeated: boolean }> {
  return db.$transaction(async (tx) => {
    const held = await holdOwnInterest(tx, actor, reference);
    const { id } = held.interest;
    if (requireWritable(held, draft) === "already_sent") return { id, repeated: true };
    const now = new Date();
    const { message, capabilityStatement, contactRole } = draft;
    const { userId } = held.person;
    await tx.interest.update({
      where: { id },
      data: {
        message,
        capabilityStatement,
        contactRole,
        status: "submitted",
        submittedAt: now,
        submittedById: userId,
        version: { increment: 1 },
      },
    });
    const event = await tx.interestEvent.create({
      data: { interestId: id, actorId: userId, fromStatus: "draft", toStatus: "submitted", createdAt: now },
      select: { id: true },
    });
    await notifyPeople(tx, {
      template: "interest_received",
      interestEventId: event.id,
      organisationId: held.opportunity.organisationId,
    });
    await enqueue(tx, "mail.send", { template: "interest_changed", interestEventId: event.id, userId });
    return { id, repeated: false };
  }, WAIT_FOR_OTHERS);
}
