import type { MailTemplate } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

const files = import.meta.glob<MailTemplate>("../components/emails/*.{ts,tsx}");

/** The template of a mail: `reset_password` is written in app/components/emails/reset-password. */
export function templateOf(mail: Mail): Promise<MailTemplate> {
  const name = mail.template.replaceAll("_", "-");
  const load = files[`../components/emails/${name}.ts`] ?? files[`../components/emails/${name}.tsx`];
  if (!load) throw new Error(`There is no template for the mail "${mail.template}"`);
  return load();
}
