import { readRecipient, siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

/** Goes to an address that somebody entered as new although it has an account: the page itself must not tell. */
export async function render({ userId }: MailOf<"already_registered">): Promise<RenderedMail | null> {
  const person = await readRecipient(userId);
  if (!person) return null;
  return {
    key: `already-registered.${userId}`,
    to: person.email,
    subject: "You have an account already",
    paragraphs: [
      `Dear ${person.name},`,
      "Somebody, probably you, entered this address for an account on Sanyog. It has one already, so nothing was changed.",
      `Sign in here: ${siteUrl("/login")}`,
      "If you do not remember the password, or never set one, set a new one. That confirms your address as well.",
      "If this was not you, you can ignore this message.",
    ],
    action: { label: "Set a new password", url: siteUrl("/forgot-password") },
  };
}
