import { randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startS3Server } from "#tests/setup/s3-server.ts";

const s3 = await startS3Server();
const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3.settings;
Object.assign(process.env, {
  S3_ENDPOINT: endpoint,
  S3_BUCKET: bucket,
  S3_REGION: region,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
});
// The configuration is read when the first of these is loaded.
const { db } = await import("#app/core/db.server.ts");
const { s3Store } = await import("#app/core/files/s3-store.server.ts");
const { StoreTrouble } = await import("#app/core/files/s3-trouble.server.ts");
const { openFile, storeFile } = await import("#app/core/files.server.ts");
const { receiveUpload } = await import("#app/core/upload.server.ts");
const { sendFile } = await import("#app/core/send-file.server.ts");
const { readiness } = await import("#app/core/health.server.ts");
const { attachDocument } = await import("#app/domain/documents/attach-document.server.ts");
const { removeDocument } = await import("#app/domain/documents/change-document.server.ts");
const { sweepFiles } = await import("#app/domain/files/sweep-files.server.ts");
const { makeOpportunity } = await import("#tests/factories/factories.ts");
const { actAs } = await import("#tests/integration/posting-actors.ts");

const MEGABYTE = 1024 * 1024;
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(12 * MEGABYTE)]);

beforeEach(() => {
  s3.trouble = "nothing";
  s3.operations.length = 0;
});
afterEach(async () => {
  s3.trouble = "nothing";
  await db.document.deleteMany();
  await sweepFiles(-60_000);
  expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
});
afterAll(() => s3.stop());

function formOf(content: Buffer): Request {
  const body = new FormData();
  body.append("disclosure", "public");
  body.append("file", new Blob([new Uint8Array(content)]), "test report.pdf");
  return new Request("http://sanyog.example/desk", { method: "POST", body });
}

function* pieces(): Generator<Buffer> {
  for (let at = 0; at < PDF.length; at += 65_536) yield PDF.subarray(at, at + 65_536);
}

const receive = (content: Buffer) => receiveUpload(formOf(content), { maxBytes: 100 * MEGABYTE });

async function attach(content: Buffer) {
  const actor = await actAs();
  const { reference } = await makeOpportunity({ organisationId: actor.organisation.id });
  const { upload } = await receive(content);
  const { id } = await attachDocument(actor, { reference, disclosure: "public", upload: upload! });
  const document = await db.document.findUniqueOrThrow({ where: { id } });
  return { actor, reference, document: { ...document, sizeBytes: Number(document.sizeBytes) } };
}

const refusal = expect.objectContaining({
  code: "unavailable",
  status: 503,
  message: expect.stringMatching(/try again in a few minutes/),
  retryAfterSeconds: 60,
});

describe("a document in an S3 store", () => {
  test("goes up in parts, comes down whole or in pieces, and is removed with its row", async () => {
    const { actor, reference, document } = await attach(PDF);
    expect(s3.operations.filter((operation) => operation === "UploadPart")).toHaveLength(3);
    const ask = (headers: Record<string, string> = {}) =>
      sendFile(new Request("http://sanyog.example/documents/x", { headers }), document);
    expect(Buffer.from(await (await ask()).arrayBuffer()).equals(PDF)).toBe(true);
    const piece = await ask({ Range: `bytes=${PDF.length - 5}-` });
    expect(piece.status).toBe(206);
    expect(Buffer.from(await piece.arrayBuffer()).equals(PDF.subarray(-5))).toBe(true);
    await removeDocument(actor, { reference, documentId: document.id });
    expect(s3.objects.size).toBe(0);
  });

  test("is refused by its content without being fetched whole, and nothing of it stays", async () => {
    const program = Buffer.concat([Buffer.from("MZ\0\0"), randomBytes(12 * MEGABYTE)]);
    await expect(attach(program)).rejects.toMatchObject({ code: "invalid" });
    expect(s3.objects.size).toBe(0);
  });

  test("is broken off while it goes up: the store is told to forget the parts", async () => {
    const content = Readable.from(
      (async function* () {
        yield* pieces();
        await expect.poll(() => s3.operations).toContain("UploadPart");
        throw new Error("the sender went away");
      })(),
    );
    await expect(storeFile(content, { maxBytes: 100 * MEGABYTE })).rejects.toThrow("went away");
    expect(s3.operations).toContain("UploadPart");
    expect(s3.operations).toContain("Abort");
    expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
  });

  test("is too large: what came is forgotten", async () => {
    const sending = storeFile(Readable.from([PDF, PDF]), { maxBytes: PDF.length });
    await expect(sending).rejects.toMatchObject({ code: "too_large" });
    expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
  });

  test("is swept when it has no owner, and so are parts of uploads that never ended", async () => {
    const { document } = await attach(PDF);
    const orphan = await storeFile(Readable.from([PDF]), { maxBytes: 100 * MEGABYTE });
    s3.uploads.set(randomUUID(), { key: orphan.storageKey, initiated: new Date(), parts: new Map() });
    expect(await sweepFiles()).toBe(0);
    expect([s3.objects.size, s3.uploads.size]).toEqual([2, 1]);
    expect(await sweepFiles(-60_000)).toBe(1);
    expect([...s3.objects.keys()]).toEqual([document.storageKey]);
    expect(s3.uploads.size).toBe(0);
  });
});

