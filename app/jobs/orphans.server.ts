import pg from "pg";
import { config } from "#app/core/config.server.ts";
import { pool } from "#app/core/db.server.ts";
import { log } from "#app/core/log.server.ts";

/** First key of the advisory locks that say "this worker lives"; the second is the hash of its name. */
const LOCK_SPACE = 1_396_790_608;
const LOOK_EVERY_MS = 10_000;
const RECONNECT_AFTER_MS = 1_000;

/** Workers that hold jobs or queues, and whose advisory lock is free. */
const DEAD_WORKERS = `
  with holders as materialized (
    select distinct locked_by from (
      select locked_by from graphile_worker._private_jobs where locked_by is not null
      union all
      select locked_by from graphile_worker._private_job_queues where locked_by is not null) locked
  )
  select locked_by as worker from holders h
   where not exists (
     select from pg_locks l
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid::bigint = ${LOCK_SPACE}
        and l.objid::bigint = hashtext(h.locked_by)::bigint & 4294967295)`;

/**
 * A running job loses its key and all further attempts to the next one with this key, which does its work as well.
 * Freed, it would count as failed for good. A job that used up its attempts by failing has an error to show.
 */
const END_REPLACED = `
  delete from graphile_worker._private_jobs
   where locked_by = any($1::text[]) and key is null and attempts >= max_attempts and last_error is null`;

/** Frees the jobs and queues of workers that died. @returns those workers */
async function freeOrphans(): Promise<string[]> {
  const { rows } = await pool.query<{ worker: string }>(DEAD_WORKERS);
  const workers = rows.map(({ worker }) => worker);
  if (workers.length === 0) return [];
  await pool.query(END_REPLACED, [workers]);
  await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [workers]);
  return workers;
}

/**
 * A worker that was killed leaves its jobs locked, and the queue library gives them back after four hours only.
 * So each worker holds an advisory lock, which PostgreSQL drops with the connection, and every worker looks for
 * jobs whose holder's lock is gone.
 */
export async function holdWorkerLock(workerId: string): Promise<{ release(): Promise<void> }> {
  let client: pg.Client | null = null;
  let released = false;
  let timer: NodeJS.Timeout | undefined;

  const hold = async () => {
    const fresh = new pg.Client({
      connectionString: config.database.url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: "sanyog worker lock",
    });
    fresh.on("error", () => undefined);
    fresh.on("end", () => {
      client = null;
      if (!released) timer = setTimeout(() => void again(), RECONNECT_AFTER_MS);
    });
    await fresh.connect();
    await fresh.query("select pg_advisory_lock($1, hashtext($2))", [LOCK_SPACE, workerId]);
    client = fresh;
  };
  const again = () =>
    hold().catch((error: unknown) => {
      log.warn({ err: error }, "the worker's lock could not be taken again");
      if (!released) timer = setTimeout(() => void again(), RECONNECT_AFTER_MS);
    });

  const look = async () => {
    // While our own lock is away, after a restart of the database, others' may be too.
    if (!client) return;
    const workers = await freeOrphans();
    if (workers.length > 0) log.info({ workers }, "took back the jobs of workers that ended suddenly");
  };
  const lookQuietly = () =>
    look().catch((error: unknown) => log.warn({ err: error }, "looking for orphans failed"));

  try {
    await hold();
  } catch (error) {
    released = true;
    clearTimeout(timer);
    throw error;
  }
  await lookQuietly();
  const looking = setInterval(() => void lookQuietly(), LOOK_EVERY_MS);
  return {
    async release() {
      released = true;
      clearInterval(looking);
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
