import type { Tx } from "#app/core/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/**
 * Takes together all matches of a saved search that no mail tells of yet, and queues the mail: both commit or
 * neither does. Sends nothing for a search that is paused or wants no mail, nor to an unconfirmed address.
 * @returns whether a mail was queued
 */
export async function queueAlert(tx: Tx, savedSearchId: string): Promise<boolean> {
  // Whoever comes second waits here, and then sees what the first has taken. No stronger lock: both may have
  // written matches before, whose foreign keys hold the row.
  const [search] = await tx.$queryRaw<{ mailFrom: Date }[]>`
    select s.mail_from as "mailFrom" from saved_search s join "user" u on u.id = s.user_id
    where s.id = ${savedSearchId}::uuid and s.paused_at is null and s.frequency <> 'none'
      and u.email_verified_at is not null
    for no key update of s`;
  if (!search) return false;
  const waiting = { savedSearchId, alertId: null, known: false, foundAt: { gte: search.mailFrom } };
  if ((await tx.savedSearchMatch.count({ where: waiting })) === 0) return false;
  const alert = await tx.alert.create({ data: { savedSearchId }, select: { id: true, createdAt: true } });
  await tx.savedSearchMatch.updateMany({ where: waiting, data: { alertId: alert.id } });
  await tx.savedSearch.update({ where: { id: savedSearchId }, data: { lastAlertAt: alert.createdAt } });
  await enqueue(tx, "mail.send", { template: "saved_search_matches", alertId: alert.id });
  return true;
}
