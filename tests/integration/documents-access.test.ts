import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { storeFile } from "#app/core/files.server.ts";
import { signAddress } from "#app/core/signed-address.server.ts";
import { attachDocument } from "#app/domain/documents/attach-document.server.ts";
import { discloseDocument } from "#app/domain/documents/change-document.server.ts";
import { listDocumentAccesses } from "#app/domain/documents/access-log.server.ts";
import { listDocumentReaders } from "#app/domain/documents/document-readers.server.ts";
import { endNda } from "#app/domain/nda/end-nda.server.ts";
import { decideGrant } from "#app/domain/nda/grant-documents.server.ts";
import { loader } from "#app/routes/documents/download.ts";
import { makeAgreement, makeGrant } from "#tests/factories/agreements.ts";
import { makeMember, signIn } from "#tests/factories/factories.ts";
import { pdfOf, textsOf } from "#tests/fixtures/pdfs.ts";
import { makeDocument, makeNdaWorld, type NdaWorld } from "#tests/integration/nda-world.ts";
import { actAs, type Member } from "#tests/integration/posting-actors.ts";

type Answer = { status: number; location: string | null; response: Response | null };
type World = NdaWorld & { agreementId: string; documentId: string };

let world: World;

beforeEach(async () => {
  const made = await makeNdaWorld();
  const applicantId = made.applicant.organisation.id;
  const agreement = await makeAgreement({ primeId: made.prime.organisation.id, applicantId });
  await makeGrant({ opportunityId: made.opportunity.id, organisationId: applicantId });
  const { id: documentId } = await makeDocument(made.opportunity.id, "on_nda");
  world = { ...made, agreementId: agreement.id, documentId };
});

async function ask(address: string, reader: Person | null, method = "GET"): Promise<Answer> {
  const cookie = reader ? await signIn({ id: reader.userId }, reader.organisation?.id ?? null) : "";
  const url = new URL(address, "http://sanyog.example");
  const request = new Request(url, { method, headers: { Cookie: cookie } });
  const params = { id: url.pathname.split("/").at(-1)! };
  try {
    const context = { clientAddress: "203.0.113.9" } as never;
    const response = await loader({ request, params, context });
    return { status: response.status, location: response.headers.get("Location"), response };
  } catch (refusal) {
    return { status: (refusal as { init: { status: number } }).init.status, location: null, response: null };
  }
}

/** The signed address that this reader is led to. */
async function linkFor(reader: Person, query = ""): Promise<string> {
  const { status, location } = await ask(`/documents/${world.documentId}${query}`, reader);
  expect([status, location]).toEqual([302, expect.stringMatching(/[?&]until=\d+&key=[\w-]{43}$/)]);
  return location!;
}

const statusesOf = async (link: string, readers: (Person | null)[]) =>
  Promise.all(readers.map(async (reader) => (await ask(link, reader)).status));

const logged = () => db.documentAccess.count({ where: { documentId: world.documentId } });

describe("a link to a document after NDA", () => {
  it("opens for the account it was given to, and for nobody else, colleagues included", async () => {
    const { applicant, second, prime } = world;
    const moderator: Member = { ...(await actAs()), isModerator: true };
    await db.user.update({ where: { id: moderator.userId }, data: { isModerator: true } });
    const link = await linkFor(applicant);
    const others = [null, second, prime, moderator, await actAs({ kind: "msme" })];
    expect(await statusesOf(link, others)).toEqual([404, 404, 404, 404, 404]);
    expect(await logged()).toBe(0);
    expect((await ask(link, applicant)).status).toBe(200);
    expect((await ask(await linkFor(second), second)).status).toBe(200);
    expect(await logged()).toBe(2);
  });

  it("cannot be altered, guessed or carried over to another document, and ends", async () => {
    const { applicant, documentId, opportunity } = world;
    const link = await linkFor(applicant);
    const other = await makeDocument(opportunity.id, "on_nda");
    const refused = [
      link.replace(documentId, other.id),
      link.replace(/until=\d+/, (until) => `${until}0`),
      link.replace(/key=./, (start) => (start === "key=A" ? "key=B" : "key=A")),
      link.replace(/&key=.*/, ""),
      `${link}&view`,
      link.replace(documentId, "00000000-0000-4000-8000-000000000000"),
    ];
    for (const address of refused)
      expect([address, (await ask(address, applicant)).status]).toEqual([address, 404]);
    const ended = signAddress(`/documents/${documentId}`, applicant.userId, -1);
    expect((await ask(ended, applicant)).status).toBe(410);
    expect((await ask(ended, await actAs({ kind: "msme" }))).status).toBe(404);
    expect(await logged()).toBe(0);
  });

  it.each([
    [
      "a revoked agreement",
      () => endNda(world.prime, { agreementId: world.agreementId, reason: "Ended." }, "revoked"),
    ],
    ["a closed grant", () => grant("withdraw")],
    [
      "a release that excludes the reader",
      () =>
        db.opportunity.update({
          where: { id: world.opportunity.id },
          data: { release: "listed_countries", releaseCountries: ["FR"] },
        }),
    ],
    [
      "a suspension",
      () =>
        db.organisation.update({
          where: { id: world.applicant.organisation.id },
          data: { verification: "suspended" },
        }),
    ],
    [
      "an opportunity on hold",
      () => db.opportunity.update({ where: { id: world.opportunity.id }, data: { status: "on_hold" } }),
    ],
    [
      "a membership that has ended",
      () => db.membership.deleteMany({ where: { userId: world.applicant.userId } }),
    ],
  ])("is dead at once after %s", async (_, end) => {
    const link = await linkFor(world.applicant);
    expect((await ask(link, world.applicant)).status).toBe(200);
    await end();
    expect((await ask(link, world.applicant)).status).toBe(404);
    expect((await ask(`/documents/${world.documentId}`, world.applicant)).status).toBe(404);
  });

  it("stays stable where everybody may read", async () => {
    const { id } = await makeDocument(world.opportunity.id, "public");
    const { status, response } = await ask(`/documents/${id}`, null);
    expect([status, response!.headers.get("Cache-Control")]).toEqual([200, "private, no-cache"]);
    expect(await db.documentAccess.count({ where: { documentId: id } })).toBe(0);
  });
});

