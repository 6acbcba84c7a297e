import { LRUCache } from "lru-cache";
import { pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import { FEEDBACK, feedbackWords } from "#search/feedback.ts";
import type { Atom } from "#search/drafts.ts";
import type { Lexicon } from "#search/lexicon.ts";
import { planQuery, type Plan } from "#search/plan.ts";
import { suggestQuery } from "#search/spelling.ts";
import type { SearchEngine, SearchOptions, SearchResults } from "#search/port.ts";
import { countFacets } from "#search/postgres-facets.ts";
import { featuredAmong, numbersOf } from "#search/postgres-featured.server.ts";
import { startBuild } from "#search/postgres-build.server.ts";
import { countDocuments, removeDocuments, writeDocuments } from "#search/postgres-index.server.ts";
import { complete, lexicon } from "#search/postgres-lexicon.server.ts";
import {
  matchEverything,
  matchTerms,
  raiseMatches,
  type List,
  type Matches,
} from "#search/postgres-match.ts";
import { orderPage } from "#search/postgres-order.ts";
import { currentIndex, isCurrent, listsOf, StaleIndex, type Index } from "#search/postgres-reader.server.ts";
import { qualifiedOf } from "#search/postgres-qualify.server.ts";
import { compareWords } from "#search/postgres-stored.server.ts";
import { markHit } from "#search/results.ts";
import { termsOf } from "#search/terms.ts";
import { FEW_HITS, SETTINGS_VERSION } from "#search/settings.ts";
import { PAGE_SIZE, sortInUse, type SearchQuery } from "#search/url.ts";

/** Documents by number, which is new with every write: what is here stays true. */
const documents = new LRUCache<number, SearchDocument>({ max: 100 });

async function readByNumber(numbers: number[]): Promise<SearchDocument[]> {
  const unknown = numbers.filter((number) => !documents.has(number));
  if (unknown.length > 0) {
    const { rows } = await pool.query<{ number: number; document: SearchDocument }>({
      name: "search-documents",
      text: "select number, document from search.document where number = any($1::int[])",
      values: [unknown],
    });
    for (const { number, document } of rows) documents.set(number, document);
  }
  const found = numbers.flatMap((number) => documents.get(number) ?? []);
  // Replaced or taken out since it was found.
  if (found.length < numbers.length) throw new StaleIndex();
  return found;
}

/** The lexicon as planning needs it; how frequent a word is follows from the postings that are needed anyway. */
const lexiconOf = (index: Index): Lexicon => ({
  ...lexicon,
  async frequencies(lexemes) {
    const lists = await listsOf(
      lexemes.map((lexeme) => [{ lexeme, offset: 0 }]),
      index,
    );
    const counts = lists.map((own) => own.reduce((sum, { numbers }) => sum + numbers.length, 0));
    return new Map(
      lexemes.map((lexeme, place): [string, number] => [lexeme, counts[place]!]).filter(([, n]) => n > 0),
    );
  },
});

async function numberOf(reference: string): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    "select number from search.document where reference = $1",
    [reference],
  );
  return rows.map(({ number }) => number);
}

type Found = { matches: Matches; match: SearchResults["match"] };

/** Decided by the words alone, never by the filters: a facet's count stays true when it is chosen. */
function matchPlan(plan: Plan, lists: List[][], { columns }: Index, nowMs: number): Found {
  let place = 0;
  const terms = plan.terms.map(({ ways }) => ({
    ways: ways.map(({ worth }) => ({ worth, lists: lists[place++]! })),
  }));
  const excluded = lists.slice(place).flat();
  if (terms.length === 0) return { matches: matchEverything(excluded, columns, nowMs), match: "all" };
  const all = matchTerms(terms, "all", excluded, columns, nowMs);
  if (all.numbers.length >= FEW_HITS || terms.length === 1) return { matches: all, match: "all" };
  return { matches: matchTerms(terms, "some", excluded, columns, nowMs), match: "some" };
}