describe("when the store fails", () => {
  test.each(["fails to write", "hangs"] as const)(
    "%s: an upload is answered with try later, and nothing is left",
    async (trouble) => {
      s3.trouble = trouble;
      await expect(receive(PDF)).rejects.toEqual(refusal);
      s3.trouble = "nothing";
      expect(s3.objects.size).toBe(0);
    },
  );

  test("it fails between two parts: try later, and the sweep forgets them", async () => {
    const content = Readable.from(
      (async function* () {
        yield* pieces();
        await expect.poll(() => s3.operations).toContain("UploadPart");
        s3.trouble = "fails to write";
        yield* pieces();
      })(),
    );
    await expect(storeFile(content, { maxBytes: 100 * MEGABYTE })).rejects.toEqual(refusal);
    expect([s3.objects.size, s3.uploads.size]).toEqual([0, 1]);
  });

  test("it is away: a download says try later, and the document is still there afterwards", async () => {
    const { document } = await attach(PDF);
    const ask = () => sendFile(new Request("http://sanyog.example/documents/x"), document);
    s3.trouble = "hangs";
    await expect(ask()).rejects.toEqual(refusal);
    s3.trouble = "nothing";
    expect((await ask()).status).toBe(200);
  });

  test("it breaks off in the middle: the reader's download fails instead of ending short", async () => {
    const { document } = await attach(PDF);
    s3.trouble = "breaks off";
    const answer = await sendFile(new Request("http://sanyog.example/documents/x"), document);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  test("a removal stands although the file stays until the sweep", async () => {
    const { actor, reference, document } = await attach(PDF);
    s3.trouble = "fails to write";
    await removeDocument(actor, { reference, documentId: document.id });
    expect(await db.document.count()).toBe(0);
    expect(s3.objects.size).toBe(1);
  });

  test("a file whose row could not be written is removed; one whose row is there after all is kept", async () => {
    const { keepUpload } = await import("#app/domain/files/accept-upload.server.ts");
    const lost = (await receive(PDF)).upload!;
    await expect(keepUpload(lost, () => Promise.reject(new Error("no row")))).rejects.toThrow("no row");
    expect(await openFile(lost.storageKey)).toBeNull();

    const { document } = await attach(PDF);
    const kept = (await receive(PDF)).upload!;
    const lostAnswer = keepUpload(kept, async ({ storageKey }) => {
      await db.document.update({ where: { id: document.id }, data: { storageKey } });
      throw new Error("the answer to the commit was lost");
    });
    await expect(lostAnswer).rejects.toThrow("was lost");
    const { stream } = (await openFile(kept.storageKey))!;
    expect((await buffer(stream)).equals(PDF)).toBe(true);
  });

  test("/readyz says degraded, not unavailable", async () => {
    const search = () =>
      Promise.resolve({ engine: "postgres", healthy: true, documents: 0, pending: 0, refused: 0 });
    s3.trouble = "hangs";
    expect(await readiness(search)).toMatchObject({ status: "degraded", files: { healthy: false } });
  });
});

describe("wrong settings are told by the variable's name", () => {
  test.each([
    ["S3_ENDPOINT", { endpoint: "http://127.0.0.1:9" }],
    ["S3_BUCKET", { bucket: "another" }],
    ["S3_ACCESS_KEY_ID", { accessKeyId: "somebody" }],
  ])("%s", async (variable, wrong) => {
    const failure = await s3Store({ ...s3.settings, ...wrong })
      .probe()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreTrouble);
    expect((failure as InstanceType<typeof StoreTrouble>).diagnosis).toMatch(
      new RegExp(`look at ${variable}$`),
    );
  });
});
