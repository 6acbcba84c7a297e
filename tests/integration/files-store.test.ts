import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { CreateMultipartUploadCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { S3Settings } from "#app/core/config.server.ts";
import { folderStore } from "#app/core/files/folder-store.server.ts";
import { s3Store } from "#app/core/files/s3-store.server.ts";
import type { FileStore } from "#app/core/files/store.ts";
import { startS3Server, type S3TestServer } from "#tests/setup/s3-server.ts";

type Fixture = {
  store: FileStore;
  /** What an upload leaves whose process was killed. */
  leaveUnfinished(storageKey: string): Promise<unknown>;
  /** Something in the same place that is none of ours. */
  leaveForeign(name: string): Promise<unknown>;
};

const SOON = () => new Date(Date.now() + 60_000);
const LONG_AGO = () => new Date(Date.now() - 60_000);
const MEGABYTE = 1024 * 1024;

const newKey = () => {
  const id = randomUUID();
  return `${id.slice(0, 2)}/${id}`;
};
const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");

let s3: S3TestServer;
const folder = mkdtempSync(path.join(tmpdir(), "sanyog-store-"));

function s3Fixture(settings: S3Settings): Fixture {
  const { endpoint, region, bucket: Bucket, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  return {
    store: s3Store(settings),
    leaveUnfinished: (Key) => client.send(new CreateMultipartUploadCommand({ Bucket, Key })),
    leaveForeign: (Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: "foreign" })),
  };
}

function folderFixture(): Fixture {
  const leave = async (name: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), "left behind");
  };
  return {
    store: folderStore(folder),
    leaveUnfinished: (storageKey) => leave(`.unfinished/${path.basename(storageKey)}`),
    leaveForeign: leave,
  };
}

/** A store that really is one, for instance MinIO or VersityGW, with an empty bucket. */
const given = process.env.TEST_S3_ENDPOINT;
const givenSettings: S3Settings = {
  endpoint: given ?? "",
  bucket: process.env.TEST_S3_BUCKET ?? "sanyog-test",
  region: process.env.TEST_S3_REGION ?? "us-east-1",
  accessKeyId: process.env.TEST_S3_ACCESS_KEY_ID ?? "",
  secretAccessKey: process.env.TEST_S3_SECRET_ACCESS_KEY ?? "",
};
if (!given)
  console.log(
    "A real S3 store is not tried here: TEST_S3_ENDPOINT names none (see app/domain/files/README.md).",
  );

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true });
});

async function keep(store: FileStore, content: Buffer): Promise<string> {
  const key = newKey();
  await store.put(key, Readable.from(chunks(content)));
  return key;
}

function* chunks(content: Buffer, size = 64 * 1024): Generator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function contentOf(store: FileStore, key: string, range?: { start: number; end: number }) {
  const file = await store.open(key, range);
  return file && { content: await buffer(file.stream), sizeBytes: file.sizeBytes };
}

async function listed(store: FileStore, before: Date): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.listOlderThan(before)) keys.push(key);
  return keys;
}

const STORES = [
  ["a folder", folderFixture, true],
  ["a store that speaks S3", () => s3Fixture(s3.settings), true],
  ["a real S3 store", () => s3Fixture(givenSettings), Boolean(given)],
] as const;

