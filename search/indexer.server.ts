import type { PoolClient } from "pg";
import { inTransaction, pool } from "#app/core/db.server.ts";
import { log } from "#app/core/log.server.ts";
import type { SearchDocument } from "#search/document.ts";
import { DocumentsRefused, type EngineName, type SearchEngine } from "#search/port.ts";
import { readDocuments } from "#search/rows.server.ts";
import { engines } from "#search/select.server.ts";

/** Few enough that a fresh change is seen within two seconds although everything is being written again. */
const BATCH_SIZE = 100;

/** The engine of this name that is kept up to date here. @throws when the configuration has no such engine. */
export function engineNamed(name: EngineName): SearchEngine {
  const engine = engines.find((candidate) => candidate.name === name);
  if (!engine) throw new Error(`the search engine ${name} is not configured (MEILISEARCH_URL)`);
  return engine;
}

/**
 * Runs `work` while nobody else writes this engine's index: neither another worker nor the last step of a rebuild.
 * The lock ends with the connection, so that a killed process leaves none behind.
 */
export async function withIndexLock<T>(
  name: EngineName,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(async (client) => {
    await client.query("set local idle_in_transaction_session_timeout = 0");
    await client.query("select pg_advisory_xact_lock(hashtext($1))", [`search.index.${name}`]);
    return work(client);
  });
}

/** A document that an engine will not take, and why in its own words. */
export type Refusal = { id: string; problem: string };

/** Writes documents into an index; when the engine refuses some, finds out which by halves, so that the others get in. */
export async function upsertOrRefuse(
  index: Pick<SearchEngine, "upsert">,
  documents: SearchDocument[],
): Promise<Refusal[]> {
  if (documents.length === 0) return [];
  try {
    await index.upsert(documents);
    return [];
  } catch (error) {
    if (!(error instanceof DocumentsRefused)) throw error;
    if (documents.length === 1) return [{ id: documents[0]!.id, problem: error.message }];
    const half = Math.ceil(documents.length / 2);
    return [
      ...(await upsertOrRefuse(index, documents.slice(0, half))),
      ...(await upsertOrRefuse(index, documents.slice(half))),
    ];
  }
}

/**
 * Brings these documents of an index to the database's present state: those that readers may see are
 * written, all others removed. Right in any order and any number of times, because nothing is carried along.
 * @returns what the engine refused; no former state of it is left in the index
 * @throws when the engine cannot be reached or fails
 */
export async function bringUpToDate(
  index: Pick<SearchEngine, "upsert" | "remove">,
  ids: string[],
): Promise<Refusal[]> {
  const documents = await readDocuments(ids);
  const refusals = await upsertOrRefuse(index, documents);
  const refused = new Set(refusals.map(({ id }) => id));
  const shown = new Set(documents.flatMap(({ id }) => (refused.has(id) ? [] : [id])));
  const hidden = ids.filter((id) => !shown.has(id));
  if (hidden.length > 0) await index.remove(hidden);
  return refusals;
}

/** Keeps what was refused marked, with the reason, to be tried again. Each failure doubles the pause, up to a day. */
export async function postponeRefused(
  client: PoolClient,
  engine: EngineName,
  refusals: Refusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  log.error({ engine, refusals }, "the search engine refuses documents; readers cannot find them");
  await client.query(
    `insert into search.pending as p (engine, opportunity_id, problem, failures, retry_at)
     select $1, id, problem, 1, now() + interval '1 minute' from unnest($2::uuid[], $3::text[]) as r(id, problem)
     on conflict (engine, opportunity_id) do update set problem = excluded.problem, failures = p.failures + 1,
       retry_at = now() + least(interval '1 day', interval '1 minute' * power(2, least(p.failures, 20)))`,
    [engine, refusals.map(({ id }) => id), refusals.map(({ problem }) => problem)],
  );
}

type Mark = { opportunity_id: string; mark: string };

