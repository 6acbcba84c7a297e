import type { PoolClient } from "pg";
import { pool } from "#app/core/db.server.ts";
import {
  bringUpToDate,
  engineNamed,
  postponeRefused,
  saveSettingsVersion,
  upsertOrRefuse,
  withIndexLock,
  type Refusal,
} from "#search/indexer.server.ts";
import type { EngineName, IndexBuild } from "#search/port.ts";
import { countSearchable, readDocumentsAfter } from "#search/rows.server.ts";

const BATCH_SIZE = 500;

export type ReindexResult = { engine: EngineName; documents: number; replaced: number };
export type Progress = (written: number, total: number) => void;

/** Only one rebuild of an engine at a time; the lock is gone when the process is. */
async function withRebuildLock<T>(name: EngineName, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const key = `search.rebuild.${name}`;
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock(hashtext($1)) as locked",
      [key],
    );
    if (!rows[0]!.locked) throw new Error(`the index of ${name} is already being rebuilt elsewhere`);
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock(hashtext($1))", [key]);
    }
  } finally {
    client.release();
  }
}

/** From now on the indexer notes what it writes, see `search.rebuild_touched`. */
async function noteChanges(name: EngineName): Promise<void> {
  await withIndexLock(name, async (client) => {
    await client.query("delete from search.rebuild where engine = $1", [name]);
    await client.query("insert into search.rebuild (engine) values ($1)", [name]);
  });
}

async function stopNoting(client: PoolClient | typeof pool, name: EngineName): Promise<void> {
  await client.query("delete from search.rebuild where engine = $1", [name]);
}

async function takeNotes(name: EngineName): Promise<string[]> {
  const { rows } = await pool.query<{ opportunity_id: string }>(
    "delete from search.rebuild_touched where engine = $1 returning opportunity_id",
    [name],
  );
  return rows.map((row) => row.opportunity_id);
}

async function writeAll(build: IndexBuild, onProgress: Progress): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const total = await countSearchable();
  let written = 0;
  for (let after: string | null = null; ;) {
    const documents = await readDocumentsAfter(after, BATCH_SIZE);
    if (documents.length === 0) break;
    refusals.push(...(await upsertOrRefuse(build, documents)));
    after = documents.at(-1)!.id;
    written += documents.length;
    onProgress(written, Math.max(total, written));
  }
  await build.finish();
  return refusals;
}

async function applyNotes(name: EngineName, build: IndexBuild): Promise<number> {
  const ids = await takeNotes(name);
  for (let from = 0; from < ids.length; from += BATCH_SIZE)
    await bringUpToDate(build, ids.slice(from, from + BATCH_SIZE));
  return ids.length;
}

/** Ids that are marked but not yet written anywhere: counts may differ by so many. */
async function unwritten(client: PoolClient, name: EngineName): Promise<string[]> {
  const { rows } = await client.query<{ opportunity_id: string }>(
    "select opportunity_id from search.pending where engine = $1",
    [name],
  );
  return rows.map((row) => row.opportunity_id);
}

/** The last changes, the comparison and the swap, while nobody else writes. */
async function finish(name: EngineName, build: IndexBuild, refusals: Refusal[]): Promise<number> {
  return withIndexLock(name, async (client) => {
    await applyNotes(name, build);
    await bringUpToDate(build, await unwritten(client, name));
    const [built, searchable] = [await build.count(), await countSearchable()];
    // Publishing goes on meanwhile; what is marked by now and not yet written is the only excuse.
    await postponeRefused(client, name, refusals);
    const excuse = (await unwritten(client, name)).length;
    if (Math.abs(built - searchable) > excuse)
      throw new Error(
        `the new index of ${name} has ${built} documents, the database ${searchable}: the old index stays`,
      );
    await build.swapIn();
    await stopNoting(client, name);
    return built;
  });
}

/**
 * Builds an engine's index aside, compares counts and swaps it in. Readers see the former index until
 * the new one is whole; what changes meanwhile is in both.
 * @throws when counts differ or the engine fails; then the former index stays
 */
export async function reindex(
  name: EngineName,
  onProgress: Progress = () => undefined,
): Promise<ReindexResult> {
  const engine = engineNamed(name);
  return withRebuildLock(name, async () => {
    if (await engine.ensureIndex()) await engine.applySettings();
    const replaced = await engine.count();
    await noteChanges(name);
    const build = await engine.startBuild();
    try {
      const refusals = await writeAll(build, onProgress);
      while ((await applyNotes(name, build)) > BATCH_SIZE);
      const documents = await finish(name, build, refusals);
      await saveSettingsVersion(engine);
      return { engine: name, documents, replaced };
    } catch (error) {
      await build.discard().catch(() => undefined);
      await stopNoting(pool, name).catch(() => undefined);
      throw error;
    }
  });
}
