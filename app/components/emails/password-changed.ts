import { readRecipient, siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

/** Tells that the password is a new one. */
export async function render({ userId }: MailOf<"password_changed">): Promise<RenderedMail | null> {
  const person = await readRecipient(userId);
  if (!person) return null;
  return {
    key: `password-changed.${userId}`,
    to: person.email,
    subject: "Your password was changed",
    paragraphs: [
      `Dear ${person.name},`,
      "Your account on Sanyog has a new password, and other browsers were signed out.",
      "If this was not you, set another one at once. The link leads to the page for it.",
    ],
    action: { label: "Set another password", url: siteUrl("/forgot-password") },
  };
}
