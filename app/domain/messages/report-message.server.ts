import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { messageIdSchema, type ReportInput } from "#app/domain/messages/schema.ts";
import { openThread } from "#app/domain/messages/thread.server.ts";

/** A message of the other side, for the page that reports it. @throws DomainError not_found */
export async function readReportable(actor: Actor, interestId: string, messageId: string) {
  const thread = await openThread(actor, interestId);
  const message = messageIdSchema.safeParse(messageId).success
    ? await db.message.findFirst({
        where: { id: messageId, interestId, side: { not: thread.side } },
        select: {
          id: true,
          position: true,
          text: true,
          sentAt: true,
          reports: {
            where: { OR: [{ reporterId: thread.person.userId }, { state: "upheld", hidesText: true }] },
            select: { reporterId: true, state: true, hidesText: true },
          },
        },
      })
    : null;
  if (!message || message.reports.some(({ state, hidesText }) => state === "upheld" && hidesText))
    throw notFound("This message");
  const { side, organisation, opportunity } = thread;
  return {
    id: message.id,
    position: message.position,
    text: message.text,
    sentAt: message.sentAt.toISOString(),
    from: side === "poster" ? organisation.name : opportunity.organisation.name,
    isReported: message.reports.some(({ reporterId }) => reporterId === thread.person.userId),
  };
}

/**
 * Tells the moderators that a message of the other side should not stand. One report a person and message: the same
 * again is answered as done. Viewers may, too; the other side is not told.
 * @throws DomainError not_found, conflict when the person reported it before with other words
 */
export async function reportMessage(
  actor: Actor,
  { interestId, messageId, ...report }: ReportInput & { interestId: string; messageId: string },
): Promise<void> {
  await readReportable(actor, interestId, messageId);
  const { person } = await openThread(actor, interestId);
  const key = { messageId, reporterId: person.userId };
  const { count } = await db.messageReport.createMany({ data: { ...key, ...report }, skipDuplicates: true });
  if (count > 0) return;
  const before = await db.messageReport.findUniqueOrThrow({
    where: { messageId_reporterId: key },
    select: { reason: true, text: true },
  });
  if (before.reason !== report.reason || before.text !== report.text)
    throw new DomainError(
      "conflict",
      "You have reported this message already. A moderator looks at it and writes to you.",
    );
}
