import type { Readable } from "node:stream";

/** First and last byte, both included, counted from 0. */
export type ByteRange = { start: number; end: number };

/** `sizeBytes` is the whole file's, also when only a range of it was asked for. */
export type OpenedFile = { stream: Readable; sizeBytes: number };

/**
 * A place that keeps files under keys. What it cannot do just now it throws; nothing else of it reaches a caller.
 * One contract suite runs on every implementation.
 */
export type FileStore = {
  /** Keeps a stream under a new key, which exists only once the stream has come to its end. A stream that fails leaves nothing. */
  put(storageKey: string, content: Readable): Promise<void>;
  /** Opens a file, or a range of it that lies inside; null when there is none. Whoever opens reads to the end or destroys the stream. */
  open(storageKey: string, range?: ByteRange): Promise<OpenedFile | null>;
  /** Removes a file; nothing happens when it is gone already. */
  remove(storageKey: string): Promise<void>;
  /** The keys of the files that were whole before then, as they are found. */
  listOlderThan(before: Date): AsyncIterable<string>;
  /** Removes what uploads that never ended left behind, if they began before then. @returns how many */
  abandonUnfinished(before: Date): Promise<number>;
  /** Hands out a path on this machine for as long as `work` takes; null when there is no such file. */
  withLocalFile<T>(storageKey: string, work: (file: string) => Promise<T>): Promise<T | null>;
  /** Resolves when files can be kept and fetched. @throws what stands against it, for the operator */
  probe(): Promise<void>;
};

/** A key that we made ourselves; nothing else ever becomes a path or an object's name. */
const KEY = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;

/** Whether a name may be one of ours: other things in the same place are left alone. */
export const isStorageKey = (name: string): boolean => KEY.test(name);

/** @throws Error for anything that is not a key of ours */
export function requireStorageKey(storageKey: string): string {
  if (!isStorageKey(storageKey)) throw new Error("Not a storage key");
  return storageKey;
}