async function indexBatch(engine: SearchEngine): Promise<number> {
  return withIndexLock(engine.name, async (client) => {
    const { rows: marks } = await client.query<Mark>(
      // What changed last comes first: somebody is waiting for it, and nobody for a rewriting of all.
      `select opportunity_id, mark from search.pending
       where engine = $1 and (retry_at is null or retry_at <= now()) order by mark desc limit $2`,
      [engine.name, BATCH_SIZE],
    );
    if (marks.length === 0) return 0;
    const ids = marks.map((mark) => mark.opportunity_id);
    const refusals = await bringUpToDate(engine, ids);
    await postponeRefused(client, engine.name, refusals);
    const refused = new Set(refusals.map(({ id }) => id));
    const done = marks.filter((mark) => !refused.has(mark.opportunity_id));
    // An index that is being built aside will need these again.
    await client.query(
      `insert into search.rebuild_touched (engine, opportunity_id)
       select engine, unnest($2::uuid[]) from search.rebuild where engine = $1 on conflict do nothing`,
      [engine.name, ids],
    );
    // A mark that has risen meanwhile stands for a change that was not seen, and stays.
    await client.query(
      `delete from search.pending p using unnest($2::uuid[], $3::bigint[]) as seen(id, mark)
       where p.engine = $1 and p.opportunity_id = seen.id and p.mark = seen.mark`,
      [engine.name, done.map((mark) => mark.opportunity_id), done.map((mark) => mark.mark)],
    );
    await client.query("select pg_notify('content_changed', '')");
    return marks.length;
  });
}

/**
 * Writes everything that is marked as changed for this engine into its index.
 * @returns how many opportunities were looked at
 * @throws when the engine fails; the marks stay for the next attempt
 */
export async function indexPending(name: EngineName): Promise<number> {
  const engine = engineNamed(name);
  let total = 0;
  for (let seen = await indexBatch(engine); seen > 0; seen = await indexBatch(engine)) total += seen;
  return total;
}

/** Marks every opportunity, and everything that is in the index, as changed for this engine. */
export async function markAll(name: EngineName): Promise<void> {
  await pool.query(
    `insert into search.pending (engine, opportunity_id)
     select $1, id from public.opportunity where status = 'published'
     union select $1, id from search.document
     on conflict (engine, opportunity_id) do update set mark = nextval('search.pending_mark'), retry_at = null`,
    [name],
  );
}

/** Writes everything again when the index is new or was written with other settings. */
async function prepareIndex(engine: SearchEngine): Promise<void> {
  const isNew = await engine.ensureIndex();
  const { rows } = await pool.query<{ settings_version: string }>(
    "select settings_version from search.engine where engine = $1",
    [engine.name],
  );
  const version = rows[0]?.settings_version;
  if (!isNew && version === engine.settingsVersion) return;
  // The embedded index came with this database: what is in it or on its way there has the present settings.
  if (engine.name === "postgres" && version === undefined && (await isBegun()))
    return saveSettingsVersion(engine);
  await engine.applySettings();
  await markAll(engine.name);
  await saveSettingsVersion(engine);
}

async function isBegun(): Promise<boolean> {
  const { rows } = await pool.query<{ begun: boolean }>(
    `select exists (select from search.document) or exists (select from search.pending where engine = 'postgres') as begun`,
  );
  return rows[0]!.begun;
}

/** Notes that all of the index was, or is marked to be, written with the present settings. */
export async function saveSettingsVersion(engine: SearchEngine): Promise<void> {
  await pool.query(
    `insert into search.engine (engine, settings_version) values ($1, $2)
     on conflict (engine) do update set settings_version = excluded.settings_version`,
    [engine.name, engine.settingsVersion],
  );
}

/**
 * Does what no job is left for: applies changed settings, then writes what is still marked. One engine's
 * failure does not keep the other waiting.
 * @throws the first failure, after all engines had their turn
 */
export async function catchUp(): Promise<void> {
  const failures: unknown[] = [];
  for (const engine of engines) {
    try {
      await prepareIndex(engine);
      await indexPending(engine.name);
    } catch (error) {
      log.warn({ err: error, engine: engine.name }, "the search index could not be brought up to date");
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Changes that this engine's index does not show yet. */
export async function countPending(name: EngineName): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from search.pending where engine = $1",
    [name],
  );
  return rows[0]!.count;
}
