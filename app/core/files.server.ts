import { randomUUID } from "node:crypto";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { config } from "#app/core/config.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { folderStore } from "#app/core/files/folder-store.server.ts";
import { s3Store } from "#app/core/files/s3-store.server.ts";
import { log } from "#app/core/log.server.ts";
import type { ByteRange, FileStore, OpenedFile } from "#app/core/files/store.ts";

const store: FileStore =
  config.files.kind === "s3" ? s3Store(config.files) : folderStore(config.files.directory);

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
 * Keeps a stream as a file. Its key exists only when it is whole, so an interrupted one leaves nothing behind.
 * @throws DomainError too_large beyond `maxBytes`, unavailable; whatever the stream itself throws
 */
export async function storeFile(content: Readable, { maxBytes }: { maxBytes: number }): Promise<StoredFile> {
  const id = randomUUID();
  const storageKey = `${id.slice(0, 2)}/${id}`;
  const counted = { bytes: 0 };
  const limited = atMost(maxBytes, counted);
  const [passed, kept] = await Promise.allSettled([
    pipeline(content, limited),
    store.put(storageKey, limited).finally(() => limited.destroy()),
  ]);
  if (kept.status === "fulfilled" && passed.status === "fulfilled")
    return { storageKey, sizeBytes: counted.bytes };
  // Whichever failed first closed the other; the store says best what it was, since it hears of the content's end too.
  throw kept.status === "rejected" ? kept.reason : (passed as PromiseRejectedResult).reason;
}

/** Opens a kept file, or a range of it that lies inside; null when it is gone. Read it to its end or destroy it. @throws DomainError unavailable */
export async function openFile(storageKey: string, range?: ByteRange): Promise<OpenedFile | null> {
  const file = await store.open(storageKey, range);
  // Whoever reads it hears of a failure; when nobody does any more, it must not end the process.
  file?.stream.on("error", () => undefined);
  return file;
}

/**
 * Hands out a path on this machine for as long as `work` takes, for libraries that read paths only.
 * @throws DomainError not_found when the file is gone, unavailable
 */
export async function withLocalFile<T>(storageKey: string, work: (file: string) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await store.withLocalFile(storageKey, async (file) => void (result = { value: await work(file) }));
  if (!result) throw new DomainError("not_found", "This file is not kept any more. Send it again.");
  return result.value;
}

/** Removes a kept file; nothing happens when it is gone already. @throws DomainError unavailable */
export const removeFile = (storageKey: string): Promise<void> => store.remove(storageKey);

/**
 * Removes a file that nobody needs any more, after the decision about it stands: a store that is away just now changes
 * nothing about that, and leaves the file to the sweep.
 */
export async function discardFile(storageKey: string): Promise<void> {
  try {
    await store.remove(storageKey);
  } catch (error) {
    log.warn({ err: error, storageKey }, "a file without an owner stays until the next sweep");
  }
}

/** The keys of all kept files that are at least so old, as they are found. */
export const listFiles = (olderThanMs: number): AsyncIterable<string> =>
  store.listOlderThan(new Date(Date.now() - olderThanMs));

/** Removes what uploads left behind that began so long ago and never ended. @returns how many */
export const abandonUnfinished = (olderThanMs: number): Promise<number> =>
  store.abandonUnfinished(new Date(Date.now() - olderThanMs));

/** Resolves when files can be kept and fetched. @throws what stands against it, for the operator */
export const probeFiles = (): Promise<void> => store.probe();
