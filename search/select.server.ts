import { LRUCache } from "lru-cache";
import { config } from "#app/core/config.server.ts";
import { pool } from "#app/core/db.server.ts";
import { log } from "#app/core/log.server.ts";
import { meilisearchEngine } from "#search/meilisearch.server.ts";
import type { EngineHealth, EngineName, SearchEngine, SearchOptions, SearchResults } from "#search/port.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { withFallback } from "#search/fallback.ts";
import type { SearchQuery } from "#search/url.ts";

const preferred: SearchEngine =
  config.search.engine === "meilisearch" ? meilisearchEngine(config.search, postgresEngine) : postgresEngine;

/** Every engine whose index is kept up to date; the embedded one always is, because it answers for the other. */
export const engines: readonly SearchEngine[] =
  preferred === postgresEngine ? [postgresEngine] : [postgresEngine, preferred];

const guarded = preferred === postgresEngine ? null : withFallback(preferred, postgresEngine, log);

const ask = (query: SearchQuery, options: Omit<SearchOptions, "signal">) =>
  (guarded ?? postgresEngine).search(query, options);

const ANSWERS_LIVE_MS = 1_000;
/** An answer that is still being found counts as this old at most. */
const LONGEST_SEARCH_MS = 10_000;

let kept: LRUCache<string, Promise<SearchResults>> | null = null;

/**
 * From now on readers who ask the same within a second share one answer: results are the same for all who qualify alike.
 * Only for a process that is told of changes, because it must call the returned function at each of them.
 */
export function shareAnswers(): () => void {
  const answers = new LRUCache<string, Promise<SearchResults>>({ max: 200, ttl: LONGEST_SEARCH_MS });
  kept = answers;
  return () => answers.clear();
}

type AskOptions = Omit<SearchOptions, "signal"> & {
  /** How long readers of this process may share the answer, if nothing changes meanwhile. */
  keepMs?: number;
};

/** Counted from when the answer is there: a slow one must not be old before anybody has seen it. */
function askOnce(
  query: SearchQuery,
  { keepMs = ANSWERS_LIVE_MS, ...options }: AskOptions = {},
): Promise<SearchResults> {
  if (!kept) return ask(query, options);
  const answers = kept;
  // Whose turn it is to be featured changes with every answer that is found, not with every reader of it.
  const key = JSON.stringify([options.reader?.key, Boolean(options.featured?.length), query]);
  const known = answers.get(key);
  if (known) return known;
  const answer = ask(query, options);
  answers.set(key, answer);
  answer.then(
    () => answers.peek(key) === answer && answers.set(key, answer, { ttl: keepMs }),
    () => answers.peek(key) === answer && answers.delete(key),
  );
  return answer;
}

/** What pages search with: the configured engine, and the embedded one whenever that fails or is slow. */
export const searchEngine: {
  search(query: SearchQuery, options?: AskOptions): Promise<SearchResults>;
} & Pick<SearchEngine, "complete"> = {
  search: askOnce,
  complete: (prefix, limit) => postgresEngine.complete(prefix, limit),
};

export type SearchState = {
  /** The configured engine. */
  engine: EngineName;
  healthy: boolean;
  documents: number;
  /** Changes that the configured engine does not show yet. */
  pending: number;
  /** Opportunities that the configured engine will not take; `npm run doctor` names them. */
  refused: number;
};

async function orElse<T>(question: Promise<T>, otherwise: T): Promise<T> {
  return question.catch(() => otherwise);
}

/** How search is, for /readyz and metrics. Never throws because of Meilisearch. */
export async function searchState(): Promise<SearchState> {
  const unhealthy: EngineHealth = { healthy: false, message: "" };
  const [health, documents, pending] = await Promise.all([
    guarded?.isOpen() ? unhealthy : orElse(preferred.health(), unhealthy),
    orElse(preferred.count(), 0),
    pool.query<{ pending: number; refused: number }>(
      `select count(*)::int as pending, count(problem)::int as refused from search.pending where engine = $1`,
      [preferred.name],
    ),
  ]);
  return {
    engine: preferred.name,
    healthy: health.healthy,
    documents: documents || (await postgresEngine.count()),
    ...pending.rows[0]!,
  };
}
