import { INTEREST_STATUSES, type InterestStatus } from "#app/core/reference/terms.ts";
import { interestMailFacts, type InterestMailFacts } from "#app/domain/interests/mail-facts.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

type Payload = Extract<Mail, { template: "interest_changed" }>;

/** What a change means, in the reader's words. */
const NEWS: Record<InterestStatus, (facts: InterestMailFacts) => string> = {
  draft: () => "It is a draft.",
  submitted: ({ poster }) =>
    `We have passed your expression of interest on to ${poster}. You hear from us with every answer; its page shows where it stands.`,
  acknowledged: ({ poster }) => `${poster} has read your expression of interest.`,
  shortlisted: ({ poster }) =>
    `${poster} has put your expression of interest on its shortlist and wants to look closer.`,
  nda: ({ poster }) =>
    `${poster} wants to agree on confidentiality with you as the next step. The NDA page shows what there is to read and to sign.`,
  in_discussion: ({ poster }) => `${poster} is ready to talk about terms with you.`,
  agreement: ({ poster }) => `${poster} is preparing a contract with you.`,
  concluded: ({ poster }) => `${poster} has recorded that the contract with you is in force.`,
  declined: ({ poster }) => `${poster} has declined your expression of interest.`,
  withdrawn: ({ applicant }) =>
    `${applicant} has withdrawn its expression of interest. There is nothing to do.`,
};

/** To the side that did not decide, and to the sender as a receipt: where the EoI stands now. */
export async function render({ interestEventId, userId }: Payload): Promise<RenderedMail | null> {
  const facts = await interestMailFacts(interestEventId, userId);
  if (!facts) return null;
  const { to, readerName, status, note, reference, title, url } = facts;
  const noteLabel = status === "declined" ? "The reason" : "A note came with it";
  return {
    to,
    key: `interest.${interestEventId}.${userId}`,
    subject: `${INTEREST_STATUSES[status].label}: expression of interest for ${reference}`,
    paragraphs: [
      `Dear ${readerName},`,
      `This is about the opportunity “${title}” (${reference}).`,
      NEWS[status](facts),
      ...(note ? [`${noteLabel}: ${note}`] : []),
    ],
    action: { label: "Open it on your desk", url: status === "nda" ? `${url}/nda` : url },
  };
}