async function findMatches(plan: Plan, index: Index, nowMs: number): Promise<Found> {
  if (plan.reference !== null) {
    const { alive, closingAtMs } = index.columns;
    const numbers = (await numberOf(plan.reference)).filter((n) => alive[n] === 1 && closingAtMs[n]! > nowMs);
    return {
      matches: { numbers: Int32Array.from(numbers), scores: new Float64Array(numbers.length) },
      match: "all",
    };
  }
  const atoms: Atom[] = [...plan.terms.flatMap(({ ways }) => ways.map(({ atom }) => atom)), ...plan.excluded];
  const lists = await listsOf(atoms, index);
  if (!isCurrent(index)) throw new StaleIndex();
  const found = matchPlan(plan, lists, index, nowMs);
  if (found.match === "some" && plan.terms.length >= FEEDBACK.fromTerms)
    await raiseAlike(found.matches, plan, index);
  return found;
}

/** Raises what is like the first matches, see feedback.ts. */
async function raiseAlike(matches: Matches, { terms }: Plan, index: Index): Promise<void> {
  const everything = Int32Array.from(matches.numbers.keys());
  const first = orderPage(everything, matches, "relevance", index.columns, 0, FEEDBACK.documents);
  const documents = (await readByNumber(first)).map(termsOf);
  const own = new Set(
    terms.flatMap(({ ways }) => ways.flatMap(({ atom }) => atom.map(({ lexeme }) => lexeme))),
  );
  const lexemes = documents.flatMap(({ postings }) => [...postings.keys()]);
  const frequencies = await lexicon.frequencies([...new Set(lexemes)]);
  const words = feedbackWords(documents, own, frequencies, {
    count: index.columns.documents,
    averageLength: index.columns.totalLength / index.columns.documents,
  });
  const lists = await listsOf(
    words.map(({ lexeme }) => [{ lexeme, offset: 0 }]),
    index,
  );
  if (!isCurrent(index)) throw new StaleIndex();
  const raising = words.map(({ worth }, place) => ({ ways: [{ worth, lists: lists[place]! }] }));
  raiseMatches(matches, raising, index.columns);
}

async function searchOnce(
  query: SearchQuery,
  { reader = null, featured = [] }: SearchOptions,
): Promise<SearchResults> {
  const index = await currentIndex();
  const nowMs = Date.now();
  const words = lexiconOf(index);
  const plan = await planQuery(query.q, words);
  const qualified = reader ? await qualifiedOf(reader, index.choiceCount) : null;
  const [candidates, { matches, match }] = await Promise.all([
    numbersOf(featured),
    findMatches(plan, index, nowMs),
  ]);
  const { passing, facets, qualifying } = countFacets(matches.numbers, query, qualified, index, nowMs);
  const from = (query.page - 1) * PAGE_SIZE;
  const numbers = orderPage(passing, matches, sortInUse(query), index.columns, from, from + PAGE_SIZE);
  const isPoor = matches.numbers.length < FEW_HITS || match === "some";
  const chosen = featuredAmong(candidates, passing, matches);
  const [found, didYouMean] = await Promise.all([
    readByNumber([...numbers, ...chosen]),
    isPoor && plan.corrections.length === 0 ? suggestQuery(query.q, words) : null,
  ]);
  const hits = found.map((document) => markHit(document, plan.marked));
  return {
    hits: hits.slice(0, numbers.length),
    featured: hits.slice(numbers.length),
    facets,
    qualifying,
    total: passing.length,
    page: { number: query.page, size: PAGE_SIZE },
    match,
    corrections: plan.corrections,
    didYouMean,
    engine: "postgres",
  };
}

const ATTEMPTS = 20;

/** @throws when the index changes faster than it can be read */
async function search(query: SearchQuery, options: SearchOptions = {}): Promise<SearchResults> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await searchOnce(query, options);
    } catch (error) {
      if (!(error instanceof StaleIndex) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** PostgreSQL as a search engine: always there, always up to date, the one that answers when another cannot. */
export const postgresEngine: SearchEngine = {
  name: "postgres",
  search,

  complete,

  upsert: (given) => writeDocuments("search", given),
  remove: (ids) => removeDocuments("search", ids),

  count: () => countDocuments("search"),

  async health() {
    await pool.query("select 1 from search.state");
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
    const { rows } = await pool.query<{ id: string; number: number; document: SearchDocument }>(
      "select id, number, document from search.document where id = any($1)",
      [ids],
    );
    const words = await compareWords(rows);
    return new Map(rows.map(({ id, document }) => [id, { ...document, ...words.get(id)! }]));
  },

  expected: (document) => ({ ...document, wordsNotIndexed: [], wordsNotInDocument: [] }),
};
