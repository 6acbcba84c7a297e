import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { config } from "#app/core/config.server.ts";
import { DomainError } from "#app/core/errors.ts";

/** A key that we made ourselves; nothing else ever becomes a path. */
const KEY = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;
/** Unfinished uploads stand aside and get their name when they are whole. */
const UNFINISHED = ".unfinished";

/** Where a kept file lies. @throws Error for anything that is not a key of ours */
export function pathOfFile(storageKey: string): string {
  if (!KEY.test(storageKey)) throw new Error("Not a storage key");
  return path.join(config.files.directory, storageKey);
}

/**
 * Lets at most so many bytes through and fails at the end when there were more. What is too much is read and
 * dropped: a sender hears an answer only after it could send everything.
 */
function atMost(maxBytes: number, counted: { bytes: number }): Transform {
  const tooLarge = new DomainError(
    "too_large",
    `The file is larger than ${Math.floor(maxBytes / 1_000_000)} MB. Send a smaller one.`,
  );
  return new Transform({
    transform(chunk: Buffer, _, done) {
      counted.bytes += chunk.length;
      if (counted.bytes > maxBytes) done();
      else done(null, chunk);
    },
    flush: (done) => done(counted.bytes > maxBytes ? tooLarge : null),
  });
}

export type StoredFile = { storageKey: string; sizeBytes: number };

/**
 * Keeps a stream as a file. It gets its key only when it is whole, so an interrupted one leaves nothing behind.
 * @throws DomainError too_large beyond `maxBytes`; whatever the stream itself throws
 */
export async function storeFile(content: Readable, { maxBytes }: { maxBytes: number }): Promise<StoredFile> {
  const id = randomUUID();
  const storageKey = `${id.slice(0, 2)}/${id}`;
  const unfinished = path.join(config.files.directory, UNFINISHED, id);
  const counted = { bytes: 0 };
  await mkdir(path.dirname(unfinished), { recursive: true });
  try {
    await pipeline(content, atMost(maxBytes, counted), createWriteStream(unfinished, { mode: 0o600 }));
    await mkdir(path.dirname(pathOfFile(storageKey)), { recursive: true });
    await rename(unfinished, pathOfFile(storageKey));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return { storageKey, sizeBytes: counted.bytes };
}

/** Opens a kept file for reading; null when it is gone. */
export async function openFile(storageKey: string): Promise<{ stream: Readable; sizeBytes: number } | null> {
  const file = pathOfFile(storageKey);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { stream: createReadStream(file), sizeBytes: found.size } : null;
}

/** Removes a kept file; nothing happens when it is gone already. */
export async function removeFile(storageKey: string): Promise<void> {
  await rm(pathOfFile(storageKey), { force: true });
}

/** The keys of all kept files that are at least so old, and removes uploads that were never finished since then. */
export async function listFiles(olderThanMs: number): Promise<string[]> {
  const before = Date.now() - olderThanMs;
  const isOld = async (file: string) => {
    const found = await stat(file).catch(() => null);
    return found !== null && found.isFile() && found.mtimeMs < before;
  };
  const root = config.files.directory;
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const keys: string[] = [];
  for (const name of names) {
    if (!(await isOld(path.join(root, name)))) continue;
    if (name.startsWith(UNFINISHED)) await rm(path.join(root, name), { force: true });
    else if (KEY.test(name)) keys.push(name);
  }
  return keys;
}
