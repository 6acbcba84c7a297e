import { config } from "#app/core/config.server.ts";
import { readAnswerDigest } from "#app/domain/interests/answer-digest.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

type Payload = Extract<Mail, { template: "answers_due" }>;

/** How many are named; the desk lists them all. */
const NAMED = 10;

/** To the poster's people: what waits for a first answer for a week or two. Nothing once all of it is answered. */
export async function render({ digestId, userId }: Payload): Promise<RenderedMail | null> {
  const digest = await readAnswerDigest(digestId, userId);
  if (!digest) return null;
  const { to, readerName, waiting } = digest;
  const count = waiting.length;
  const named = waiting
    .slice(0, NAMED)
    .map(
      ({ applicant, reference, title, days }) => `${applicant} for “${title}” (${reference}): ${days} days`,
    );
  const more = count - named.length;
  return {
    to,
    key: `answers-due.${digestId}.${userId}`,
    subject:
      count === 1
        ? `${waiting[0]!.applicant} still waits for your answer`
        : `${count} expressions of interest still wait for your answer`,
    paragraphs: [
      `Dear ${readerName},`,
      count === 1
        ? "One expression of interest has had no answer yet:"
        : `${count} expressions of interest have had no answer yet, the longest wait first:`,
      ...named,
      ...(more > 0 ? [`… and ${more} more.`] : []),
      "A short answer helps them already: acknowledge, ask a question, shortlist, or decline with a reason. The time to your first answer is shown to everybody who reads your opportunities.",
    ],
    action: {
      label: "Answer on your desk",
      url: `${config.publicUrl}/desk/interests?side=received&state=submitted&sort=oldest`,
    },
  };
}
