import { db } from "#app/core/db.server.ts";

/**
 * A search for what closes within so many days finds more as time passes, though nothing changes. So each day
 * whatever has come near enough is looked at as if it had changed; two days' worth, for a day without workers.
 * @returns how many opportunities
 */
export function markClosing(): Promise<number> {
  return db.$executeRaw`
    with windows as (
      select distinct substring(query from '(?:^|&)closing=([0-9]+)(?:&|$)')::int as days from saved_search)
    insert into alert_candidate (opportunity_id)
    select distinct o.id from opportunity o
      join windows w on least(o.expires_at, o.interest_deadline) - w.days * interval '1 day'
        between now() - interval '2 days' and now()
    where o.status = 'published'
    on conflict (opportunity_id) do update set mark = nextval('alert_candidate_mark_seq')`;
}
