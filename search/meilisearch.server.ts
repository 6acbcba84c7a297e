import { createHash } from "node:crypto";
import { Meilisearch, type EnqueuedTaskPromise, type MultiSearchResult } from "meilisearch";
import type { SearchDocument } from "#search/document.ts";
import { excerptMarked, highlightMarked } from "#search/highlight.ts";
import { toSearches, toText, type Searches } from "#search/meilisearch-query.ts";
import { facetAttribute, MEILISEARCH_SETTINGS } from "#search/meilisearch-settings.ts";
import type { FacetName, IndexBuild, SearchEngine, SearchOptions, SearchResults } from "#search/port.ts";
import { complete, lexicon } from "#search/postgres-lexicon.server.ts";
import { toFacetCounts, toHit, type ShownDocument } from "#search/results.ts";
import { FEW_HITS, SETTINGS_VERSION } from "#search/settings.ts";
import { CLOSING_WINDOWS_DAYS, FACETS, PAGE_SIZE, type SearchQuery } from "#search/url.ts";

const TASK_TIMEOUT_MS = 60_000;
const BATCH_SIZE = 1_000;

type Result = MultiSearchResult<SearchDocument>;

/** Waits for a task. @throws with Meilisearch's own words when it failed. */
async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, error, type } = await task.waitTask({ timeout: TASK_TIMEOUT_MS, interval: 10 });
  if (status !== "succeeded")
    throw new Error(`Meilisearch ${type} ${status}: ${error?.message ?? "no reason given"}`);
}

function facetsOf(results: Result[], { chosen }: Searches, query: SearchQuery): SearchResults["facets"] {
  const [main, , ...others] = results;
  const windows = others.slice(0, CLOSING_WINDOWS_DAYS.length);
  const own = others.slice(CLOSING_WINDOWS_DAYS.length);
  const facets = {} as Record<FacetName, SearchResults["facets"][FacetName]>;
  for (const facet of FACETS) {
    const place = chosen.indexOf(facet);
    const result = place < 0 ? main! : own[place]!;
    const counts = result.facetDistribution?.[facetAttribute(facet)] ?? {};
    facets[facet] = toFacetCounts(Object.entries(counts), query.filters[facet]);
  }
  facets.closing = CLOSING_WINDOWS_DAYS.map((days, index) => ({
    value: String(days),
    count: windows[index]!.totalHits ?? 0,
  }));
  return facets;
}

function hitsOf(result: Result): SearchResults["hits"] {
  return result.hits.map((hit) =>
    toHit(hit as ShownDocument, {
      title: highlightMarked(hit._formatted?.title ?? hit.title),
      excerpt: excerptMarked(hit._formatted?.summary ?? hit.summary),
      elsewhere: null,
    }),
  );
}

/** The searched index of a Meilisearch server; `indexPrefix` keeps several installations apart. */
export function meilisearchEngine(settings: {
  url: string;
  apiKey: string;
  indexPrefix: string;
}): SearchEngine {
  const client = new Meilisearch({ host: settings.url, apiKey: settings.apiKey });
  const uid = `${settings.indexPrefix}opportunities`;
  const nextUid = `${uid}_next`;
  const index = client.index<SearchDocument>(uid);

  async function exists(indexUid: string): Promise<boolean> {
    const { results } = await client.getRawIndexes({ limit: 10_000 });
    return results.some((found) => found.uid === indexUid);
  }

  async function search(query: SearchQuery, { signal }: SearchOptions = {}): Promise<SearchResults> {
    const nowMs = Date.now();
    const ask = async (match: "all" | "some") => {
      const text = await toText(query.q, match, (lexemes) => lexicon.frequencies(lexemes));
      const searches = toSearches(uid, query, text, match, nowMs);
      const { results } = await client.multiSearch<{ queries: typeof searches.queries }, SearchDocument>(
        { queries: searches.queries },
        signal ? { signal } : undefined,
      );
      return { searches, words: text.words, results: results as Result[] };
    };
    let match: SearchResults["match"] = "all";
    let answer = await ask(match);
    // Decided by the words alone, never by the filters: a facet's count stays true when it is chosen.
    if ((answer.results[1]!.totalHits ?? 0) < FEW_HITS && answer.words > 1) {
      match = "some";
      answer = await ask(match);
    }
    const { results, searches } = answer;
    return {
      hits: hitsOf(results[0]!),
      facets: facetsOf(results, searches, query),
      total: results[0]!.totalHits ?? 0,
      page: { number: query.page, size: PAGE_SIZE },
      match,
      corrections: [],
      qualifying: null,
      didYouMean: null,
      engine: "meilisearch",
    };
  }

  async function countIn(indexUid: string): Promise<number> {
    const filter = `closingAtMs > ${Date.now()}`;
    const { totalHits } = await client.index(indexUid).search("", { filter, page: 1, hitsPerPage: 1 });
    return totalHits;
  }

  const writesTo = (indexUid: string) => ({
    async upsert(documents: SearchDocument[]) {
      if (documents.length > 0)
        await done(client.index(indexUid).addDocuments(documents, { primaryKey: "id" }));
    },
    async remove(ids: string[]) {
      if (ids.length > 0) await done(client.index(indexUid).deleteDocuments(ids));
    },
    count: () => countIn(indexUid),
  });

  async function startBuild(): Promise<IndexBuild> {
    const discard = async () => {
      if (await exists(nextUid)) await done(client.deleteIndex(nextUid));
    };
    await discard();
    await done(client.createIndex(nextUid, { primaryKey: "id" }));
    await done(client.index(nextUid).updateSettings(MEILISEARCH_SETTINGS));
    return {
      ...writesTo(nextUid),
      finish: async () => undefined,
      async swapIn() {
        await done(client.swapIndexes([{ indexes: [uid, nextUid], rename: false }]));
        await discard();
      },
      discard,
    };
  }

  return {
    name: "meilisearch",
    search,
    complete,
    ...writesTo(uid),
    startBuild,
    settingsVersion: createHash("sha256")
      .update(SETTINGS_VERSION + JSON.stringify(MEILISEARCH_SETTINGS))
      .digest("hex")
      .slice(0, 16),

    async ensureIndex() {
      if (await exists(uid)) return false;
      await done(client.createIndex(uid, { primaryKey: "id" }));
      return true;
    },

    applySettings: () => done(index.updateSettings(MEILISEARCH_SETTINGS)),

    async health() {
      const isUp = await client.isHealthy();
      if (!isUp) return { healthy: false, message: "Meilisearch does not answer" };
      const isThere = await exists(uid);
      return { healthy: isThere, message: isThere ? "" : `Meilisearch has no index ${uid} yet` };
    },

    async *ids() {
      for (let offset = 0; ; offset += BATCH_SIZE) {
        const { results } = await index.getDocuments({ fields: ["id"], limit: BATCH_SIZE, offset });
        if (results.length === 0) return;
        yield results.map((document) => document.id);
      }
    },

    async stored(ids) {
      if (ids.length === 0) return new Map();
      const { results } = await index.getDocuments({ ids, limit: ids.length });
      return new Map(results.map((document) => [document.id, { ...document }]));
    },

    expected: (document) => ({ ...document }),
  };
}