describe.each(STORES.filter(([, , isThere]) => isThere))("%s", (_name, makeFixture) => {
  let fixture: Fixture;
  let store: FileStore;
  beforeAll(() => {
    fixture = makeFixture();
    store = fixture.store;
  });

  test("answers when asked whether it works", async () => {
    await expect(store.probe()).resolves.toBeUndefined();
  });

  test.each([0, 1, 5 * MEGABYTE, 5 * MEGABYTE + 1, 12 * MEGABYTE + 7])(
    "gives back the very bytes: %d of them",
    async (size) => {
      const content = randomBytes(size);
      const key = await keep(store, content);
      const found = await contentOf(store, key);
      expect(found!.sizeBytes).toBe(size);
      expect(hashOf(found!.content)).toBe(hashOf(content));
      await store.remove(key);
    },
  );

  test("opens any range and tells the size of the whole", async () => {
    const content = randomBytes(6 * MEGABYTE);
    const key = await keep(store, content);
    const last = content.length - 1;
    for (const [start, end] of [
      [0, 0],
      [last, last],
      [1000, 1999],
      [5 * MEGABYTE - 10, 5 * MEGABYTE + 10],
      [0, last],
    ] as const) {
      const found = await contentOf(store, key, { start, end });
      expect(found!.sizeBytes).toBe(content.length);
      expect(hashOf(found!.content)).toBe(hashOf(content.subarray(start, end + 1)));
    }
    await store.remove(key);
  });

  test("has nothing under a key that was never given, and removes such without a word", async () => {
    expect(await store.open(newKey())).toBeNull();
    await store.remove(newKey());
  });

  test("forgets what is removed", async () => {
    const key = await keep(store, randomBytes(100));
    await store.remove(key);
    expect(await store.open(key)).toBeNull();
    expect(await listed(store, SOON())).not.toContain(key);
  });

  test.each([1, 12])("keeps nothing of a stream that fails after %d MB", async (megabytes) => {
    const key = newKey();
    const content = Readable.from(
      (async function* () {
        yield* chunks(randomBytes(megabytes * MEGABYTE));
        throw new Error("the sender went away");
      })(),
    );
    await expect(store.put(key, content)).rejects.toThrow("the sender went away");
    expect(await store.open(key)).toBeNull();
    expect(await store.abandonUnfinished(SOON())).toBe(0);
  });

  test("keeps nothing of a stream that is closed before its end", async () => {
    const key = newKey();
    async function* untilClosed() {
      yield* chunks(randomBytes(7 * MEGABYTE));
      content.destroy();
      yield Buffer.from("never read");
    }
    const content: Readable = Readable.from(untilClosed());
    await expect(store.put(key, content)).rejects.toThrow();
    expect(await store.open(key)).toBeNull();
    expect(await store.abandonUnfinished(SOON())).toBe(0);
  });

  test("shows a file only when it is whole", async () => {
    const key = newKey();
    let seen: unknown = "not asked";
    const content = Readable.from(
      (async function* () {
        yield* chunks(randomBytes(11 * MEGABYTE));
        seen = await store.open(key);
        yield Buffer.from("end");
      })(),
    );
    await store.put(key, content);
    expect(seen).toBeNull();
    expect((await contentOf(store, key))!.sizeBytes).toBe(11 * MEGABYTE + 3);
    await store.remove(key);
  });

  test("does not mind a reader that goes away", async () => {
    const key = await keep(store, randomBytes(8 * MEGABYTE));
    for (let n = 0; n < 60; n++) {
      const { stream } = (await store.open(key))!;
      stream.on("error", () => undefined);
      await new Promise((resolve) => stream.once("data", resolve));
      stream.destroy();
    }
    expect((await contentOf(store, key))!.sizeBytes).toBe(8 * MEGABYTE);
    await store.remove(key);
  });

  test("keeps several files at once apart", async () => {
    const contents = Array.from({ length: 6 }, () => randomBytes(6 * MEGABYTE));
    const keys = await Promise.all(contents.map((content) => keep(store, content)));
    for (const [index, key] of keys.entries())
      expect(hashOf((await contentOf(store, key))!.content)).toBe(hashOf(contents[index]!));
    await Promise.all(keys.map((key) => store.remove(key)));
  });

  test("lists what is old enough, and only what is ours", async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => keep(store, randomBytes(10))));
    await fixture.leaveForeign("ab/readme.txt");
    await fixture.leaveForeign("backup/2026.tar");
    expect((await listed(store, SOON())).sort()).toEqual(keys.sort());
    expect(await listed(store, LONG_AGO())).toEqual([]);
    await Promise.all(keys.map((key) => store.remove(key)));
  });

  test("removes uploads that never ended, once they are old enough", async () => {
    const keys = [newKey(), newKey(), newKey(), newKey(), newKey()];
    for (const key of keys) await fixture.leaveUnfinished(key);
    expect(await store.abandonUnfinished(LONG_AGO())).toBe(0);
    expect(await store.abandonUnfinished(SOON())).toBe(5);
    expect(await store.abandonUnfinished(SOON())).toBe(0);
    expect(await store.open(keys[0]!)).toBeNull();
  });

  test("lends a file as a path for a while", async () => {
    const content = randomBytes(MEGABYTE);
    const key = await keep(store, content);
    let lent = "";
    const isSame = await store.withLocalFile(key, async (file) => {
      lent = file;
      return hashOf(await readFile(file)) === hashOf(content);
    });
    expect(isSame).toBe(true);
    await expect(store.withLocalFile(key, () => Promise.reject(new Error("cannot be read")))).rejects.toThrow(
      "cannot be read",
    );
    await store.remove(key);
    expect(existsSync(lent)).toBe(false);
    expect(await store.withLocalFile(key, () => Promise.resolve("lent"))).toBeNull();
  });

  test.each(["../../etc/passwd", "ab/readme.txt", "", "ab/../../x"])("takes no key like %j", async (key) => {
    await expect((async () => store.open(key))()).rejects.toThrow();
    await expect((async () => store.put(key, Readable.from(["x"])))()).rejects.toThrow();
    await expect((async () => store.remove(key))()).rejects.toThrow();
  });
});
