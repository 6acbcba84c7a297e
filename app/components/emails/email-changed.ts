import { readRecipient, type MailOf } from "#app/components/emails/account-mail.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";

/** Tells the old address that the account left it: the owner's last chance to object. */
export async function render({ userId, oldEmail }: MailOf<"email_changed">): Promise<RenderedMail | null> {
  const person = await readRecipient(userId);
  if (!person) return null;
  return {
    key: `email-changed.${userId}`,
    to: oldEmail,
    subject: "Your account uses another e-mail address now",
    paragraphs: [
      `Dear ${person.name},`,
      "Your account on Sanyog uses another e-mail address from now on. This one does not open it any more, and this is our last message to it.",
      "If this was not you, somebody knows your password. Ask an owner of your organisation to remove your account from it at once.",
    ],
  };
}
