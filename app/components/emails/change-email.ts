import { NOT_ME, readRecipient, siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import { issueEmailToken, lifeHours } from "#app/domain/accounts/email-tokens.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

/** The link that makes a new address the account's own; goes to the new address. */
export async function render({ userId, newEmail }: MailOf<"change_email">): Promise<RenderedMail | null> {
  const person = await readRecipient(userId);
  if (!person || person.email === newEmail) return null;
  const token = await issueEmailToken({ purpose: "change_email", userId, newEmail });
  return {
    key: `change-email.${userId}`,
    to: newEmail,
    subject: "Confirm your new e-mail address",
    paragraphs: [
      `Dear ${person.name},`,
      "You asked to use this address for your account on Sanyog. Confirm it, and you sign in with it from then on.",
      `The link works for ${lifeHours("change_email")} hours.`,
      NOT_ME,
    ],
    action: { label: "Confirm the new address", url: siteUrl(`/confirm-email/${token}`) },
  };
}
