import type { Actor } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { interestStatusValues, type InterestStatus } from "#app/core/reference/terms.ts";
import { LIST_ROW, type ListedInterest } from "#app/domain/interests/list-interests.server.ts";
import type { InterestListQuery } from "#app/domain/interests/schema.ts";

/** How many cards a column shows; the table shows them all. */
export const CARDS_PER_COLUMN = 12;

/** Everything an organisation has received, its first ones and its number in each state, in one statement. */
const COLUMNS = {
  name: "interest-columns",
  text: `
    select id, status::text, total from (
      select i.id, i.status, count(*) over (partition by i.status)::int as total,
        row_number() over (partition by i.status order by
          case when $4 = 'newest' then i.submitted_at end desc,
          case when $4 = 'oldest' then i.submitted_at end,
          case when $4 = 'name' then a.name end, i.id) as place
      from opportunity o
      join interest i on i.opportunity_id = o.id
      join organisation a on a.id = i.organisation_id
      where o.organisation_id = $1 and i.status <> 'draft'
        and ($2::text is null or o.reference = $2) and ($3 = '' or a.name ilike $3)) each
    where place <= $5 order by status, place`,
};

export type InterestColumn = { status: InterestStatus; total: number; rows: ListedInterest[] };

/** What the actor's organisation has received by state, in the order of the lifecycle; states nobody is in are empty. */
export async function listColumns(
  actor: Actor,
  { opportunity, q, sort }: Pick<InterestListQuery, "opportunity" | "q" | "sort">,
): Promise<InterestColumn[]> {
  if (actor.kind !== "person" || !actor.organisation) return [];
  const pattern = q && `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows: places } = await pool.query<{ id: string; status: InterestStatus; total: number }>({
    ...COLUMNS,
    values: [actor.organisation.id, opportunity ?? null, pattern, sort, CARDS_PER_COLUMN],
  });
  const found = await db.interest.findMany({
    where: { id: { in: places.map(({ id }) => id) } },
    select: LIST_ROW,
  });
  const byId = new Map(found.map((row) => [row.id, row]));
  return interestStatusValues
    .filter((status) => status !== "draft")
    .map((status) => {
      const own = places.filter((place) => place.status === status);
      return {
        status,
        total: own[0]?.total ?? 0,
        rows: own.flatMap(({ id }) => byId.get(id) ?? []),
      };
    });
}
