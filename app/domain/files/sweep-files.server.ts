import { db } from "#app/core/db.server.ts";
import { abandonUnfinished, discardFile, listFiles, removeFile } from "#app/core/files.server.ts";
import { log } from "#app/core/log.server.ts";

/** Every column that holds a storage key. What no row in them names is an orphan: whoever keeps files adds a line. */
export const FILE_OWNERS = [
  { table: "document", column: "storage_key" },
  { table: "certificate_evidence", column: "storage_key" },
  { table: "import_run", column: "storage_key" },
  { table: "message_attachment", column: "storage_key" },
] as const;

/** Longer than any upload or command takes. */
const ORPHAN_AFTER_MS = 24 * 3600 * 1000;

const IS_ORPHAN = FILE_OWNERS.map(
  ({ table, column }) => `not exists (select 1 from "${table}" where "${column}" = key)`,
).join(" and ");

/** Those of the given keys that no row owns. */
async function orphansAmong(storageKeys: string[]): Promise<string[]> {
  const rows = await db.$queryRawUnsafe<{ key: string }[]>(
    `select key from unnest($1::text[]) as given(key) where ${IS_ORPHAN}`,
    storageKeys,
  );
  return rows.map(({ key }) => key);
}

/**
 * Removes the file of a command that failed. When the answer to a commit was lost, the row may be there after all, so
 * the database is asked; what cannot be settled now is left to the sweep.
 */
export async function removeUnlessOwned(storageKey: string): Promise<void> {
  try {
    for (const orphan of await orphansAmong([storageKey])) await discardFile(orphan);
  } catch (error) {
    log.warn({ err: error, storageKey }, "a file without an owner stays until the next sweep");
  }
}

/** Questions to the database are asked for so many files at once. */
const BATCH = 500;

async function removeOrphans(storageKeys: string[]): Promise<number> {
  const orphans = await orphansAmong(storageKeys);
  for (const key of orphans) await removeFile(key);
  return orphans.length;
}

/**
 * Removes files that belong to nothing: what a crash left between keeping a file and writing its row, or between
 * removing a row and its file; and what uploads that never ended left behind. @returns how many files
 * @throws DomainError unavailable when the store is away
 */
export async function sweepFiles(orphanAfterMs = ORPHAN_AFTER_MS): Promise<number> {
  await abandonUnfinished(orphanAfterMs);
  let count = 0;
  let batch: string[] = [];
  for await (const key of listFiles(orphanAfterMs)) {
    if (batch.push(key) < BATCH) continue;
    count += await removeOrphans(batch);
    batch = [];
  }
  return count + (await removeOrphans(batch));
}
