import { db } from "#app/core/db.server.ts";
import { listFiles, removeFile } from "#app/core/files.server.ts";

/** Longer than any upload or command takes. */
const ORPHAN_AFTER_MS = 24 * 3600 * 1000;

/**
 * Removes files that belong to nothing: what a crash left between keeping a file and writing its row, or between
 * removing a row and its file. @returns how many
 */
export async function sweepFiles(orphanAfterMs = ORPHAN_AFTER_MS): Promise<number> {
  const keys = await listFiles(orphanAfterMs);
  const where = { storageKey: { in: keys } };
  const [documents, imports] = await Promise.all([
    db.document.findMany({ where, select: { storageKey: true } }),
    db.importRun.findMany({ where, select: { storageKey: true } }),
  ]);
  const owned = new Set([...documents, ...imports].map(({ storageKey }) => storageKey));
  const orphans = keys.filter((key) => !owned.has(key));
  for (const key of orphans) await removeFile(key);
  return orphans.length;
}
