import { rarity, type Plan } from "#search/postgres-plan.ts";
import { CLASS_WEIGHTS } from "#search/settings.ts";
import { any } from "#search/tsquery.ts";
import {
  CLOSING_WINDOWS_DAYS,
  FACETS,
  PAGE_SIZE,
  sortInUse,
  type Facet,
  type SearchQuery,
} from "#search/url.ts";

const DAY_MS = 86_400_000;

/** Facets whose value stands in a column; sectors and sub-sectors are one facet in two columns. */
export const FACET_COLUMNS: readonly { facet: Facet; column: string }[] = [
  { facet: "kind", column: "kind" },
  { facet: "sector", column: "sector" },
  { facet: "sector", column: "sub_sector" },
  { facet: "trl", column: "trl" },
  { facet: "licence", column: "licence" },
  { facet: "country", column: "country" },
  { facet: "release", column: "release" },
  { facet: "organisation", column: "organisation" },
];
const columns = FACET_COLUMNS.map(({ column }) => column);

/** Conditions of single facets, by the parameter that holds the chosen values. */
const CHOSEN: Record<Facet, (parameter: string) => string> = {
  kind: (values) => `kind = any(${values}::text[])`,
  sector: (values) => `(sector = any(${values}::text[]) or sub_sector = any(${values}::text[])) is true`,
  trl: (values) => `(trl = any(${values}::text[])) is true`,
  licence: (values) => `(licence = any(${values}::text[])) is true`,
  certification: (values) => `certifications && ${values}::text[]`,
  country: (values) => `country = any(${values}::text[])`,
  release: (values) => `release = any(${values}::text[])`,
  organisation: (values) => `organisation = any(${values}::text[])`,
};

export type Statement = { text: string; values: unknown[] };

/** Collects parameters; what is typed gets into SQL in no other way. */
class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

type Miss = { name: Facet | "closing"; bit: number; condition: string };

/** A bit for each filter: a document counts for a facet when it misses no filter but the facet's own. */
function misses(query: SearchQuery, now: string, parameters: Parameters): Miss[] {
  const list: Miss[] = [];
  for (const facet of FACETS)
    if (query.filters[facet].length > 0)
      list.push({
        name: facet,
        bit: 1 << list.length,
        condition: CHOSEN[facet](parameters.add(query.filters[facet])),
      });
  if (query.closingDays !== null) {
    const until = parameters.add(query.closingDays * DAY_MS);
    list.push({
      name: "closing",
      bit: 1 << list.length,
      condition: `closing_at_ms <= ${now}::bigint + ${until}::bigint`,
    });
  }
  return list;
}

const rankArray = `'{${CLASS_WEIGHTS.join(",")}}'`;

function rankExpression(plan: Plan, parameters: Parameters): string {
  const parts = plan.terms.flatMap((term) =>
    term.ranked.map(({ query, worth }) => {
      const weight = worth * rarity(term.frequency, plan.documents);
      return `${parameters.add(weight)}::float8 * ts_rank(${rankArray}, body, ${parameters.add(query)}::tsquery, 1)`;
    }),
  );
  return parts.length > 0 ? parts.join(" + ") : "0";
}

/** Terms that tell documents apart: very frequent words only bring everything, slowly. */
function tellingTerms(plan: Plan): Plan["terms"] {
  const telling = plan.terms.filter((term) => term.frequency < plan.documents / 5);
  return telling.length > 0 ? telling : plan.terms;
}

const ORDER = {
  relevance: "tier desc, rank desc, published_at_ms desc, id",
  newest: "published_at_ms desc, id",
  closing: "closing_at_ms, published_at_ms desc, id",
} as const;

/**
 * One statement for hits, total and all facets, so that they agree with one another.
 * @param match whether all terms or only some must be there
 */
export function searchStatement(
  query: SearchQuery,
  plan: Plan,
  match: "all" | "some",
  nowMs: number,
): Statement {
  const parameters = new Parameters();
  const now = parameters.add(nowMs);
  const filters = misses(query, now, parameters);
  const missed =
    filters.map(({ condition, bit }) => `case when ${condition} then 0 else ${bit} end`).join(" | ") || "0";
  const sort = sortInUse(query);
  const conditions = [`closing_at_ms > ${now}::bigint`];
  const allTerms = plan.terms.map((term) => term.query).join(" & ");
  let tier = "0";
  if (plan.reference !== null) conditions.push(`reference = ${parameters.add(plan.reference)}`);
  else if (plan.terms.length > 0) {
    const wanted = match === "all" ? allTerms : any(tellingTerms(plan).map((term) => term.query));
    conditions.push(`body @@ ${parameters.add(wanted)}::tsquery`);
    if (match === "some" && sort === "relevance")
      tier = `(body @@ ${parameters.add(allTerms)}::tsquery)::int`;
  }
  if (plan.excluded !== null) conditions.push(`not body @@ ${parameters.add(plan.excluded)}::tsquery`);
  const rank = sort === "relevance" ? rankExpression(plan, parameters) : "0";
  const counted = (own: string) => {
    const bit = filters.find(({ name }) => name === own)?.bit ?? 0;
    return `missed & ~${bit} = 0`;
  };
  const offset = parameters.add((query.page - 1) * PAGE_SIZE);
  const text = `
with matched as materialized (
  select id, ${columns.join(", ")}, certifications, published_at_ms, closing_at_ms,
    ${missed} as missed, ${tier} as tier, ${rank} as rank
  from search.document where ${conditions.join(" and ")}
), counts as (
  ${countsSql(filters)}
), page as (
  select id, row_number() over () as place from (
    select id from matched where missed = 0 order by ${ORDER[sort]} limit ${PAGE_SIZE} offset ${offset}::bigint
  ) ordered
)
select
  (select count(*)::int from matched) as matched,
  (select count(*)::int from matched where missed = 0) as total,
  (select json_agg(array[name, value, count::text]) from counts where count > 0) as counts,
  (select json_object_agg(days, (select count(*) from matched
     where ${counted("closing")} and closing_at_ms <= ${now}::bigint + days * ${DAY_MS}::bigint))
   from unnest('{${CLOSING_WINDOWS_DAYS.join(",")}}'::int[]) days) as closing,
  (select json_agg(d.document order by place) from page join search.document d using (id)) as documents`;
  return { text, values: parameters.values };
}

function countsSql(filters: Miss[]): string {
  const bitOf = (facet: Facet) => filters.find(({ name }) => name === facet)?.bit ?? 0;
  const open = FACET_COLUMNS.map(
    ({ facet, column }) => `select '${facet}' as name, ${column} as value, count(*) as count
    from matched where missed & ~${bitOf(facet)} = 0 and ${column} is not null group by ${column}`,
  );
  const certifications = `select 'certification', code, count(*) from matched, unnest(certifications) code
    where missed & ~${bitOf("certification")} = 0 group by code`;
  return [...open, certifications].join("\n  union all ");
}
