import { db, pool } from "#app/core/db.server.ts";
import { sharedRead } from "#app/core/shared-read.server.ts";
import { REMIND_AFTER_DAYS } from "#app/domain/interests/reminders.ts";

export const CLOCK_WINDOW_DAYS = 180;
/** Fewer answers say more about chance than about the poster. */
const ANSWERS_NEEDED = 5;

/**
 * How fast a poster answers: from sending to its first answer. A figure is null when that share of what was sent
 * has no answer at all.
 */
export type AnswerClock = { medianMs: number | null; p90Ms: number | null; answers: number };

/**
 * Everything sent in the window, from the index alone. What waits for longer than the first reminder
 * counts as slower than any answer, and so does what was taken back after such a wait: silence never makes a figure
 * better. What was sent less than that ago and waits says nothing yet.
 */
const CLOCKS = {
  name: "answer-clocks",
  text: `
    with sent as (
      select poster_id, submitted_at, first_answered_at
      from interest
      where poster_id = any($1::uuid[]) and submitted_at > now() - make_interval(days => $2)
        and (first_answered_at is not null
          or (status = 'submitted' and submitted_at < now() - make_interval(days => $3)))
      union all
      select i.poster_id, i.submitted_at, null
      from interest i
      where i.poster_id = any($1::uuid[]) and i.submitted_at > now() - make_interval(days => $2)
        and i.status = 'withdrawn' and i.first_answered_at is null and exists (
          select from interest_event e where e.interest_id = i.id and e.to_status = 'withdrawn'
            and e.created_at > i.submitted_at + make_interval(days => $3))),
    waits as (
      select poster_id, first_answered_at is not null as answered,
        coalesce(extract(epoch from first_answered_at - submitted_at)::float8 * 1000, 'infinity') as ms
      from sent)
    select poster_id as id, count(*) filter (where answered)::int as answers,
      percentile_cont(0.5) within group (order by ms) as median,
      percentile_cont(0.9) within group (order by ms) as p90
    from waits group by poster_id having count(*) filter (where answered) >= $4`,
};

/** Between an answer and none there is nothing to interpolate: PostgreSQL says infinity or "not a number". */
const finite = (ms: number) => (Number.isFinite(ms) ? ms : null);

/**
 * The clocks of posting organisations by id, over what was sent to them in the last 180 days. Organisations with
 * fewer than five answers have none.
 */
export async function answerClocks(organisationIds: readonly string[]): Promise<Map<string, AnswerClock>> {
  if (organisationIds.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; answers: number; median: number; p90: number }>({
    ...CLOCKS,
    values: [organisationIds, CLOCK_WINDOW_DAYS, REMIND_AFTER_DAYS[0], ANSWERS_NEEDED],
  });
  return new Map(
    rows.map(({ id, answers, median, p90 }) => [
      id,
      { answers, medianMs: finite(median), p90Ms: finite(p90) },
    ]),
  );
}

/** One poster's clock for pages that everybody reads; see sharedRead for how old it may be. */
export const answerClockOf = sharedRead(async (organisationId) => {
  const clocks = await answerClocks([organisationId]);
  return clocks.get(organisationId) ?? null;
});

/** The same for the page of an organisation, by its slug. */
export async function answerClockOfSlug(slug: string): Promise<AnswerClock | null> {
  const organisation = await db.organisation.findUnique({ where: { slug }, select: { id: true } });
  return organisation && answerClockOf(organisation.id);
}
