import type { SearchEngine, SearchOptions, SearchResults } from "#search/port.ts";
import type { SearchQuery } from "#search/url.ts";

/** Longer than this nobody waits for the preferred engine. */
export const PATIENCE_MS = 800;
/** After a failure the preferred engine is left alone for so long. */
export const REST_MS = 10_000;

type Log = { warn(details: object, message: string): void; info(details: object, message: string): void };

export type GuardedSearch = {
  search(query: SearchQuery, options?: Omit<SearchOptions, "signal">): Promise<SearchResults>;
  /** True while the preferred engine is being left alone. */
  isOpen(): boolean;
};

/**
 * Asks the preferred engine and, when it fails or takes too long, the other one. After a failure the
 * preferred one rests for a while, so that not every reader waits; then one reader tries it again.
 */
export function withFallback(
  preferred: Pick<SearchEngine, "name" | "search">,
  other: Pick<SearchEngine, "search">,
  log: Log,
  { patienceMs = PATIENCE_MS, restMs = REST_MS } = {},
): GuardedSearch {
  let restsUntilMs = 0;
  let isFailing = false;
  return {
    isOpen: () => Date.now() < restsUntilMs,
    async search(query, options = {}) {
      if (Date.now() < restsUntilMs) return other.search(query, options);
      // While it is being tried after a failure, everybody else goes on with the other engine.
      if (isFailing) restsUntilMs = Date.now() + restMs;
      try {
        const results = await withinPatience(
          preferred.search(query, { ...options, signal: AbortSignal.timeout(patienceMs) }),
          patienceMs,
        );
        if (isFailing) log.info({ engine: preferred.name }, "the search engine answers again");
        isFailing = false;
        restsUntilMs = 0;
        return results;
      } catch (error) {
        log.warn(
          { err: error, engine: preferred.name },
          "the search engine failed; the embedded one answers",
        );
        isFailing = true;
        restsUntilMs = Date.now() + restMs;
        return other.search(query, options);
      }
    },
  };
}

async function withinPatience<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([answer, patience]);
  } finally {
    clearTimeout(timer);
  }
}
