import { db, pool, type Tx } from "#app/core/db.server.ts";
import { peopleToTell } from "#app/domain/interests/notify-people.server.ts";
import { REMIND_AFTER_DAYS } from "#app/domain/interests/reminders.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/** From this hour on, on the clock of the poster's place. */
const MORNING_HOUR = 8;

/** EoIs whose 7th or 14th day is over without an answer, each with the reminders that are due and not yet given. */
const DUE = `
  from interest i
  join opportunity o on o.id = i.opportunity_id
  cross join unnest($1::int[]) as after_days
  where i.status = 'submitted' and i.first_answered_at is null
    and i.submitted_at <= $2::timestamptz - make_interval(days => after_days)
    and not exists (
      select from answer_reminder r where r.interest_id = i.id and r.after_days = after_days.after_days)`;

type Due = { organisationId: string; day: string };

/** Posters with something due, who have had no digest today; "today" is the day at their place. */
async function readDue(now: Date): Promise<Due[]> {
  const { rows } = await pool.query<Due>(
    `select p.id as "organisationId", to_char($2::timestamptz at time zone p.time_zone, 'YYYY-MM-DD') as day
     from organisation p
     where p.id in (select o.organisation_id ${DUE})
       and extract(hour from $2::timestamptz at time zone p.time_zone) >= $3
       and not exists (select from answer_digest d where d.organisation_id = p.id
         and d.day = ($2::timestamptz at time zone p.time_zone)::date)`,
    [[...REMIND_AFTER_DAYS], now, MORNING_HOUR],
  );
  return rows;
}

/** One digest of an organisation, its reminders and its mails, together; nothing when another process was quicker. */
async function remind(tx: Tx, { organisationId, day }: Due, now: Date): Promise<boolean> {
  const date = new Date(`${day}T00:00:00Z`);
  const [digest] = await tx.answerDigest.createManyAndReturn({
    data: [{ organisationId, day: date }],
    skipDuplicates: true,
  });
  if (!digest) return false;
  const reminded = await tx.$executeRawUnsafe(
    `insert into answer_reminder (interest_id, after_days, digest_id)
     select i.id, after_days, $3::uuid ${DUE} and o.organisation_id = $4::uuid
     on conflict do nothing`,
    [...REMIND_AFTER_DAYS],
    now,
    digest.id,
    organisationId,
  );
  // Answered since it was looked for: the day stays free for what falls due later.
  if (reminded === 0) {
    await tx.answerDigest.delete({ where: { id: digest.id } });
    return false;
  }
  for (const userId of await peopleToTell(tx, organisationId))
    await enqueue(tx, "mail.send", { template: "answers_due", digestId: digest.id, userId });
  return true;
}

/**
 * Reminds posters of what waits for their first answer for 7 and for 14 days: one mail a day and person, however many
 * EoIs wait. Safe to run twice, late, or in several processes at once: the digest's day and the reminder's key are unique.
 * @returns how many organisations were reminded
 */
export async function remindPosters(now = new Date()): Promise<number> {
  let reminded = 0;
  for (const due of await readDue(now))
    if (await db.$transaction((tx) => remind(tx, due, now))) reminded += 1;
  return reminded;
}
