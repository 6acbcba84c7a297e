import { readRecipient, siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import { issueEmailToken, lifeHours } from "#app/domain/accounts/email-tokens.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

/** The link that confirms an address after sign-up. */
export async function render({ userId }: MailOf<"confirm_email">): Promise<RenderedMail | null> {
  const person = await readRecipient(userId);
  if (!person || person.emailVerifiedAt) return null;
  const token = await issueEmailToken({ purpose: "confirm_email", userId });
  return {
    key: `confirm-email.${userId}`,
    to: person.email,
    subject: "Confirm your e-mail address",
    paragraphs: [
      `Dear ${person.name},`,
      "Welcome to Sanyog. Please confirm that this address is yours. After that you can publish opportunities and send expressions of interest.",
      `The link works for ${lifeHours("confirm_email")} hours.`,
      "If you did not join Sanyog, do not open the link; without it the account cannot do anything in your name.",
    ],
    action: { label: "Confirm the address", url: siteUrl(`/confirm-email/${token}`) },
  };
}
