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
  const counting = (own: string) => {
    const bit = filters.find(({ name }) => name === own)?.bit ?? 0;
    return filters.length > 0 ? `filter (where missed & ~${bit} = 0)` : "";
  };
  const offset = parameters.add((query.page - 1) * PAGE_SIZE);
  const windows = CLOSING_WINDOWS_DAYS.map(
    (days) =>
      `'${days}', count(case when closing_at_ms <= ${now}::bigint + ${days * DAY_MS} then 1 end) ${counting("closing")}`,
  );
  const text = `
with matched as materialized (
  select id, ${columns.join(", ")}, certifications, published_at_ms, closing_at_ms,
    ${missed} as missed, ${tier} as tier, ${rank} as rank
  from search.document where ${conditions.join(" and ")}
), totals as (
  select count(*)::int as matched, ${`count(*) ${counting("")}`}::int as total,
    json_build_object(${windows.join(", ")}) as closing
  from matched
), counts as (
  ${countsSql(counting)}
), page as (
  select id, row_number() over () as place from (
    select id from matched ${filters.length > 0 ? "where missed = 0" : ""}
    order by ${ORDER[sort]} limit ${PAGE_SIZE} offset ${offset}::bigint
  ) ordered
)
select totals.*,
  (select json_agg(json_build_array(name, value, count)) from counts where count > 0) as counts,
  (select json_agg(d.document order by place) from page join search.document d using (id)) as documents
from totals`;
  return { text, values: parameters.values };
}

/** All columns in one pass; each row of it belongs to the one column that it is grouped by. */
function countsSql(counting: (facet: string) => string): string {
  const grouped = (column: string) => `grouping(${column}) = 0`;
  const pick = (make: (entry: (typeof FACET_COLUMNS)[number]) => string) =>
    `case ${FACET_COLUMNS.map((entry) => `when ${grouped(entry.column)} then ${make(entry)}`).join(" ")} end`;
  const sets = columns.map((column) => `(${column})`).join(", ");
  return `select * from (
    select ${pick(({ facet }) => `'${facet}'`)} as name, ${pick(({ column }) => column)} as value,
      ${pick(({ facet }) => `count(*) ${counting(facet)}`)} as count
    from matched group by grouping sets (${sets})) c
  where value is not null
  union all
  select 'certification', code, count(*) ${counting("certification")}
  from matched, unnest(certifications) code where certifications <> '{}' group by code`;
}
