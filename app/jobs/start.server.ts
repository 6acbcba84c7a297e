import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import {
  Logger,
  parseCronItems,
  run,
  type ParsedCronItem,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { pool } from "#app/core/db.server.ts";
import { isOutage } from "#app/core/failures.server.ts";
import { log, logContext } from "#app/core/log.server.ts";
import { observeJob } from "#app/core/metrics.server.ts";
import { tellsOfFullDisk } from "#app/core/startup-error.ts";
import { crontab, jobs, type JobName } from "#app/jobs/catalogue.ts";
import { handlers, type JobContext } from "#app/jobs/handlers.server.ts";
import { holdWorkerLock } from "#app/jobs/orphans.server.ts";

const CONCURRENCY = 5;
/** How long running jobs may finish when the process stops. */
const STOP_TIMEOUT_MS = 8_000;
const RESTART_AFTER_MS = 5_000;
/** Somebody has to make room. */
const FULL_DISK_WAIT_MS = 5_000;

const logger = new Logger((scope) => (level, message, meta) => {
  const { error } = (meta ?? {}) as { error?: unknown };
  // What a job threw is logged once, by the task list below.
  if (scope.jobId || /Failed task/.test(message)) return;
  const line = { ...(error instanceof Error ? { err: error } : {}) };
  if (level === "error") log.error(line, message);
  else if (level === "warning") log.warn(line, message);
  else log.debug(line, message);
});

function onBrokenConnection(error: Error): void {
  log.warn({ err: error }, "a database connection broke while in use");
}

/**
 * A job that a full disk stops waits for room. It cannot fail: a failure is written down too, and when that is
 * refused the library keeps the job locked and ends the process.
 */
async function onceThereIsRoom(work: () => Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!tellsOfFullDisk(error)) throw error;
      log.error({ err: error }, "a disk is full: the job waits until there is room again");
      await delay(FULL_DISK_WAIT_MS, undefined, signal ? { signal } : {});
    }
  }
}

/** Every handler with its payload checked, its log lines marked, its time measured. */
function taskList(): TaskList {
  const tasks: TaskList = {};
  for (const name of Object.keys(handlers) as JobName[]) {
    const handle = handlers[name] as
      ((payload: unknown, context: JobContext) => Promise<unknown>) | undefined;
    if (!handle) continue;
    tasks[name] = async (payload, helpers) => {
      const started = performance.now();
      await logContext.run({ jobId: helpers.job.id, job: name }, async () => {
        try {
          const input = jobs[name].parse(withoutCron(payload));
          await onceThereIsRoom(
            () => handle(input, { jobId: helpers.job.id, signal: helpers.abortSignal }),
            helpers.abortSignal,
          );
          observeJob(name, "done", (performance.now() - started) / 1000);
          log.debug({ ms: Math.round(performance.now() - started) }, "job done");
        } catch (error) {
          observeJob(name, "failed", (performance.now() - started) / 1000);
          const { attempts, max_attempts: maxAttempts } = helpers.job;
          log.error({ err: error, attempts, maxAttempts }, "job failed");
          throw error;
        }
      });
    };
  }
  return tasks;
}

/** The timetable adds `_cron` to what a job carries. */
function withoutCron(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null) return payload;
  const { _cron, ...rest } = payload as Record<string, unknown>;
  return rest;
}

/** Of the timetable: what waits its turn behind other jobs. One that waits is enough. */
const QUEUES: Record<string, string> = { "search.catch-up": "search.postgres", "alerts.match": "alerts" };

/** When the jobs of the timetable are due. The library's own reader takes no dots in names. */
function timetable(): ParsedCronItem[] {
  const lines = crontab.split("\n").filter(Boolean);
  const items = lines.map((line) => {
    const [, match, task] = /^((?:\S+ ){4}\S+) (\S+)$/.exec(line) ?? [];
    if (!match || !task || !(task in jobs)) throw new Error(`The timetable cannot be read: ${line}`);
    const queueName = QUEUES[task];
    // Each due time begins a waiting job anew. A lower limit of attempts than the library's would be used up by
    // workers that are killed one after the other: what they began counts too.
    return { match, task, options: { jobKey: task, ...(queueName ? { queueName } : {}) } };
  });
  return parseCronItems(items);
}

type Work = { runner: Runner; lock: { release(): Promise<void> } };

async function beginWork(): Promise<Work> {
  const events: WorkerEvents = new EventEmitter();
  let poolId = "";
  events.on("pool:create", ({ workerPool }) => (poolId = workerPool.id));
  const runner: Runner = await run({
    // One by one, the library waits for nobody to hear that a job's end could not be written, and that ends the process.
    // In batches it ends the runner, and another one takes the jobs back.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pgPool: pool,
    concurrency: CONCURRENCY,
    pollInterval: 1_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: STOP_TIMEOUT_MS - 3_000,
    logger,
    events,
    taskList: taskList(),
    parsedCronItems: timetable(),
  });
  // Whoever waits for it hears of it, too; without this it would end the process in the meantime.
  runner.promise.catch(() => undefined);
  let lock: Work["lock"] | undefined;
  try {
    lock = await holdWorkerLock(poolId);
    await runner.addJob("search.catch-up", {}, { jobKey: "search.catch-up", queueName: "search.postgres" });
    return { runner, lock };
  } catch (error) {
    // A runner without its lock would count as dead, and its jobs would be given to others while it works on them.
    await runner.stop().catch(() => undefined);
    await lock?.release();
    throw error;
  }
}

async function endWork({ runner, lock }: Work): Promise<void> {
  const late = setTimeout(
    () => void runner.kill("stopping took too long").catch(() => undefined),
    STOP_TIMEOUT_MS,
  );
  await runner
    .stop()
    .catch((error: unknown) => log.warn({ err: error }, "the job runner stopped unwillingly"));
  clearTimeout(late);
  await lock.release();
}

/**
 * Takes and runs jobs, beginning with whatever the search index lacks, until the returned function is called, which
 * stops taking, lets running jobs finish and hands back what does not. A runner that gives up, as it does when it
 * cannot write its timetable, is followed by a new one.
 */
export async function startJobs(): Promise<() => Promise<void>> {
  // The runner wants to know that a connection that breaks while it is in use ends nothing else.
  pool.on("connect", (client) => client.on("error", onBrokenConnection));
  const stopping = new AbortController();
  // A database that is too busy at this moment must not end a process that serves pages already.
  let work: Work | null = await beginWork().catch((error: unknown) => {
    if (!isOutage(error)) throw error;
    log.warn({ err: error }, "the job runner could not start; it is tried again");
    return null;
  });

  const keepWorking = async () => {
    while (!stopping.signal.aborted) {
      try {
        work ??= await beginWork();
        if (stopping.signal.aborted) return await endWork(work);
        await work.runner.promise;
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.error({ err: error }, "the job runner stopped; another one follows");
        await work?.lock.release();
        work = null;
        await delay(RESTART_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const working = keepWorking();
  return async () => {
    stopping.abort();
    if (work) await endWork(work);
    await working;
  };
}
