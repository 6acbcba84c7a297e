import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";
import { messageIdSchema, type ReportDecision } from "#app/domain/messages/schema.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/**
 * Decides a report for good and writes to whoever made it, once. The same decision again is answered as done.
 * @throws DomainError not_found for all but moderators, forbidden for one who belongs to a side, conflict when
 * another decision was taken
 */
export async function decideReport(
  actor: Actor,
  id: string,
  { decision, note }: ReportDecision,
): Promise<void> {
  const { userId } = requireModerator(actor);
  if (!messageIdSchema.safeParse(id).success) throw notFound("This report");
  const decided = {
    state: decision === "dismissed" ? ("dismissed" as const) : ("upheld" as const),
    hidesText: decision === "upheld_and_hidden",
    note,
  };
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from message_report where id = ${id}::uuid for update`;
    const report = await tx.messageReport.findUnique({
      where: { id },
      select: {
        state: true,
        hidesText: true,
        note: true,
        reporterId: true,
        message: {
          select: {
            interest: { select: { organisationId: true, opportunity: { select: { organisationId: true } } } },
          },
        },
      },
    });
    if (!report) throw notFound("This report");
    const { interest } = report.message;
    const sides = [interest.organisationId, interest.opportunity.organisationId];
    const isSide = await tx.membership.count({ where: { userId, organisationId: { in: sides } } });
    if (isSide > 0)
      throw new DomainError(
        "forbidden",
        "You belong to one of the two sides. Leave this report to another moderator.",
      );
    if (report.state !== "open") {
      const { state, hidesText, note: written } = report;
      if (state === decided.state && hidesText === decided.hidesText && written === note) return;
      throw new DomainError(
        "conflict",
        "Another moderator has decided this report. Reload the page to read how.",
      );
    }
    await tx.messageReport.update({
      where: { id },
      data: { ...decided, moderatorId: userId, decidedAt: new Date() },
      select: { id: true },
    });
    if (report.reporterId)
      await enqueue(tx, "mail.send", { template: "message_report_decided", messageReportId: id });
  });
}