const grant = (decision: "grant" | "withdraw", actor: Member = world.prime) =>
  decideGrant(
    actor,
    { reference: world.opportunity.reference, organisationId: world.applicant.organisation.id },
    decision,
  );

describe("granting", () => {
  it("opens and closes at any time, and keeps who did it", async () => {
    await grant("withdraw");
    expect(await listDocumentReaders(world.prime, world.opportunity.reference)).toMatchObject({
      readers: [{ isGranted: false, ndaVersion: 1, obstacle: "" }],
    });
    await grant("grant", world.colleague);
    expect((await ask(await linkFor(world.applicant), world.applicant)).status).toBe(200);
    const grants = await db.documentGrant.findMany({
      where: { opportunityId: world.opportunity.id },
      orderBy: { grantedAt: "asc" },
    });
    expect(grants.map(({ grantedById, revokedById }) => [grantedById, revokedById])).toEqual([
      [null, world.prime.userId],
      [world.colleague.userId, null],
    ]);
  });

  it("belongs to the poster, and needs an agreement in force", async () => {
    const stranger = await actAs();
    const viewer = await actAs({ id: world.prime.organisation.id }, "viewer");
    for (const [actor, code] of [
      [stranger, "not_found"],
      [world.applicant, "not_found"],
      [viewer, "forbidden"],
    ] as const)
      await expect(grant("withdraw", actor)).rejects.toMatchObject({ code });
    await endNda(world.prime, { agreementId: world.agreementId, reason: "Ended." }, "revoked");
    await grant("withdraw");
    await expect(grant("grant")).rejects.toMatchObject({ code: "conflict" });
  });

  const openGrants = () =>
    db.documentGrant.count({ where: { opportunityId: world.opportunity.id, revokedAt: null } });
  const atOnce = () => Promise.all(Array.from({ length: 8 }, () => grant("grant")));

  it("many times at once opens once", async () => {
    await grant("withdraw");
    const outcomes = await atOnce();
    expect(outcomes.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await openGrants()).toBe(1);
  });

  it("would open more than once without the index: the guard is what holds", async () => {
    await grant("withdraw");
    await pool.query("alter index document_grant_one_open rename to set_aside; drop index set_aside");
    await atOnce();
    expect(await openGrants()).toBeGreaterThan(1);
    await pool.query(`
      update document_grant set revoked_at = now() where revoked_at is null;
      create unique index document_grant_one_open on document_grant (opportunity_id, organisation_id)
        where revoked_at is null`);
  });
});

