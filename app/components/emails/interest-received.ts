import { interestMailFacts } from "#app/domain/interests/mail-facts.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

type Payload = Extract<Mail, { template: "interest_received" }>;

/** To the poster's people: somebody has expressed interest. */
export async function render({ interestEventId, userId }: Payload): Promise<RenderedMail | null> {
  const facts = await interestMailFacts(interestEventId, userId);
  if (!facts) return null;
  const { to, readerName, applicant, reference, title, url } = facts;
  return {
    to,
    key: `interest.${interestEventId}.${userId}`,
    subject: `${applicant} is interested in ${reference}`,
    paragraphs: [
      `Dear ${readerName},`,
      `${applicant} has sent an expression of interest for your opportunity “${title}” (${reference}).`,
      "Read it on your desk and answer: acknowledge it, shortlist it, or decline with a reason. The applicant sees how long the first answer takes.",
    ],
    action: { label: "Read and answer", url },
  };
}
