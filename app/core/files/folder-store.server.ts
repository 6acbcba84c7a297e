import { createWriteStream } from "node:fs";
import { access, constants, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { isStorageKey, requireStorageKey, type FileStore } from "#app/core/files/store.ts";

/** Unfinished uploads stand aside and get their name when they are whole. */
const UNFINISHED = ".unfinished";

const isMissing = (error: unknown) => (error as { code?: unknown } | null)?.code === "ENOENT";

async function openIfThere(file: string) {
  try {
    return await open(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Names of the files in a folder that were last written before then. */
async function* oldFiles(folder: string, before: Date): AsyncGenerator<string> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const found = await stat(path.join(folder, name)).catch(() => null);
    if (found?.isFile() && found.mtime < before) yield name;
  }
}

/** Keeps files in a folder of this machine, 256 folders below it. */
export function folderStore(directory: string): FileStore {
  const pathOf = (storageKey: string) => path.join(directory, requireStorageKey(storageKey));
  const unfinished = path.join(directory, UNFINISHED);

  return {
    async put(storageKey, content) {
      const whole = pathOf(storageKey);
      const growing = path.join(unfinished, path.basename(whole));
      try {
        await mkdir(unfinished, { recursive: true });
        // Flushed to the disk before it has its name: a power cut leaves the whole file or none.
        await pipeline(content, createWriteStream(growing, { mode: 0o600, flush: true }));
        await mkdir(path.dirname(whole), { recursive: true });
        await rename(growing, whole);
      } catch (error) {
        await rm(growing, { force: true });
        throw error;
      }
    },
    async open(storageKey, range) {
      const handle = await openIfThere(pathOf(storageKey));
      if (!handle) return null;
      const { size } = await handle.stat();
      return { stream: handle.createReadStream(range), sizeBytes: size };
    },
    remove: (storageKey) => rm(pathOf(storageKey), { force: true }),
    async *listOlderThan(before) {
      for (const folder of await readdir(directory).catch(() => []))
        for await (const name of oldFiles(path.join(directory, folder), before))
          if (isStorageKey(`${folder}/${name}`)) yield `${folder}/${name}`;
    },
    async abandonUnfinished(before) {
      let count = 0;
      for await (const name of oldFiles(unfinished, before)) {
        await rm(path.join(unfinished, name), { force: true });
        count++;
      }
      return count;
    },
    async withLocalFile(storageKey, work) {
      const file = pathOf(storageKey);
      const found = await stat(file).catch(() => null);
      return found ? work(file) : null;
    },
    async probe() {
      await mkdir(directory, { recursive: true });
      await access(directory, constants.R_OK | constants.W_OK);
    },
  };
}
