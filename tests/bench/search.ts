import { Meilisearch } from "meilisearch";
import { config } from "#app/core/config.server.ts";
import type { EngineName } from "#search/port.ts";
import { startProduct } from "#tests/setup/product-process.ts";
import { openBenchDatabase } from "#tests/bench/database.ts";
import { percentilesOf, type Percentiles } from "#tests/bench/search-metrics.ts";
import { inOwnProcess } from "#tests/bench/processes.ts";
import type { KnownItems } from "#tests/bench/search-known-items.ts";
import type { Loaded } from "#tests/bench/search-load.ts";
import type { EngineRelevance } from "#tests/bench/search-relevance.ts";
import type { RoleInput, RoleResult, SearchRole } from "#tests/bench/search-roles.ts";
import type { Speed } from "#tests/bench/search-speed.ts";

export type SearchBenchOptions = {
  /** Folder of the Cranfield collection. */
  data?: string | undefined;
  /** CSV of software releases, see app/domain/imports/examples. */
  catalogue?: string | undefined;
  sizes: number[];
  /** The longest that one kind of question is asked. */
  seconds: number;
  databaseUrl?: string | undefined;
};

export type SizeResult = {
  size: number;
  loaded: Loaded;
  engines: Speed[];
  baselines: Speed[];
  /** Baselines that were not measured, and why. */
  skipped: string[];
  searchableMs: Percentiles;
};

export type SearchResult = {
  engines: EngineName[];
  relevance: EngineRelevance[] | null;
  knownItems: KnownItems | null;
  sizes: SizeResult[];
};

const CHANGES = 60;
/** minisearch keeps everything in the process: about 8 kB an opportunity. */
const LARGEST_IN_MEMORY = 200_000;
/** Filling a server with more takes longer than all other parts together. */
const LARGEST_FOR_MEILISEARCH = 100_000;

type Play = <R extends SearchRole>(role: R, input: RoleInput<R>) => Promise<RoleResult<R>>;
type Place = { url: string; play: Play; playEmbedded: Play };

const indexPrefix = `sanyog_bench_${process.pid}_`;

/** A fresh database for one part; with Meilisearch where one is configured, in indexes of the bench's own. */
async function onFreshDatabase<T>(
  databaseUrl: string | undefined,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const database = await openBenchDatabase(databaseUrl);
  const environment = { DATABASE_URL: database.url, NODE_ENV: "development", LOG_LEVEL: "warn" };
  const play =
    (extra: Record<string, string>): Play =>
    (role, input) =>
      inOwnProcess(role, input, { ...environment, ...extra });
  const url = database.url;
  try {
    return await work({
      url,
      play: play({ MEILISEARCH_INDEX_PREFIX: indexPrefix }),
      playEmbedded: play({ MEILISEARCH_URL: "" }),
    });
  } finally {
    await database.close();
  }
}

async function forgetIndexes(): Promise<void> {
  if (config.search.engine !== "meilisearch") return;
  const client = new Meilisearch({ host: config.search.url, apiKey: config.search.apiKey });
  for (const uid of [`${indexPrefix}opportunities`, `${indexPrefix}opportunities_next`])
    await client.deleteIndexIfExists(uid).catch(() => undefined);
}

/** From a change's commit until search finds it, with a worker that runs as in production. */
async function timeSearchable({ url }: Place): Promise<Percentiles> {
  const product = await startProduct(url, { environment: { MEILISEARCH_URL: "" } });
  try {
    const environment = { DATABASE_URL: url, NODE_ENV: "development", MEILISEARCH_URL: "" };
    return percentilesOf(await inOwnProcess<number[]>("indexing", { count: CHANGES }, environment));
  } finally {
    await product.stop();
  }
}

async function measureSize(place: Place, size: number, seconds: number): Promise<SizeResult> {
  const { play, playEmbedded } = place;
  const withMeilisearch = config.search.engine === "meilisearch" && size <= LARGEST_FOR_MEILISEARCH;
  console.log(`Adding and indexing ${size.toLocaleString("en")} opportunities …`);
  const loaded = await (withMeilisearch ? play : playEmbedded)("search-load", { size });
  console.log(`Searching ${size.toLocaleString("en")} opportunities …`);
  const engines = [await playEmbedded("search-speed", { engine: "postgres", size, seconds })];
  if (withMeilisearch) engines.push(await play("search-speed", { engine: "meilisearch", size, seconds }));
  const [baselines, skipped]: [Speed[], string[]] = [[], []];
  for (const role of ["search-plain-sql", "search-minisearch"] as const)
    if (role === "search-minisearch" && size > LARGEST_IN_MEMORY)
      skipped.push(`${role}: it keeps the index in the process, about ${Math.round((size * 8) / 1e6)} GB`);
    else
      await playEmbedded(role, { size, seconds })
        .then((speed) => baselines.push(speed))
        // What one would write first may not stand this size; the product's figures are kept.
        .catch((error: unknown) => skipped.push(`${role}: ${(error as Error).message}`));
  return { size, loaded, engines, baselines, skipped, searchableMs: await timeSearchable(place) };
}

/**
 * Measures how good and how fast search is, by the port that pages use.
 * @param onPart told what there is after each part, because the whole may take hours
 * @throws when a part cannot be measured at all
 */
export async function benchSearch(
  options: SearchBenchOptions,
  onPart: (result: SearchResult) => Promise<void>,
): Promise<SearchResult> {
  const { data, catalogue, databaseUrl, seconds } = options;
  const onFresh = <T>(work: (place: Place) => Promise<T>) => onFreshDatabase(databaseUrl, work);
  const result: SearchResult = {
    engines: config.search.engine === "meilisearch" ? ["postgres", "meilisearch"] : ["postgres"],
    relevance: null,
    knownItems: null,
    sizes: [],
  };
  try {
    if (data) {
      console.log("Asking the questions of the Cranfield collection …");
      result.relevance = await onFresh(({ play }) => play("search-relevance", { data }));
      await onPart(result);
    }
    if (catalogue) {
      console.log("Importing the catalogue and looking for its titles …");
      result.knownItems = await onFresh(({ play }) => play("search-known-items", { catalogue }));
      await onPart(result);
    }
    for (const size of options.sizes) {
      result.sizes.push(await onFresh((place) => measureSize(place, size, seconds)));
      await onPart(result);
    }
    return result;
  } finally {
    await forgetIndexes();
  }
}