describe("a copy", () => {
  it("carries the organisation, the time, the agreement and the number of its entry in the log", async () => {
    const { response } = await ask(await linkFor(world.applicant), world.applicant);
    const [entry] = await db.documentAccess.findMany({ where: { documentId: world.documentId } });
    expect(entry).toMatchObject({
      kind: "download",
      documentName: "design.pdf",
      userId: world.applicant.userId,
      organisationId: world.applicant.organisation.id,
      agreementId: world.agreementId,
      address: "203.0.113.9",
    });
    const bytes = new Uint8Array(await response!.arrayBuffer());
    expect(String(bytes.length)).toBe(response!.headers.get("Content-Length"));
    const minute = entry!.createdAt.toISOString().slice(0, 16).replace("T", " ");
    const line = `Provided to ${world.applicant.organisation.name} on ${minute} UTC under NDA v1 · ${world.opportunity.reference} · ${entry!.id}`;
    const texts = await textsOf(bytes);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text.replaceAll("\n", " ")).toContain(line);
  });

  it("is the original for the organisation that posted it", async () => {
    const original = await pdfOf([{ text: "Original" }]);
    const { id } = await makeDocument(world.opportunity.id, "on_nda", original);
    const { location } = await ask(`/documents/${id}`, world.prime);
    const { response } = await ask(location!, world.prime);
    expect(Buffer.from(await response!.arrayBuffer()).equals(original)).toBe(true);
  });

  it("is not handed out when it cannot be stamped, and nothing is written down", async () => {
    for (const content of [
      await pdfOf([{}], "secret"),
      Buffer.from("%PDF-1.7 and no more"),
      Buffer.concat([await pdfOf([{}]), Buffer.alloc(50_000_001)]),
    ]) {
      const { id } = await makeDocument(world.opportunity.id, "on_nda", content);
      const { location } = await ask(`/documents/${id}`, world.applicant);
      expect((await ask(location!, world.applicant)).status).toBe(409);
      expect(await db.documentAccess.count({ where: { documentId: id } })).toBe(0);
    }
  });

  it("that could not be made is told to the poster when it attaches or discloses the file", async () => {
    const { prime, opportunity } = world;
    const { reference } = opportunity;
    const content = await pdfOf([{}], "secret");
    const attach = async (disclosure: "public" | "on_nda") => {
      const stored = await storeFile(Readable.from([content]), { maxBytes: 100_000 });
      return attachDocument(prime, { reference, disclosure, upload: { fileName: "x.pdf", ...stored } });
    };
    const refusal = { code: "invalid", message: expect.stringContaining("protected by a password") };
    await expect(attach("on_nda")).rejects.toMatchObject(refusal);
    const { id: documentId } = await attach("public");
    const disclose = { reference, documentId, disclosure: "registered" } as const;
    await expect(discloseDocument(prime, disclose)).rejects.toMatchObject(refusal);
    expect(await db.document.findUniqueOrThrow({ where: { id: documentId } })).toMatchObject({
      disclosure: "public",
    });
  });

  it("shown by the browser counts as a view, and a look at the headers as nothing", async () => {
    const link = await linkFor(world.applicant, "?view");
    expect((await ask(link, world.applicant, "HEAD")).status).toBe(200);
    expect(await logged()).toBe(0);
    const { response } = await ask(link, world.applicant);
    expect(response!.headers.get("Content-Disposition")).toMatch(/^inline;/);
    const [entry] = await db.documentAccess.findMany({ where: { documentId: world.documentId } });
    expect(entry!.kind).toBe("view");
  });
});

describe("the log", () => {
  it("is read by the poster for its own opportunities and by moderators for all, with filters", async () => {
    const { applicant, prime, opportunity } = world;
    await ask(await linkFor(applicant), applicant);
    const stranger = await actAs();
    const user = await makeMember(stranger.organisation.id, "owner", { isModerator: true });
    const moderator = { ...stranger, userId: user.id, isModerator: true, organisation: null };
    const page = 1;
    const own = await listDocumentAccesses(prime, { opportunityId: opportunity.id, page });
    expect(own).toMatchObject({
      total: 1,
      entries: [
        {
          kind: "download",
          documentName: "design.pdf",
          reference: opportunity.reference,
          organisation: applicant.organisation.name,
          person: applicant.name,
          ndaVersion: 1,
        },
      ],
    });
    const count = async (...[actor, filter]: [Person, object]) =>
      (await listDocumentAccesses(actor, { ...filter, page })).total;
    expect(await count(moderator, { document: opportunity.reference })).toBe(1);
    expect(
      await count(moderator, { organisation: applicant.organisation.name.slice(3), document: "design" }),
    ).toBe(1);
    expect(await count(moderator, { organisation: "100%" })).toBe(0);
    expect(await count(stranger, { opportunityId: opportunity.id })).toBe(0);
    expect(await count(applicant, {})).toBe(0);
    await expect(listDocumentAccesses({ kind: "anonymous" }, { page })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("stays when the document goes, and nobody changes it", async () => {
    await ask(await linkFor(world.applicant), world.applicant);
    await db.document.delete({ where: { id: world.documentId } });
    expect(await logged()).toBe(1);
    for (const sql of ["update document_access set address = ''", "delete from document_access"])
      await expect(pool.query(sql)).rejects.toMatchObject({ code: "23001" });
    const { entries } = await listDocumentAccesses(world.prime, { page: 1 });
    expect(entries[0]!.documentName).toBe("design.pdf");
  });
});
