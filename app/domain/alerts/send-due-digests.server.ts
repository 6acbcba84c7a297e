import { db } from "#app/core/db.server.ts";
import { nextDigestAt, type DigestFrequency } from "#app/domain/alerts/digest-time.ts";
import { queueAlert } from "#app/domain/alerts/queue-alert.server.ts";

const AT_ONCE = 200;

function readDue(now: Date) {
  return db.savedSearch.findMany({
    where: { frequency: { in: ["daily", "weekly"] }, nextDigestAt: { lte: now } },
    orderBy: { nextDigestAt: "asc" },
    take: AT_ONCE,
    select: {
      id: true,
      frequency: true,
      nextDigestAt: true,
      membership: { select: { organisation: { select: { timeZone: true } } } },
    },
  });
}

/**
 * Queues the digests whose morning has come. The next morning is set in the same transaction, so a second run
 * finds nothing due; after a night without workers there is one mail, not one for each morning.
 * @returns how many mails were queued
 */
export async function sendDueDigests(now = new Date()): Promise<number> {
  let queued = 0;
  for (let due = await readDue(now); due.length > 0; due = await readDue(now))
    for (const { id, frequency, nextDigestAt: dueAt, membership } of due) {
      const { timeZone } = membership.organisation;
      const next = nextDigestAt(frequency as DigestFrequency, timeZone, now);
      const isQueued = await db.$transaction(async (tx) => {
        const { count } = await tx.savedSearch.updateMany({
          where: { id, frequency, nextDigestAt: dueAt },
          data: { nextDigestAt: next },
        });
        return count > 0 && queueAlert(tx, id);
      });
      if (isQueued) queued += 1;
    }
  return queued;
}
