import { db } from "#app/core/db.server.ts";
import { sendMail } from "#app/core/mail.server.ts";
import { log } from "#app/core/log.server.ts";
import { layOutMail, type MailText } from "#app/domain/mail/mail-layout.ts";
import type { Mail } from "#app/jobs/catalogue.ts";

/** What a template in app/components/emails makes of its ids; null when there is nothing to send any more. */
export type RenderedMail = MailText & { to: string; key: string };

const SEND_TIMEOUT_MS = 60_000;

/**
 * Renders and sends one mail. A job that runs twice sends once: the row that says "sent" is written in the
 * transaction in which the mail is handed over. After a crash between the two the second mail has the first one's
 * Message-ID. @throws when the mail server did not take it, so that the job is tried again.
 */
export async function sendQueuedMail(
  mail: Mail,
  jobId: string,
  render: () => Promise<RenderedMail | null>,
): Promise<void> {
  const sentKey = `job-${jobId}`;
  if (await db.sentMail.findUnique({ where: { key: sentKey } })) return;
  const rendered = await render();
  if (!rendered) {
    log.info({ template: mail.template }, "nothing to send any more");
    return;
  }
  await db.$transaction(
    async (tx) => {
      const inserted = await tx.sentMail.createMany({ data: [{ key: sentKey }], skipDuplicates: true });
      if (inserted.count === 0) return;
      const { to, subject, key, unsubscribe, answers } = rendered;
      const head = { key: `${key}.${jobId}`, to, subject, unsubscribeUrl: unsubscribe?.url, answers };
      await sendMail({ ...head, ...layOutMail(rendered) });
    },
    { timeout: SEND_TIMEOUT_MS },
  );
}
