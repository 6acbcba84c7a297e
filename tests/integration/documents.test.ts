import { readdir } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { anonymous, type Actor } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { openFile, storeFile } from "#app/core/files.server.ts";
import type { DisclosureLevel } from "#app/core/reference/terms.ts";
import { attachDocument } from "#app/domain/documents/attach-document.server.ts";
import { discloseDocument, removeDocument } from "#app/domain/documents/change-document.server.ts";
import { MOST_ORGANISATION_BYTES } from "#app/domain/files/limits.ts";
import { sweepFiles } from "#app/domain/files/sweep-files.server.ts";
import { findPublicOpportunity } from "#app/domain/opportunities/queries.server.ts";
import { loader } from "#app/routes/documents/download.ts";
import { action } from "#app/routes/desk/opportunities/edit.tsx";
import { makeOpportunity, signIn } from "#tests/factories/factories.ts";
import { officeEntries, zipOf } from "#tests/fixtures/office-files.ts";
import { pdfOf } from "#tests/fixtures/pdfs.ts";
import { actAs, type Member } from "#tests/integration/posting-actors.ts";

const PDF = await pdfOf([{}]);

const filesDirectory = path.join(config.dataDir, "files");

/** A kept file's bytes; null when it is gone. */
async function contentOf(storageKey: string): Promise<Buffer | null> {
  const file = await openFile(storageKey);
  return file && buffer(file.stream);
}

