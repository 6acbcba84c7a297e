import MiniSearch, { type Query } from "minisearch";
import pg from "pg";
import { config } from "#app/core/config.server.ts";
import { pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import { readDocumentsAfter } from "#search/rows.server.ts";
import { FACETS, PAGE_SIZE, sortInUse, type Facet, type SearchQuery } from "#search/url.ts";
import { timeAll, type Speed, type SpeedInput } from "#tests/bench/search-speed.ts";

/** What one would write first: no index of words, one statement a facet. Both count as readers see it. */
const FACET_SQL: Record<Facet, { value: string; join?: string }> = {
  kind: { value: "o.kind::text" },
  sector: { value: "o.sector" },
  trl: { value: "o.trl_current::text" },
  licence: { value: "o.licence::text" },
  ipr: { value: "o.ipr_status::text" },
  fee: {
    value: "width_bucket(o.tot_fee_minor, array[0, 100000000, 1000000000, 10000000000]::bigint[])::text",
  },
  certification: {
    value: "c.certification",
    join: "join opportunity_certification c on c.opportunity_id = o.id and c.level = 'required'",
  },
  partner: { value: "partner", join: "cross join unnest(o.partner_kinds) partner" },
  release: { value: "o.release::text" },
  addressed: { value: "addressed", join: "cross join unnest(o.partner_countries) addressed" },
  country: { value: "g.country" },
  verified: { value: "(g.verification = 'verified')::text" },
  organisation: { value: "g.slug" },
};

/** Values that somebody typed, as parameters of a statement. */
function conditionsOf(query: SearchQuery): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const where = ["o.status = 'published'", "least(o.expires_at, o.interest_deadline) > now() is not false"];
  for (const word of query.q.split(" ").filter(Boolean)) {
    const pattern = parameter(`%${word.replace(/[\\%_]/g, "\\$&")}%`);
    where.push(
      `(${["title", "summary", "description"].map((name) => `o.${name} ilike ${pattern}`).join(" or ")})`,
    );
  }
  for (const facet of FACETS) {
    const { value, join } = FACET_SQL[facet];
    if (query.filters[facet].length > 0 && !join)
      where.push(`${value} = any(${parameter(query.filters[facet])})`);
  }
  return { where: where.join(" and "), values };
}

const FROM = "from opportunity o join organisation g on g.id = o.organisation_id";
const ORDER = { relevance: "o.published_at desc", newest: "o.published_at desc", closing: "o.expires_at" };

async function askPlainSql(statements: pg.Pool, query: SearchQuery): Promise<{ total: number }> {
  const { where, values } = conditionsOf(query);
  const ask = (text: string) => statements.query<{ count: number }>(text, values);
  const offset = (query.page - 1) * PAGE_SIZE;
  const [total] = await Promise.all([
    ask(`select count(*)::int as count ${FROM} where ${where}`),
    ask(
      `select o.id, o.reference, o.title, o.summary, g.name ${FROM} where ${where}
       order by ${ORDER[sortInUse(query)]}, o.id limit ${PAGE_SIZE} offset ${offset}`,
    ),
    ...FACETS.map((facet) => {
      const { value, join = "" } = FACET_SQL[facet];
      return ask(
        `select ${value} as value, count(*)::int as count ${FROM} ${join} where ${where} group by 1`,
      );
    }),
  ]);
  return { total: total.rows[0]!.count };
}

/** `ILIKE` for every word and `COUNT … GROUP BY` for every facet. Runs in a process of its own. */
export async function measurePlainSql(input: SpeedInput): Promise<Speed> {
  const statements = new pg.Pool({ connectionString: config.database.url, max: FACETS.length });
  try {
    return await timeAll("ILIKE and COUNT", (query) => askPlainSql(statements, query), input, false);
  } finally {
    await statements.end();
  }
}

type Kept = Pick<SearchDocument, "id" | "title" | "summary" | "facets" | "publishedAtMs">;

async function fillMiniSearch(): Promise<{ index: MiniSearch; kept: Map<string, Kept> }> {
  const kept = new Map<string, Kept>();
  const index = new MiniSearch<Record<string, string>>({
    fields: ["title", "keywords", "summary", "description"],
    searchOptions: {
      prefix: true,
      fuzzy: 0.2,
      combineWith: "AND",
      boost: { title: 4, keywords: 2, summary: 2 },
    },
  });
  for (let after: string | null = null; ;) {
    const documents = await readDocumentsAfter(after, 1_000);
    if (documents.length === 0) return { index, kept };
    after = documents.at(-1)!.id;
    for (const { id, title, keywords, summary, description, facets, publishedAtMs } of documents) {
      index.add({ id, title, keywords: keywords.join(" "), summary, description });
      kept.set(id, { id, title, summary, facets, publishedAtMs });
    }
  }
}

/** The library in the searching process itself, facets counted over its results. Runs in a process of its own. */
export async function measureMiniSearch(input: SpeedInput): Promise<Speed> {
  const { index, kept } = await fillMiniSearch();
  await pool.end();
  const ask = async (query: SearchQuery) => {
    const wanted: Query = query.q === "" ? MiniSearch.wildcard : query.q;
    const passes = ({ facets }: Kept) =>
      FACETS.every((facet) => {
        const chosen = query.filters[facet];
        return chosen.length === 0 || facets[facet].some((value) => chosen.includes(value));
      });
    const found = index.search(wanted, { filter: ({ id }) => passes(kept.get(id as string)!) });
    const counts = new Map<string, number>();
    for (const { id } of found)
      for (const facet of FACETS)
        for (const value of kept.get(id as string)!.facets[facet]) {
          const key = `${facet} ${value}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
    const documents = found.map(({ id }) => kept.get(id as string)!);
    if (query.q === "") documents.sort((a, b) => b.publishedAtMs - a.publishedAtMs);
    return { total: found.length, hits: documents.slice((query.page - 1) * PAGE_SIZE).slice(0, PAGE_SIZE) };
  };
  return timeAll("minisearch", ask, input, false);
}
