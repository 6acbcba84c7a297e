import { db, type Tx } from "#app/core/db.server.ts";
import { nextDigestAt, type DigestFrequency } from "#app/domain/alerts/digest-time.ts";
import { FREQUENCY_SQL, LISTENERS_SQL } from "#app/domain/messages/notice-message.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

const AT_ONCE = 200;
/** Between two mails about one conversation to one person. */
const PAUSE_MS = 10 * 60 * 1000;

type Listener = { userId: string; organisationId: string };

/** Whoever comes second waits here, and then sees what the first has taken. False when the membership has ended. */
async function holdListener(tx: Tx, { userId, organisationId }: Listener): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    select 1 from membership where user_id = ${userId}::uuid and organisation_id = ${organisationId}::uuid
    for no key update`;
  return held.length > 0;
}

/**
 * Takes together what a member has not read and no mail tells of, of one EoI or of all, and queues the mail: both
 * commit or neither does. What was read in the meantime needs no mail any more. @returns whether a mail was queued
 */
async function queueMail(
  tx: Tx,
  { userId, organisationId }: Listener,
  interestId: string | null,
): Promise<boolean> {
  const member = { userId, organisationId };
  await tx.$executeRaw`
    delete from message_notice n using message m, message_read r
    where n.user_id = ${userId}::uuid and n.organisation_id = ${organisationId}::uuid and n.mail_id is null
      and m.id = n.message_id and r.user_id = n.user_id and r.interest_id = m.interest_id and r.position >= m.position`;
  const waiting = { ...member, mailId: null, ...(interestId ? { message: { interestId } } : {}) };
  if ((await tx.messageNotice.count({ where: waiting })) === 0) return false;
  const { id } = await tx.messageMail.create({ data: { ...member, interestId }, select: { id: true } });
  await tx.messageNotice.updateMany({ where: waiting, data: { mailId: id } });
  await enqueue(tx, "mail.send", { template: "new_messages", messageMailId: id });
  return true;
}

type DueThread = Listener & { interestId: string };

/** Conversations with news for members who want it at once, and no mail about them in the last ten minutes. */
function readDueThreads(tx: Tx, now: Date, only?: DueThread): Promise<DueThread[]> {
  const since = new Date(now.getTime() - PAUSE_MS);
  return tx.$queryRaw<DueThread[]>`
    select n.user_id as "userId", n.organisation_id as "organisationId", g.interest_id as "interestId"
    from message_notice n join message g on g.id = n.message_id
      join ${LISTENERS_SQL} on m.user_id = n.user_id and m.organisation_id = n.organisation_id
    where n.mail_id is null and ${FREQUENCY_SQL} = 'at_once'
      and (${only?.userId ?? null}::uuid is null or (n.user_id = ${only?.userId ?? null}::uuid
        and n.organisation_id = ${only?.organisationId ?? null}::uuid and g.interest_id = ${only?.interestId ?? null}::uuid))
      and not exists (select from message_mail x
        where x.user_id = n.user_id and x.interest_id = g.interest_id and x.created_at > ${since})
    group by 1, 2, 3 order by min(g.sent_at) limit ${AT_ONCE}`;
}

async function sendAtOnce(now: Date): Promise<number> {
  let queued = 0;
  for (let due = await readDueThreads(db, now); due.length > 0; due = await readDueThreads(db, now)) {
    for (const thread of due) {
      const isQueued = await db.$transaction(async (tx) => {
        if (!(await holdListener(tx, thread))) return false;
        // Another worker may have sent it, or the choice may have changed, since it was found.
        if ((await readDueThreads(tx, now, thread)).length === 0) return false;
        return queueMail(tx, thread, thread.interestId);
      });
      if (isQueued) queued += 1;
    }
    if (due.length < AT_ONCE) break;
  }
  return queued;
}

function readDueDigests(now: Date) {
  return db.messagePreference.findMany({
    where: { frequency: { in: ["daily", "weekly"] }, nextDigestAt: { lte: now } },
    orderBy: { nextDigestAt: "asc" },
    take: AT_ONCE,
    select: {
      userId: true,
      organisationId: true,
      frequency: true,
      nextDigestAt: true,
      membership: { select: { organisation: { select: { timeZone: true } } } },
    },
  });
}

/** The next morning is set in the same transaction, so a second run finds nothing due. */
async function sendDigests(now: Date): Promise<number> {
  let queued = 0;
  for (let due = await readDueDigests(now); due.length > 0; due = await readDueDigests(now))
    for (const { membership, nextDigestAt: dueAt, ...preference } of due) {
      const { userId, organisationId, frequency } = preference;
      const next = nextDigestAt(frequency as DigestFrequency, membership.organisation.timeZone, now);
      const isQueued = await db.$transaction(async (tx) => {
        if (!(await holdListener(tx, preference))) return false;
        const { count } = await tx.messagePreference.updateMany({
          where: { userId, organisationId, frequency, nextDigestAt: dueAt },
          data: { nextDigestAt: next },
        });
        return count > 0 && queueMail(tx, preference, null);
      });
      if (isQueued) queued += 1;
    }
  return queued;
}

/**
 * Queues the mails about messages that are due: at once, one for each conversation at most every ten minutes;
 * digests when their morning has come. Every message is told of once, however often and wherever this runs.
 * @returns how many mails were queued
 */
export async function sendDueNotices(now = new Date()): Promise<number> {
  return (await sendAtOnce(now)) + (await sendDigests(now));
}
