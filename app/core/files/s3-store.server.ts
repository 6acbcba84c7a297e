import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { GetObjectCommandOutput } from "@aws-sdk/client-s3";
import type { S3Settings } from "#app/core/config.server.ts";
import { s3Trouble } from "#app/core/files/s3-trouble.server.ts";
import { isStorageKey, requireStorageKey, type FileStore, type OpenedFile } from "#app/core/files/store.ts";

/** The smallest that S3 takes. One at a time: an upload holds no more than that in memory, and senders are slower than stores. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_AT_ONCE = 1;

/** Below the time that a page waits, so that a store that hangs is answered for instead of left waiting. */
const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 4_000;
/** Without a byte in either direction. */
const STALL_TIMEOUT_MS = 20_000;
const MOST_TRIES = 2;

type Connection = Awaited<ReturnType<typeof connect>>;

/** Loaded when the first file is asked for: a process that keeps files in a folder never pays for it. */
async function connect({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings) {
  const [s3, { Upload }] = await Promise.all([import("@aws-sdk/client-s3"), import("@aws-sdk/lib-storage")]);
  const client = new s3.S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Every compatible store takes the bucket in the path; few are reached by a name of the bucket's own.
    forcePathStyle: true,
    // Not every compatible store knows the checksums that AWS added; the signature covers the content as well.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: MOST_TRIES,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: ANSWER_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: STALL_TIMEOUT_MS,
    },
  });
  return { s3, client, Upload };
}

/** "bytes 5-9/200" names the whole file's size; an answer without a range has it as its length. */
function wholeSize({ ContentRange, ContentLength }: GetObjectCommandOutput): number {
  const total = /\/(\d+)$/.exec(ContentRange ?? "")?.[1];
  return total === undefined ? (ContentLength ?? 0) : Number(total);
}

const isMissing = (error: unknown) =>
  ["NoSuchKey", "NotFound"].includes(String((error as { name?: unknown } | null)?.name));

/** Keeps files in a bucket of a store that speaks S3; the bucket is this product's own. */
export function s3Store(settings: S3Settings): FileStore & { close(): Promise<void> } {
  const Bucket = settings.bucket;
  let connection: Promise<Connection> | undefined;

  /** Runs one or more commands; what goes wrong becomes "try later". */
  async function ask<T>(run: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      return await run(await (connection ??= connect(settings)));
    } catch (error) {
      throw s3Trouble(error);
    }
  }

  const open: FileStore["open"] = (storageKey, range) =>
    ask(async ({ s3, client }): Promise<OpenedFile | null> => {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const command = new s3.GetObjectCommand({ Bucket, Key: requireStorageKey(storageKey), Range });
      const found = await client.send(command).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      return found && { stream: found.Body as Readable, sizeBytes: wholeSize(found) };
    });

  return {
    async put(storageKey, content) {
      const Key = requireStorageKey(storageKey);
      let failure: { reason: unknown } | undefined;
      // A client that gives up closes what it reads from, which then fails, too: only what fails by itself counts.
      async function* heard() {
        const pieces = content[Symbol.asyncIterator]();
        const next = () =>
          pieces.next().catch((reason: unknown) => {
            failure = { reason };
            throw reason;
          });
        try {
          for (let piece = await next(); !piece.done; piece = await next()) yield piece.value as Buffer;
        } finally {
          content.destroy();
        }
      }
      const Body = Readable.from(heard()).on("error", () => undefined);
      await ask(async ({ client, Upload }) => {
        const params = { Bucket, Key, Body, ContentType: "application/octet-stream" };
        const upload = new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE });
        await upload.done();
      }).catch((error: unknown) => {
        throw failure ? failure.reason : error;
      });
    },
    open,
    remove: (storageKey) =>
      ask(async ({ s3, client }) => {
        await client.send(new s3.DeleteObjectCommand({ Bucket, Key: requireStorageKey(storageKey) }));
      }),
    async *listOlderThan(before) {
      let ContinuationToken: string | undefined;
      do {
        const page = await ask(({ s3, client }) =>
          client.send(new s3.ListObjectsV2Command({ Bucket, ContinuationToken })),
        );
        for (const { Key = "", LastModified } of page.Contents ?? [])
          if (isStorageKey(Key) && LastModified && LastModified < before) yield Key;
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
    },
    abandonUnfinished: (before) =>
      ask(async ({ s3, client }) => {
        let count = 0;
        let position: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
        while (position) {
          const page: Awaited<ReturnType<typeof list>> = await list(position);
          for (const { Key = "", UploadId, Initiated } of page.Uploads ?? []) {
            if (!isStorageKey(Key) || !Initiated || Initiated >= before) continue;
            await client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
            count++;
          }
          position = page.IsTruncated
            ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
            : undefined;
        }
        return count;

        function list(from: { KeyMarker?: string; UploadIdMarker?: string }) {
          return client.send(new s3.ListMultipartUploadsCommand({ Bucket, ...from }));
        }
      }),
    async withLocalFile(storageKey, work) {
      const folder = await mkdtemp(path.join(tmpdir(), "sanyog-file-"));
      try {
        const found = await open(storageKey);
        if (!found) return null;
        const file = path.join(folder, "file");
        await pipeline(found.stream, createWriteStream(file, { mode: 0o600 }));
        return await work(file);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    probe: () =>
      ask(async ({ s3, client }) => {
        await client.send(new s3.ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
      }),
    async close() {
      await connection?.then(({ client }) => client.destroy()).catch(() => undefined);
    },
  };
}