async function keptFiles(): Promise<string[]> {
  const entries = await readdir(filesDirectory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function attach(
  actor: Member,
  reference: string,
  content: Buffer,
  fileName: string,
  disclosure: DisclosureLevel = "public",
) {
  const stored = await storeFile(Readable.from([content]), { maxBytes: 20_000_000 });
  const { id } = await attachDocument(actor, { reference, disclosure, upload: { fileName, ...stored } });
  return db.document.findUniqueOrThrow({ where: { id } });
}

async function setUp(fields: object = {}) {
  const actor = await actAs();
  const opportunity = await makeOpportunity({ organisationId: actor.organisation.id, ...fields });
  return { actor, opportunity, reference: opportunity.reference };
}

/** Asks as a browser would, which follows where it is led: the status, and the body of an answer. */
async function download(id: string, reader: Member | null): Promise<{ status: number; response?: Response }> {
  const cookie = reader ? await signIn({ id: reader.userId }, reader.organisation.id) : "";
  const ask = (address: string) => {
    const request = new Request(new URL(address, "http://sanyog.example"), { headers: { Cookie: cookie } });
    return loader({ request, params: { id }, context: {} as never });
  };
  try {
    let response = await ask(`/documents/${id}`);
    if (response.status === 302) response = await ask(response.headers.get("Location")!);
    return { status: response.status, response };
  } catch (refusal) {
    return { status: (refusal as { init: { status: number } }).init.status };
  }
}

async function upload(
  actor: Member,
  reference: string,
  body: BodyInit,
  headers: Record<string, string> = {},
) {
  const request = new Request(`http://sanyog.example/desk/opportunities/${reference}/edit/documents`, {
    method: "POST",
    body,
    headers: { Cookie: await signIn({ id: actor.userId }, actor.organisation.id), ...headers },
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
  return action({ request, params: { reference, step: "documents" }, context: {} as never }) as Promise<{
    status?: number;
    init?: { status: number };
    data?: { message: string };
  }>;
}

describe("attaching", () => {
  it("finds out what a file is from its content, whatever it is called", async () => {
    const { actor, reference } = await setUp();
    const kept = [
      await attach(actor, reference, PDF, "data sheet.exe"),
      await attach(actor, reference, Buffer.from("Überblick\n1 µm"), "../../etc/passwd"),
    ];
    expect(kept.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ["data sheet.pdf", "application/pdf"],
      ["passwd.txt", "text/plain"],
    ]);
    const changes = await db.opportunityEvent.findMany({
      where: { opportunity: { reference }, type: "edited" },
    });
    expect(changes.map((event) => event.changes)).toContainEqual({ documents: [null, "data sheet.pdf"] });
  });

  it.each([
    ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ] as const)("takes %s however its writer packed it", async (kind, mediaType) => {
    const { actor, reference } = await setUp();
    const entries = officeEntries(kind);
    for (const archive of [
      zipOf(entries),
      zipOf(entries, { sizesFollow: true }),
      zipOf([...entries].reverse()),
    ]) {
      const { name, mediaType: found } = await attach(actor, reference, archive, "offer.zip");
      expect([name, found]).toEqual([`offer.${kind}`, mediaType]);
    }
  });

  it("takes a PNG picture, whatever it is called", async () => {
    const { actor, reference } = await setUp();
    const png = await sharp({ create: { width: 8, height: 8, channels: 4, background: "#0b57b7" } })
      .png()
      .toBuffer();
    const { name, mediaType } = await attach(actor, reference, png, "drawing.pdf");
    expect([name, mediaType]).toEqual(["drawing.png", "image/png"]);
  });

  it.each([
    ["a program", Buffer.from([0x4d, 0x5a, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0])],
    [
      "a picture that is none",
      Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(40)]),
    ],
    ["an empty archive", Buffer.from("504b0506000000000000000000000000000000000000", "hex")],
    ["an archive of files", zipOf([{ name: "offer.pdf", text: PDF.toString() }])],
    ["a document with macros", zipOf(officeEntries("docm"))],
    ["text that is no UTF-8", Buffer.from([0x61, 0xff, 0xfe, 0x61])],
    [
      "a drawing with scripts",
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
  ])("refuses %s and keeps nothing of it", async (_, content) => {
    const { actor, reference } = await setUp();
    const before = await keptFiles();
    await expect(attach(actor, reference, content, "x.pdf")).rejects.toMatchObject({ code: "invalid" });
    expect(await keptFiles()).toEqual(before);
  });

  it("draws pictures anew, without the place where they were taken", async () => {
    const { actor, reference } = await setUp();
    const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: "#0b57b7" } })
      .withExif({ IFD0: { Copyright: "SECRET-CAMERA" }, IFD3: { GPSLatitude: "12/1 58/1 0/1" } })
      .jpeg()
      .toBuffer();
    expect(picture.includes("SECRET-CAMERA")).toBe(true);
    const { storageKey, sizeBytes } = await attach(actor, reference, picture, "photo.jpeg");
    const kept = (await contentOf(storageKey))!;
    expect(kept.includes("SECRET-CAMERA")).toBe(false);
    expect(kept.length).toBe(Number(sizeBytes));
    expect(await sharp(kept).metadata()).toMatchObject({ width: 40, height: 20 });
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
  });

  it("takes ten at most, also when two come at once", async () => {
    const { actor, reference, opportunity } = await setUp();
    for (let n = 0; n < 9; n += 1) await attach(actor, reference, PDF, `${n}.pdf`);
    const before = (await keptFiles()).length;
    const results = await Promise.allSettled(
      [1, 2, 3].map((n) => attach(actor, reference, PDF, `more ${n}.pdf`)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.document.count({ where: { opportunityId: opportunity.id } })).toBe(10);
    expect((await keptFiles()).length).toBe(before + 1);
  });

  it("takes so much of one organisation, also when two come at once", async () => {
    const { actor, reference, opportunity } = await setUp();
    const first = await attach(actor, reference, PDF, "first.pdf");
    const room = 2 * PDF.length - 1;
    await db.document.update({
      where: { id: first.id },
      data: { sizeBytes: MOST_ORGANISATION_BYTES - room },
    });
    const other = await makeOpportunity({ organisationId: actor.organisation.id });
    const before = (await keptFiles()).length;
    const results = await Promise.allSettled([
      attach(actor, reference, PDF, "second.pdf"),
      attach(actor, other.reference, PDF, "third.pdf"),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", message: expect.stringMatching(/5000 MB, and 0 MB are left/) },
    });
    expect((await keptFiles()).length).toBe(before + 1);
    expect(await db.document.count({ where: { opportunityId: opportunity.id } })).toBeGreaterThan(0);
  });

  it("is refused to strangers, viewers and for what is over", async () => {
    const { actor, reference } = await setUp();
    const viewer = await actAs({ id: actor.organisation.id }, "viewer");
    await expect(attach(await actAs(), reference, PDF, "x.pdf")).rejects.toMatchObject({ code: "not_found" });
    await expect(attach(viewer, reference, PDF, "x.pdf")).rejects.toMatchObject({ code: "forbidden" });
    const closed = await makeOpportunity({ organisationId: actor.organisation.id, status: "closed" });
    await expect(attach(actor, closed.reference, PDF, "x.pdf")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the upload form", () => {
  const form = (content: Buffer, disclosure = "registered") => {
    const body = new FormData();
    body.append("disclosure", disclosure);
    body.append("file", new Blob([new Uint8Array(content)]), "data sheet.pdf");
    return body;
  };

  it("attaches a file and leads back to the page", async () => {
    const { actor, reference, opportunity } = await setUp();
    expect((await upload(actor, reference, form(PDF))).status).toBe(302);
    expect(await db.document.findFirst({ where: { opportunityId: opportunity.id } })).toMatchObject({
      name: "data sheet.pdf",
      disclosure: "registered",
      uploadedById: actor.userId,
    });
  });

  it("leaves nothing of a file that breaks off or has no disclosure", async () => {
    const { actor, reference } = await setUp();
    const before = await keptFiles();
    const head =
      '--b\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n%PDF-1.7 and then';
    const broken = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(head));
        controller.error(new Error("connection lost"));
      },
    });
    const multipart = { "Content-Type": "multipart/form-data; boundary=b" };
    expect(await upload(actor, reference, broken, multipart)).toMatchObject({ init: { status: 422 } });
    expect(await upload(actor, reference, head, multipart)).toMatchObject({ init: { status: 422 } });
    expect(await upload(actor, reference, form(PDF, "everybody"))).toMatchObject({ init: { status: 422 } });
    expect(await keptFiles()).toEqual(before);
  });
});

