import { siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import { readDecidedReport } from "#app/domain/messages/report-queries.server.ts";

/** To whoever reported a message: what the moderator decided, and why. */
export async function render({
  messageReportId,
}: MailOf<"message_report_decided">): Promise<RenderedMail | null> {
  const report = await readDecidedReport(messageReportId);
  if (!report) return null;
  const { reporter, state, hidesText, note, message } = report;
  const { organisation, opportunity } = message.interest;
  const from = message.side === "applicant" ? organisation.name : opportunity.organisation.name;
  const outcome =
    state === "dismissed"
      ? "A moderator has looked at it and leaves it as it is."
      : hidesText
        ? "A moderator agrees with you and has removed the message."
        : "A moderator agrees with you. The message stays, and the matter is on record.";
  return {
    to: reporter.email,
    key: `report.${report.id}`,
    subject: `Your report of a message from ${from}`,
    paragraphs: [
      `Dear ${reporter.name},`,
      `You reported a message from ${from} about “${opportunity.title}” (${opportunity.reference}). ${outcome}`,
      `The reason: ${note}`,
      `${from} is not told who reported it.`,
    ],
    action: {
      label: "Open the conversation",
      url: siteUrl(`/desk/interests/${message.interestId}/messages#message-${message.position}`),
    },
  };
}
