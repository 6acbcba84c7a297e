import { pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import { excerpt, findElsewhere, highlight } from "#search/highlight.ts";
import { countFacets, type Counted } from "#search/postgres-facets.server.ts";
import type { SearchEngine, SearchResults } from "#search/port.ts";
import { countDocuments, removeRows, startBuild, writeRows } from "#search/postgres-index.server.ts";
import { planQuery, type Plan } from "#search/postgres-plan.ts";
import { toPostgresRow } from "#search/postgres-row.ts";
import { searchStatement } from "#search/postgres-sql.ts";
import { complete, lexicon } from "#search/postgres-lexicon.server.ts";
import { toHit } from "#search/results.ts";
import { FEW_HITS, SETTINGS_VERSION } from "#search/settings.ts";
import { PAGE_SIZE, type SearchQuery } from "#search/url.ts";

type Answer = Counted & { documents: SearchDocument[] };

const ATTEMPTS = 5;

/** @throws when documents are replaced faster than they can be read */
async function ask(query: SearchQuery, plan: Plan, match: "all" | "some", nowMs: number): Promise<Answer> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { rows } = await pool.query<{ versions: Buffer | null; documents: SearchDocument[] | null }>(
      searchStatement(query, plan, match, nowMs),
    );
    const { versions, documents } = rows[0]!;
    const counted = await countFacets(versions ?? Buffer.alloc(0), query, nowMs);
    if (counted) return { ...counted, documents: documents ?? [] };
  }
  throw new Error("the search index changes faster than it can be read");
}

async function search(query: SearchQuery): Promise<SearchResults> {
  const plan = await planQuery(query.q, lexicon);
  const nowMs = Date.now();
  let match: SearchResults["match"] = "all";
  let answer = await ask(query, plan, match, nowMs);
  // Decided by the words alone, never by the filters: a facet's count stays true when it is chosen.
  if (answer.matched < FEW_HITS && plan.terms.length > 1) {
    match = "some";
    answer = await ask(query, plan, match, nowMs);
  }
  return {
    hits: answer.documents.map((document) =>
      toHit(document, {
        title: highlight(document.title, plan.marked),
        excerpt: excerpt(document.summary, plan.marked),
        elsewhere: findElsewhere(document, plan.marked),
      }),
    ),
    facets: answer.facets,
    total: answer.total,
    page: { number: query.page, size: PAGE_SIZE },
    match,
    corrections: plan.corrections,
    qualifying: null,
    didYouMean: null,
    engine: "postgres",
  };
}

/** PostgreSQL as a search engine: always there, always up to date, the one that answers when another cannot. */
export const postgresEngine: SearchEngine = {
  name: "postgres",
  search: (query) => search(query),

  complete,

  upsert: (documents) => writeRows("search", documents.map(toPostgresRow)),
  remove: (ids) => removeRows("search", ids),

  count: () => countDocuments("search"),

  async health() {
    await pool.query("select 1 from search.document limit 1");
    return { healthy: true, message: "" };
  },

  settingsVersion: SETTINGS_VERSION,
  ensureIndex: async () => false,
  applySettings: async () => undefined,

  startBuild,

  async *ids() {
    for (let after: string | null = null; ;) {
      const { rows }: { rows: { id: string }[] } = await pool.query(
        "select id from search.document where $1::uuid is null or id > $1 order by id limit 1000",
        [after],
      );
      if (rows.length === 0) return;
      after = rows.at(-1)!.id;
      yield rows.map((row) => row.id);
    }
  },

  async stored(ids) {
    const { rows } = await pool.query<{
      id: string;
      document: SearchDocument;
      body: string;
      title_words: string;
    }>(
      `select id, document, body::text, title::text as title_words from search.document where id = any($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, document, ...vectors }) => [id, { ...document, ...vectors }]));
  },

  expected(document) {
    const row = toPostgresRow(document);
    return { ...document, body: row.body, title_words: row.title };
  },
};
