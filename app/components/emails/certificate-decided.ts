import { config } from "#app/core/config.server.ts";
import { decisionFacts } from "#app/domain/certifications/decision-mail.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

type Payload = Extract<Mail, { template: "certificate_decided" }>;

/** To the owners and editors of an organisation: what a moderator decided about a certificate, and why. */
export async function render({ certificateEventId, userId }: Payload): Promise<RenderedMail | null> {
  const facts = await decisionFacts(certificateEventId, userId);
  if (!facts) return null;
  const { user, certificateId, isVerified, reason, label, number } = facts;
  return {
    to: user.email,
    key: `certificate.${certificateEventId}.${userId}`,
    subject: `${isVerified ? "Verified" : "Not accepted"}: ${label}, number ${number}`,
    paragraphs: [
      `Dear ${user.name},`,
      isVerified
        ? `A moderator has compared your certificate for ${label}, number ${number}, with the evidence and verified it. Posters now read “Verified” beside it.`
        : `A moderator has looked at the evidence for your certificate for ${label}, number ${number}, and did not accept it. It does not count until you hand it in again.`,
      ...(isVerified ? [] : [`The reason: ${reason}`]),
    ],
    action: {
      label: isVerified ? "Open the certificate" : "Correct it and hand it in again",
      url: `${config.publicUrl}/desk/certificates/${certificateId}`,
    },
  };
}
