import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import { ndaMailFacts, type NdaMailFacts } from "#app/domain/nda/mail-facts.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";
import type { NdaStatus } from "#prisma/generated/enums.ts";

type Payload = Extract<Mail, { template: "nda_changed" }>;

/** What a step means, in the reader's words: subject and sentence. */
const NEWS: Record<NdaStatus, (facts: NdaMailFacts) => [subject: string, sentence: string]> = {
  invited: ({ poster, version }) => [
    `Read and sign: NDA of ${poster}, version ${version}`,
    `${poster} asks you to accept version ${version} of its non-disclosure agreement. An owner or an editor of your organisation reads it and signs with name and role.`,
  ],
  accepted: ({ side, poster, applicant, version }) =>
    side === "applicant"
      ? [
          `Accepted: NDA of ${poster}`,
          `Your organisation has accepted version ${version} of the non-disclosure agreement of ${poster}. It is in force once ${poster} has countersigned it; we write to you then.`,
        ]
      : [
          `To countersign: NDA with ${applicant}`,
          `${applicant} has accepted version ${version} of your non-disclosure agreement. It is in force once one of you has countersigned it.`,
        ],
  countersigned: ({ side, poster, applicant, version }) => [
    `In force: NDA between ${poster} and ${applicant}`,
    side === "applicant"
      ? `${poster} has countersigned version ${version} of its non-disclosure agreement. The confidential documents are open to your organisation now; every view and download is written down.`
      : `Version ${version} of your non-disclosure agreement with ${applicant} is in force. The confidential documents of its expressions of interest are open to it.`,
  ],
  refused: ({ poster }) => [
    `Not countersigned: NDA of ${poster}`,
    `${poster} has not countersigned the non-disclosure agreement that your organisation accepted.`,
  ],
  revoked: ({ side, poster, applicant }) => [
    `Ended: NDA between ${poster} and ${applicant}`,
    side === "applicant"
      ? `${poster} has ended the non-disclosure agreement. Its confidential documents are closed from now on; what the agreement says about what you have read already still holds.`
      : `Your organisation has ended the non-disclosure agreement with ${applicant}. Your confidential documents are closed to it from now on.`,
  ],
  replaced: ({ poster, applicant }) => [
    `Replaced: NDA between ${poster} and ${applicant}`,
    `A newer agreement between ${poster} and ${applicant} has taken its place.`,
  ],
};

/** To the people of both sides who may sign: where the agreement stands. */
export async function render({ ndaEventId, userId }: Payload): Promise<RenderedMail | null> {
  const facts = await ndaMailFacts(ndaEventId, userId);
  if (!facts) return null;
  const [subject, sentence] = NEWS[facts.status](facts);
  return {
    to: facts.to,
    key: `nda.${ndaEventId}.${userId}`,
    subject,
    paragraphs: [`Dear ${facts.readerName},`, sentence, ...(facts.note ? [`The reason: ${facts.note}`] : [])],
    action: { label: "Open the agreement", url: facts.url },
  };
}
