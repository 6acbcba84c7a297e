import type { Actor } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { interestStatusValues, type InterestStatus } from "#app/core/reference/terms.ts";
import { countByState, LIST_ROW, type ListedInterest } from "#app/domain/interests/list-interests.server.ts";
import type { InterestListQuery } from "#app/domain/interests/schema.ts";

/** How many cards a column shows; the table shows them all. */
export const CARDS_PER_COLUMN = 12;

const STATES = interestStatusValues.filter((status) => status !== "draft");

/** The first ones in each state: by the day of sending from the index, which is ordered so. */
const firstCards = (order: string, join = "") => `
  select each.id, state::text as status from unnest($2::interest_status[]) as state
  cross join lateral (
    select i.id, row_number() over (order by ${order}, i.id) as place from interest i ${join}
    where i.poster_id = $1 and i.status = state
      and ($3::uuid is null or i.opportunity_id = $3)
      and ($4 = '' or exists (select from organisation n where n.id = i.organisation_id and n.name ilike $4))
    order by ${order}, i.id limit ${CARDS_PER_COLUMN}) as each
  order by each.place`;

const FIRST = {
  newest: firstCards("i.submitted_at desc"),
  oldest: firstCards("i.submitted_at"),
  name: firstCards("a.name", "join organisation a on a.id = i.organisation_id"),
};

export type InterestColumn = { status: InterestStatus; total: number; rows: ListedInterest[] };

/** What the actor's organisation has received by state, in the order of the lifecycle; states nobody is in are empty. */
export async function listColumns(
  actor: Actor,
  { opportunity, q, sort }: Pick<InterestListQuery, "opportunity" | "q" | "sort">,
): Promise<InterestColumn[]> {
  if (actor.kind !== "person" || !actor.organisation) return [];
  const only = opportunity
    ? await db.opportunity.findUnique({ where: { reference: opportunity }, select: { id: true } })
    : null;
  if (opportunity && !only) return STATES.map((status) => ({ status, total: 0, rows: [] }));
  const pattern = q && `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const [{ rows: places }, counts] = await Promise.all([
    pool.query<{ id: string; status: InterestStatus }>({
      name: `interest-columns-${sort}`,
      text: FIRST[sort],
      values: [actor.organisation.id, STATES, only?.id ?? null, pattern],
    }),
    countByState(actor, { side: "received", opportunity, q }),
  ]);
  const found = await db.interest.findMany({
    where: { id: { in: places.map(({ id }) => id) } },
    select: LIST_ROW,
  });
  const byId = new Map(found.map((row) => [row.id, row]));
  return STATES.map((status) => ({
    status,
    total: counts[status] ?? 0,
    rows: places.flatMap((place) => (place.status === status ? (byId.get(place.id) ?? []) : [])),
  }));
}
