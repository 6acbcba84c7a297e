import { db } from "#app/core/db.server.ts";

const WINDOW_DAYS = 180;
/** Fewer answers say more about chance than about the poster. */
const ANSWERS_NEEDED = 5;

/** How fast a poster answers: the median time from sending to its first answer. */
export type AnswerClock = { medianMs: number; answers: number };

/**
 * The clocks of posting organisations by id, over first answers of the last 180 days. Organisations with
 * fewer than five answers have none.
 */
export async function answerClocks(organisationIds: string[]): Promise<Map<string, AnswerClock>> {
  if (organisationIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ organisation_id: string; answers: number; median_ms: number }[]>`
    select o.organisation_id, count(*)::int as answers,
           (extract(epoch from percentile_cont(0.5) within group (order by i.first_answered_at - i.submitted_at))
             * 1000)::float8 as median_ms
    from interest i join opportunity o on o.id = i.opportunity_id
    where o.organisation_id = any(${organisationIds}::uuid[])
      and i.submitted_at is not null
      and i.first_answered_at > now() - make_interval(days => ${WINDOW_DAYS}::int)
    group by o.organisation_id
    having count(*) >= ${ANSWERS_NEEDED}`;
  return new Map(rows.map((row) => [row.organisation_id, { medianMs: row.median_ms, answers: row.answers }]));
}
