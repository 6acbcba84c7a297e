import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { fieldError } from "#app/core/errors.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { worseSince, type SentAssessment } from "#app/domain/interests/eligibility-at-sending.ts";
import { notifyPeople } from "#app/domain/interests/notify-people.server.ts";
import { holdOwnInterest, requireWritable } from "#app/domain/interests/own-interest.server.ts";
import { readSubject } from "#app/domain/interests/queries.server.ts";
import { requirementsOf } from "#app/domain/interests/requirements.ts";
import type { InterestDraft } from "#app/domain/interests/schema.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** `shown`: how the sender's organisation stood on the page, see shownText. Without it nothing is compared. */
type Sending = InterestDraft & { shown?: string };

/** How the actor's organisation stands at this moment; null for those who act for none. */
async function assessNow(actor: Actor, reference: string): Promise<SentAssessment | null> {
  const [reader, opportunity] = await Promise.all([readerFor(actor), readSubject(actor, reference)]);
  return reader && { on: reader.today, ...reader.assess(requirementsOf(opportunity)) };
}

/**
 * Sends the organisation's EoI: once, however often the button is pressed and in however many browsers. State,
 * history, the assessment of this moment and the mails to the poster's people and to the sender commit together.
 * @param locale of the sender, for dates and amounts in what is asked back
 * @returns the EoI's id; `repeated` when the very same text had been sent before
 * @throws DomainError not_found, forbidden or conflict: see requireWritable; conflict at the field `shown` when the
 * organisation stands worse than it did on the page
 */
export async function submitInterest(
  actor: Actor,
  reference: string,
  { shown = "", ...draft }: Sending,
  locale = "en-IN",
): Promise<{ id: string; repeated: boolean }> {
  const assessment = await assessNow(actor, reference);
  return db.$transaction(async (tx) => {
    const held = await holdOwnInterest(tx, actor, reference);
    const { id } = held.interest;
    if (requireWritable(held, draft) === "already_sent") return { id, repeated: true };
    const question = assessment && worseSince(shown, assessment, locale);
    if (question) throw fieldError("shown", question, "conflict");
    await writeSending(tx, held, draft, assessment);
    return { id, repeated: false };
  });
}

async function writeSending(
  tx: Tx,
  held: Awaited<ReturnType<typeof holdOwnInterest>>,
  { message, capabilityStatement, contactRole }: InterestDraft,
  assessment: SentAssessment | null,
): Promise<void> {
  const { id } = held.interest;
  const { userId } = held.person;
  const now = new Date();
  await tx.interest.update({
    where: { id },
    data: {
      message,
      capabilityStatement,
      contactRole,
      status: "submitted",
      submittedAt: now,
      submittedById: userId,
      ...(assessment && { eligibilityAtSending: assessment as unknown as Prisma.InputJsonObject }),
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
}
