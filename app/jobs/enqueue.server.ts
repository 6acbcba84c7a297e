import { config } from "#app/core/config.server.ts";
import type { Tx } from "#app/core/db.server.ts";
import { jobs, type JobName, type JobPayload } from "#app/jobs/catalogue.ts";

type JobOptions = {
  /** Coalesces: a waiting job with the same key is replaced. */
  jobKey?: string;
  /** Serialises: jobs of one queue run one after the other. */
  queueName?: string;
  runAt?: Date;
  maxAttempts?: number;
};

/**
 * Puts a job beside the state change that causes it: both commit or neither does.
 * There is no way to enqueue outside a transaction.
 */
export async function enqueue<N extends JobName>(
  tx: Tx,
  name: N,
  payload: JobPayload<N>,
  options: JobOptions = {},
): Promise<void> {
  const checked = JSON.stringify(jobs[name].parse(payload));
  await tx.$executeRaw`
    select graphile_worker.add_job(
      identifier => ${name}, payload => ${checked}::json, queue_name => ${options.queueName ?? null},
      run_at => ${options.runAt ?? null}::timestamptz, max_attempts => ${options.maxAttempts ?? null}::int,
      job_key => ${options.jobKey ?? null})`;
}

/**
 * Marks opportunities as changed for every search engine and for the saved searches, and asks the worker to bring
 * the index up to date. Also tells all web processes at commit that cached pages are old.
 */
export async function enqueueIndexing(tx: Tx, opportunityIds: string[]): Promise<void> {
  if (opportunityIds.length === 0) return;
  const engines = indexedEngines();
  await tx.$executeRaw`
    with marked as (
      insert into search.pending (engine, opportunity_id)
      select engine, id from unnest(${engines}::text[]) engine, unnest(${opportunityIds}::uuid[]) id
      on conflict (engine, opportunity_id) do update
        set mark = nextval('search.pending_mark'), retry_at = null)
    insert into alert_candidate (opportunity_id) select unnest(${opportunityIds}::uuid[])
    on conflict (opportunity_id) do update set mark = nextval('alert_candidate_mark_seq')`;
  await tx.$executeRaw`select pg_notify('content_changed', '')`;
  for (const engine of engines)
    await enqueue(tx, "search.index", { engine }, { queueName: `search.${engine}` });
}

/** The embedded index is kept up to date always: it answers when Meilisearch cannot. */
function indexedEngines(): Array<"postgres" | "meilisearch"> {
  return config.search.engine === "meilisearch" ? ["postgres", "meilisearch"] : ["postgres"];
}
