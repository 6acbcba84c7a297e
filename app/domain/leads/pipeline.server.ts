import type { Actor } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { monthsAfter, monthsBetween, pipelineOf, type LeadGroup } from "#app/domain/leads/pipeline.ts";
import type { PipelineQuery } from "#app/domain/leads/schema.ts";

const HOME_ZONE = "Asia/Kolkata";

/** What the actor's organisation has received since a month began, in groups; those without a value have no currency. */
const GROUPS = {
  name: "lead-groups",
  text: `
    select i.status::text, coalesce(o.sector, '') as sector,
      to_char(i.submitted_at at time zone '${HOME_ZONE}', 'YYYY-MM') as month,
      case when v.amount_minor is not null then v.currency end as currency, count(*)::int as count,
      coalesce(sum(v.amount_minor), 0)::text as minor,
      coalesce(sum(v.amount_minor::numeric * v.probability_percent), 0)::text as "minorPercent"
    from interest i
      join opportunity o on o.id = i.opportunity_id
      left join lateral (
        select amount_minor, currency, probability_percent from lead_value
        where interest_id = i.id order by version desc limit 1
      ) v on true
    where o.organisation_id = $1 and ($2::text is null or o.reference = $2) and i.status <> 'draft'
      and i.submitted_at >= ($3 || '-01')::timestamp at time zone '${HOME_ZONE}'
    group by 1, 2, 3, 4`,
};

type Row = Omit<LeadGroup, "currency" | "minor" | "minorPercent"> & {
  currency: string | null;
  minor: string;
  minorPercent: string;
};

/**
 * The value of what the actor's organisation received in the last months, this one included, in rupees by the newest
 * rates, and how many EoIs have no value yet.
 */
export async function readPipeline(actor: Actor, { opportunity, months }: PipelineQuery, now = new Date()) {
  const thisMonth = calendarDateIn(HOME_ZONE, now).slice(0, 7);
  const since = monthsAfter(thisMonth, 1 - months);
  const organisationId = actor.kind === "person" ? (actor.organisation?.id ?? null) : null;
  const [{ rows }, rates] = await Promise.all([
    pool.query<Row>({ ...GROUPS, values: [organisationId, opportunity ?? null, since] }),
    readReference("exchange_rates"),
  ]);
  const groups = rows.flatMap(({ currency, minor, minorPercent, ...group }) =>
    currency === null
      ? []
      : [{ ...group, currency, minor: BigInt(minor), minorPercent: BigInt(minorPercent) }],
  );
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const valued = groups.reduce((sum, { count }) => sum + count, 0);
  return {
    ...pipelineOf(groups, monthsBetween(since, thisMonth), rates),
    total,
    withoutValue: total - valued,
  };
}

/** The opportunities of the actor's organisation that anybody has answered, for the filter: the newest 200. */
export async function answeredOpportunities(actor: Actor) {
  const rows = await db.opportunity.findMany({
    where: { AND: [ownedBy(actor), { interests: { some: { status: { not: "draft" } } } }] },
    orderBy: [{ publishedAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
    take: 200,
    select: { reference: true, title: true },
  });
  return rows;
}