describe("downloading", () => {
  it("gives each document to exactly those who may have it", async () => {
    const { actor, reference } = await setUp({ release: "india_only" });
    const ids = Object.fromEntries(
      await Promise.all(
        (["public", "registered", "on_nda"] as const).map(async (level) => [
          level,
          (await attach(actor, reference, PDF, `${level}.pdf`, level)).id,
        ]),
      ),
    ) as Record<DisclosureLevel, string>;
    const readers = {
      anonymous: null,
      own: actor,
      viewer: await actAs({ id: actor.organisation.id }, "viewer"),
      verified: await actAs({ kind: "msme" }),
      unverified: await actAs({ kind: "msme", verification: "unverified" }),
      suspended: await actAs({ kind: "msme", verification: "suspended" }),
      abroad: await actAs({ kind: "foreign_industry", country: "FR" }),
    };
    const seen: Record<string, number[]> = {};
    for (const [name, reader] of Object.entries(readers))
      seen[name] = [
        (await download(ids.public, reader)).status,
        (await download(ids.registered, reader)).status,
        (await download(ids.on_nda, reader)).status,
      ];
    expect(seen).toEqual({
      anonymous: [200, 404, 404],
      own: [200, 200, 200],
      viewer: [200, 200, 200],
      verified: [200, 200, 404],
      unverified: [200, 404, 404],
      suspended: [200, 404, 404],
      abroad: [200, 404, 404],
    });
    const accesses = await db.documentAccess.findMany({ where: { documentId: ids.registered } });
    expect(accesses.map(({ userId }) => userId)).toEqual(
      [readers.own, readers.viewer, readers.verified].map((r) => r.userId),
    );
    expect(await db.documentAccess.count({ where: { documentId: ids.public } })).toBe(0);
  });

  it("names what is not public to nobody who is not signed in", async () => {
    const { actor, reference } = await setUp();
    for (const [name, level] of [
      ["brochure", "public"],
      ["zq-radar-design", "registered"],
      ["zq-test-report", "registered"],
      ["zq-price-list", "on_nda"],
    ] as const)
      await attach(actor, reference, PDF, `${name}.pdf`, level);
    const namesFor = async (reader: Actor) =>
      (await findPublicOpportunity(reader, reference, "en-IN")).opportunity.documents.map(({ name }) => name);
    expect(await namesFor(anonymous)).toEqual(["brochure.pdf", "2 documents: PDF", "1 document: PDF"]);
    expect(await namesFor(await actAs({ kind: "msme" }))).toEqual([
      "brochure.pdf",
      "zq-radar-design.pdf",
      "zq-test-report.pdf",
      "zq-price-list.pdf",
    ]);
  });

  it("hides documents of drafts and of what is on hold, and answers 404 to what is no id", async () => {
    const { actor, reference, opportunity } = await setUp({ status: "draft" });
    const { id } = await attach(actor, reference, PDF, "x.pdf");
    expect((await download(id, null)).status).toBe(404);
    await db.opportunity.update({ where: { id: opportunity.id }, data: { status: "on_hold" } });
    expect((await download(id, null)).status).toBe(404);
    expect((await download("../../etc/passwd", actor)).status).toBe(404);
  });

  it("sends the very bytes as a download that no browser opens as a page", async () => {
    const { actor, reference } = await setUp();
    const { id } = await attach(actor, reference, PDF, 'Prüfung "5" % ok.pdf');
    const { response } = await download(id, null);
    expect(Buffer.from(await response!.arrayBuffer())).toEqual(PDF);
    const headers = Object.fromEntries(response!.headers);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(PDF.length),
      "x-content-type-options": "nosniff",
      "content-disposition": `attachment; filename="Pr_fung 5 _ ok.pdf"; filename*=UTF-8''Pr%C3%BCfung%205%20%25%20ok.pdf`,
    });
  });
});

describe("changing", () => {
  it("decides anew who may read, and removes the file with the document", async () => {
    const { actor, reference } = await setUp();
    const { id, storageKey } = await attach(actor, reference, PDF, "x.pdf", "on_nda");
    const target = { reference, documentId: id };
    await expect(discloseDocument(await actAs(), { ...target, disclosure: "public" })).rejects.toMatchObject({
      code: "not_found",
    });
    await discloseDocument(actor, { ...target, disclosure: "public" });
    expect((await download(id, null)).status).toBe(200);
    await removeDocument(actor, target);
    expect((await download(id, actor)).status).toBe(404);
    expect(await contentOf(storageKey)).toBeNull();
  });
});

describe("housekeeping", () => {
  it("removes files that belong to nothing, and only those", async () => {
    const { actor, reference } = await setUp();
    const { storageKey } = await attach(actor, reference, PDF, "x.pdf");
    const orphan = await storeFile(Readable.from([PDF]), { maxBytes: 100_000 });
    expect(await sweepFiles()).toBe(0);
    expect(await sweepFiles(-1000)).toBe(1);
    expect(await contentOf(orphan.storageKey)).toBeNull();
    expect(await contentOf(storageKey)).toEqual(PDF);
  });
});
