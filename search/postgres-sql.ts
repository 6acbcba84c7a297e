import { rarity, type Plan } from "#search/postgres-plan.ts";
import { CLASS_WEIGHTS } from "#search/settings.ts";
import { any } from "#search/tsquery.ts";
import { FACETS, PAGE_SIZE, sortInUse, type SearchQuery } from "#search/url.ts";

const DAY_MS = 86_400_000;

export type Statement = { text: string; values: unknown[] };

/** Collects parameters; what is typed gets into SQL in no other way. */
class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

function filterCondition(query: SearchQuery, now: string, parameters: Parameters): string {
  const conditions = FACETS.filter((facet) => query.filters[facet].length > 0).map(
    (facet) => `(document #> '{facets,${facet}}') ?| ${parameters.add(query.filters[facet])}::text[]`,
  );
  if (query.closingDays !== null)
    conditions.push(
      `closing_at_ms <= ${now}::bigint + ${parameters.add(query.closingDays * DAY_MS)}::bigint`,
    );
  return conditions.join(" and ") || "true";
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
 * One statement for the hits of a page and the versions of everything that matches the words, so that
 * they agree with one another.
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
  const filter = filterCondition(query, now, parameters);
  // Only what is shown is ranked.
  const rank =
    sort === "relevance" ? `case when ${filter} then ${rankExpression(plan, parameters)} end` : "0";
  const offset = parameters.add((query.page - 1) * PAGE_SIZE);
  const text = `
with matched as materialized (
  select id, version, published_at_ms, closing_at_ms, ${filter} as passes, ${tier} as tier, ${rank} as rank
  from search.document where ${conditions.join(" and ")}
), page as (
  select id, row_number() over () as place from (
    select id from matched where passes order by ${ORDER[sort]} limit ${PAGE_SIZE} offset ${offset}::bigint
  ) ordered
)
select
  (select string_agg(int8send(version), '') from matched) as versions,
  (select json_agg(d.document order by place) from page join search.document d using (id)) as documents`;
  return { text, values: parameters.values };
}
