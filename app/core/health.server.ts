import { setMaxListeners } from "node:events";
import pg from "pg";
import { config, type Config } from "#app/core/config.server.ts";
import { pool } from "#app/core/db.server.ts";
import { probeFiles } from "#app/core/files.server.ts";
import { log } from "#app/core/log.server.ts";
import { gauge, registry } from "#app/core/metrics.server.ts";

const PROBE_TIMEOUT_MS = 900;

export type SearchState = {
  engine: string;
  healthy: boolean;
  documents: number;
  pending: number;
  /** Opportunities that the engine will not take. */
  refused: number;
};

export type Readiness = {
  status: "ok" | "degraded" | "unavailable";
  database: { healthy: boolean };
  search: SearchState;
  jobs: { pending: number; failed: number };
  payments: { mode: Config["stripe"]["mode"] };
  /** Only where a store keeps the files; a folder stands or falls with the process. */
  files?: { healthy: boolean };
};

/** Resolves to the fallback when the time is up or the promise fails. */
async function within<T>(timeoutMs: number, probe: Promise<T>, fallback: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(fallback), timeoutMs);
  });
  try {
    return await Promise.race([probe.catch(() => fallback), late]);
  } finally {
    clearTimeout(timer);
  }
}

type JobCounts = { pending: number; failed: number };

/** A timed job that fails again when it is tried again will fail the next time too. */
const TIMED_TRIES = 2;

/**
 * Jobs that may still run, and those that failed for good. A job of the timetable never uses up its attempts, because
 * each due time begins it anew: it counts as failed while its last two tries have failed.
 */
async function countJobs(): Promise<JobCounts> {
  const { rows } = await pool.query<JobCounts>(
    `select count(*) filter (where not has_failed)::int as pending, count(*) filter (where has_failed)::int as failed
       from (select attempts >= max_attempts or (attempts >= $1 and last_error is not null and is_timed) as has_failed
               from (select *, payload->'_cron' is not null as is_timed from graphile_worker._private_jobs) job) judged`,
    [TIMED_TRIES],
  );
  return rows[0]!;
}

const FILES_LOOK_EVERY_MS = 10_000;
let lastLook: { at: number; healthy: Promise<boolean> } | undefined;

/** Whether the store of files answers; asked now and then only, because stores charge for questions. */
function filesHealthy(): Promise<boolean> {
  if (config.files.kind === "folder") return Promise.resolve(true);
  if (!lastLook || Date.now() - lastLook.at > FILES_LOOK_EVERY_MS)
    lastLook = {
      at: Date.now(),
      healthy: probeFiles().then(
        () => true,
        () => false,
      ),
    };
  return lastLook.healthy;
}

/** What `/readyz` says, within a second whatever hangs. A search engine or a file store that is down makes it degraded, not unavailable. */
export async function readiness(searchState: () => Promise<SearchState>): Promise<Readiness> {
  const engine = config.search.engine;
  const [jobs, search, hasFiles] = await Promise.all([
    within<JobCounts | null>(PROBE_TIMEOUT_MS, countJobs(), null),
    within<SearchState>(PROBE_TIMEOUT_MS, searchState(), {
      engine,
      healthy: false,
      documents: 0,
      pending: 0,
      refused: 0,
    }),
    within(PROBE_TIMEOUT_MS, filesHealthy(), false),
  ]);
  const status = jobs === null ? "unavailable" : search.healthy && hasFiles ? "ok" : "degraded";
  return {
    status,
    database: { healthy: jobs !== null },
    search,
    jobs: jobs ?? { pending: 0, failed: 0 },
    payments: { mode: config.stripe.mode },
    ...(config.files.kind === "s3" ? { files: { healthy: hasFiles } } : {}),
  };
}

const setJobsPending = gauge("sanyog_jobs_pending", "Jobs that may still run.");
const setJobsFailed = gauge(
  "sanyog_jobs_failed",
  "Jobs that failed for good, and timed ones that fail each time.",
);
const setSearchPending = gauge(
  "sanyog_search_pending",
  "Changed opportunities that the search index does not show yet.",
);
const setSearchHealthy = gauge(
  "sanyog_search_healthy",
  "1 when the configured search engine answers, 0 while the embedded one stands in for it.",
);
const setSearchRefused = gauge(
  "sanyog_search_refused",
  "Opportunities that the search engine will not take; npm run doctor names them.",
);
const setSearchDocuments = gauge("sanyog_search_documents", "Opportunities in the search index.");

/** The Prometheus text of `/metrics`. */
export async function metricsText(searchState: () => Promise<SearchState>): Promise<string> {
  const state = await readiness(searchState);
  setJobsPending(state.jobs.pending);
  setJobsFailed(state.jobs.failed);
  setSearchPending(state.search.pending);
  setSearchHealthy(state.search.healthy ? 1 : 0);
  setSearchRefused(state.search.refused);
  setSearchDocuments(state.search.documents);
  return registry.metrics();
}

const WATCH_EVERY_MS = 1_000;
const WATCH_TIMEOUT_MS = 2_000;

export type DatabaseWatch = {
  isAnswering(): boolean;
  /** Aborts when the database stops answering; a new one is made when it answers again. */
  outage(): AbortSignal;
  stop(): Promise<void>;
};

/** Every request under way listens to it, so the number of listeners says nothing about a leak. */
function newOutage(): AbortController {
  const outage = new AbortController();
  setMaxListeners(0, outage.signal);
  return outage;
}

/**
 * Asks the database for a sign of life every second on a connection of its own, so that requests can be turned
 * away at once while it hangs, instead of queueing for it.
 */
export function watchDatabase(): DatabaseWatch {
  let client: pg.Client | null = null;
  let outage = newOutage();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const open = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString: config.database.url,
      connectionTimeoutMillis: WATCH_TIMEOUT_MS,
      query_timeout: WATCH_TIMEOUT_MS,
      application_name: "sanyog watch",
    });
    fresh.on("error", () => undefined);
    await fresh.connect();
    return fresh;
  };

  const drop = () => {
    const broken = client;
    client = null;
    // end() waits for the server's goodbye, which a hanging server never sends.
    (
      broken as unknown as { connection?: { stream?: { destroy(): void } } } | null
    )?.connection?.stream?.destroy();
  };

  const look = async () => {
    for (const isLastTry of [false, true]) {
      try {
        client ??= await open();
        await client.query("select 1");
        if (outage.signal.aborted) {
          log.info("the database answers again");
          outage = newOutage();
        }
        break;
      } catch (error) {
        drop();
        // The connection alone may have been cut; a second one tells.
        if (!isLastTry) continue;
        if (outage.signal.aborted) continue;
        log.error({ err: error }, "the database does not answer");
        outage.abort();
      }
    }
    if (!stopped) timer = setTimeout(look, WATCH_EVERY_MS);
  };
  void look();

  return {
    isAnswering: () => !outage.signal.aborted,
    outage: () => outage.signal,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
