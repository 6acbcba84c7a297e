import { NOT_ME, readRecipient, siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import { issueEmailToken } from "#app/domain/accounts/email-tokens.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

/** The link that sets a new password. */
export async function render({ userId }: MailOf<"reset_password">): Promise<RenderedMail | null> {
  const person = await readRecipient(userId);
  if (!person) return null;
  const token = await issueEmailToken({ purpose: "reset_password", userId });
  return {
    key: `reset-password.${userId}`,
    to: person.email,
    subject: "Set a new password",
    paragraphs: [
      `Dear ${person.name},`,
      "Somebody, probably you, asked for a new password. The link works once, for one hour.",
      NOT_ME,
    ],
    action: { label: "Set a new password", url: siteUrl(`/reset-password/${token}`) },
  };
}
