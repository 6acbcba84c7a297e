import { createHash } from "node:crypto";
import {
  Meilisearch,
  type EnqueuedTaskPromise,
  type MultiSearchQuery,
  type MultiSearchResult,
} from "meilisearch";
import type { Requirements, SearchReader } from "#app/core/requirements.ts";
import { pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import { requirementsKey, toStored, type StoredDocument } from "#search/meilisearch-document.ts";
import { isReadable, toSearches, toText, type Searches } from "#search/meilisearch-query.ts";
import { facetAttribute, MEILISEARCH_SETTINGS } from "#search/meilisearch-settings.ts";
import { planQuery, type Plan } from "#search/plan.ts";
import { suggestQuery } from "#search/spelling.ts";
import {
  DocumentsRefused,
  type FacetName,
  type IndexBuild,
  type SearchEngine,
  type SearchOptions,
  type SearchResults,
} from "#search/port.ts";
import { complete, lexicon } from "#search/postgres-lexicon.server.ts";
import { markHit, SHOWN_FIELDS, toFacetCounts, type ShownDocument } from "#search/results.ts";
import { FEW_HITS, MOST_FEATURED, SETTINGS_VERSION } from "#search/settings.ts";
import { CLOSING_WINDOWS_DAYS, FACETS, PAGE_SIZE, type SearchQuery } from "#search/url.ts";

const TASK_TIMEOUT_MS = 60_000;
const BATCH_SIZE = 1_000;

type Result = MultiSearchResult<StoredDocument>;

/**
 * Waits for a task.
 * @throws DocumentsRefused with Meilisearch's own words when it failed, and the client's error when it takes too long
 */
async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, error, type } = await task.waitTask({ timeout: TASK_TIMEOUT_MS, interval: 10 });
  if (status === "succeeded") return;
  throw new DocumentsRefused(`Meilisearch ${type} ${status}: ${error?.message ?? "no reason given"}`);
}

/** Keys of all requirements in use that this reader meets; the embedded index, which is always kept, knows them. */
async function qualifyingKeys(reader: SearchReader): Promise<string[]> {
  const { rows } = await pool.query<{ requirements: string }>({
    name: "search-requirements",
    text: "select values[1] as requirements from search.choice where facet = 'requirements'",
  });
  return rows
    .filter(({ requirements }) => reader.qualifies(JSON.parse(requirements) as Requirements))
    .map(({ requirements }) => requirementsKey(requirements));
}

type Answer = {
  main: Result;
  unfiltered: Result;
  windows: Result[];
  chosen: Map<string, Result>;
  qualifying: Result[];
  featured: Result[];
};

function facetsOf({ main, chosen, windows }: Answer, query: SearchQuery): SearchResults["facets"] {
  const facets = {} as Record<FacetName, SearchResults["facets"][FacetName]>;
  for (const facet of FACETS) {
    const counts = (chosen.get(facet) ?? main).facetDistribution?.[facetAttribute(facet)] ?? {};
    facets[facet] = toFacetCounts(Object.entries(counts), query.filters[facet]);
  }
  facets.closing = CLOSING_WINDOWS_DAYS.map((days, place) => ({
    value: String(days),
    count: windows[place]!.totalHits ?? 0,
  }));
  return facets;
}

type Connection = { url: string; apiKey: string; indexPrefix: string };

/**
 * The searched index of a Meilisearch server; `indexPrefix` keeps several installations apart.
 * @param embedded answers what Meilisearch cannot: more than ten words, and hits with only some of the words, which it
 *   can drop one after the other but not weigh
 */
export function meilisearchEngine(
  settings: Connection,
  embedded: Pick<SearchEngine, "search">,
): SearchEngine {
  const client = new Meilisearch({ host: settings.url, apiKey: settings.apiKey });
  const uid = `${settings.indexPrefix}opportunities`;
  const nextUid = `${uid}_next`;
  const index = client.index<StoredDocument>(uid);

  async function exists(indexUid: string): Promise<boolean> {
    const { results } = await client.getRawIndexes({ limit: 10_000 });
    return results.some((found) => found.uid === indexUid);
  }

  async function askAll(searches: Searches, signal: AbortSignal | undefined): Promise<Answer> {
    const { main, unfiltered, windows, chosen, qualifying, featured } = searches;
    const queries: MultiSearchQuery[] = [
      main,
      unfiltered,
      ...windows,
      ...chosen.map(({ query }) => query),
      ...qualifying,
      ...featured,
    ];
    const { results } = await client.multiSearch<{ queries: typeof queries }, StoredDocument>(
      { queries },
      signal ? { signal } : undefined,
    );
    const taken = [...(results as Result[])];
    const take = (count: number) => taken.splice(0, count);
    return {
      main: take(1)[0]!,
      unfiltered: take(1)[0]!,
      windows: take(windows.length),
      chosen: new Map(take(chosen.length).map((result, place) => [chosen[place]!.facet, result])),
      qualifying: take(qualifying.length),
      featured: take(featured.length),
    };
  }

  /** In the order of the ids; those that are gone meanwhile are left out. */
  async function readDocuments(ids: string[]): Promise<ShownDocument[]> {
    if (ids.length === 0) return [];
    const { results } = await index.getDocuments({ ids, limit: ids.length, fields: [...SHOWN_FIELDS] });
    return ids.flatMap((id) => results.find((document) => document.id === id) ?? []);
  }

  async function search(
    query: SearchQuery,
    { reader = null, featured = [], signal }: SearchOptions = {},
  ): Promise<SearchResults> {
    const nowMs = Date.now();
    const [plan, qualifying]: [Plan, string[] | null] = await Promise.all([
      planQuery(query.q, lexicon),
      reader ? qualifyingKeys(reader) : null,
    ]);
    if (!isReadable(plan)) return embedded.search(query, { reader, featured });
    const answer = await askAll(
      toSearches({ indexUid: uid, query, text: toText(plan), nowMs, qualifying, featured }),
      signal,
    );
    // Decided by the words alone, never by the filters: a facet's count stays true when it is chosen.
    const isPoor = (answer.unfiltered.totalHits ?? 0) < FEW_HITS;
    if (isPoor && plan.terms.length > 1) return embedded.search(query, { reader, featured });
    const matching = new Set(answer.featured.flatMap(({ hits }) => hits.map(({ id }) => id)));
    const chosen = await readDocuments(featured.filter((id) => matching.has(id)).slice(0, MOST_FEATURED));
    return {
      hits: answer.main.hits.map((hit) => markHit(hit as SearchDocument, plan.marked)),
      featured: chosen.map((document) => markHit(document, plan.marked)),
      facets: facetsOf(answer, query),
      qualifying: qualifying ? (answer.qualifying[0]!.totalHits ?? 0) : null,
      total: answer.main.totalHits ?? 0,
      page: { number: query.page, size: PAGE_SIZE },
      match: "all",
      corrections: plan.corrections,
      didYouMean: isPoor && plan.corrections.length === 0 ? await suggestQuery(query.q, lexicon) : null,
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
        await done(client.index(indexUid).addDocuments(documents.map(toStored), { primaryKey: "id" }));
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

    expected: (document) => ({ ...toStored(document) }),
  };
}
