import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { listFiles, openFile } from "#app/core/files.server.ts";
import { signAddress } from "#app/core/signed-address.server.ts";
import { decideCertificate } from "#app/domain/certifications/decide-certificate.server.ts";
import {
  listApplicantCertificates,
  listPublicCertificates,
} from "#app/domain/certifications/public-certificates.server.ts";
import { sweepFiles } from "#app/domain/files/sweep-files.server.ts";
import { action as detailAction, loader as detailPage } from "#app/routes/desk/certificates/detail.tsx";
import { action as editAction, loader as editPage } from "#app/routes/desk/certificates/edit.tsx";
import { loader as evidencePage } from "#app/routes/desk/certificates/evidence.ts";
import type { Certificate, Organisation, User } from "#prisma/generated/client.ts";
import { certificatePdf } from "#tests/factories/certificate-pdf.ts";
import {
  makeCertificate,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  makeUser,
  signIn,
} from "#tests/factories/factories.ts";
import { emptyDatabase, get, post } from "#tests/integration/account-requests.ts";
import { actorOf, answerOf, attachFile } from "#tests/integration/certificates-world.ts";

let organisation: Organisation;
let owner: User;
let viewer: User;
let moderator: User;
let certificate: Certificate;
const pdf = await certificatePdf(["ISO 9001:2015", "Kaveri Tools", "Number KT-1"]);

beforeEach(async () => {
  await emptyDatabase();
  organisation = await makeOrganisation({ name: "Kaveri Tools" });
  [owner, viewer, moderator] = await Promise.all([
    makeMember(organisation.id, "owner", { name: "Asha Verma" }),
    makeMember(organisation.id, "viewer"),
    makeUser({ name: "Anita Rao", isModerator: true }),
  ]);
  certificate = await makeCertificate({ organisationId: organisation.id, number: "KT-1" });
});

const stored = () => db.certificate.findUniqueOrThrow({ where: { id: certificate.id } });
const files = () =>
  db.certificateEvidence.findMany({
    where: { certificateId: certificate.id },
    orderBy: { createdAt: "asc" },
  });
const events = async () =>
  (
    await db.certificateEvent.findMany({
      where: { certificateId: certificate.id },
      orderBy: { createdAt: "asc" },
    })
  ).map(({ type }) => type);
const attach = (
  content: Buffer | string = pdf,
  more: { name?: string; replaces?: boolean } = {},
  who = owner,
) => attachFile(who, certificate.id, { content, ...more });
const send = async (fields: Record<string, string>, who = owner) =>
  post(detailAction, `/desk/certificates/${certificate.id}`, fields, {
    cookie: await signIn(who),
    params: { id: certificate.id },
  });
const decide = async (intent: "verify" | "reject") => {
  const { version } = await stored();
  const decision =
    intent === "verify"
      ? { intent, version }
      : { intent, version, reason: "unreadable" as const, explanation: "Page 2 is missing." };
  return decideCertificate(await actorOf(moderator), certificate.id, decision);
};
const keptFiles = async () => {
  let count = 0;
  for await (const _ of listFiles(-1_000)) count += 1;
  return count;
};

/** Opens a file as a browser does: by its address, then where that leads. */
async function open(who: User | null, id: string, address = `/evidence/${id}`) {
  const headers = who ? { Cookie: await signIn(who) } : undefined;
  const ask = (path: string) =>
    answerOf(evidencePage, new Request(`http://localhost${path}`, { headers }), { id });
  const answer = await ask(address);
  return answer.location ? ask(answer.location) : answer;
}

describe("attaching evidence", () => {
  it("hands the certificate in, with its history and the file as it was sent", async () => {
    const answer = await attach(pdf, { name: "iso 9001.PDF" });
    expect(answer).toMatchObject({
      status: 302,
      location: `/desk/certificates/${certificate.id}?done=attached`,
    });
    expect(await stored()).toMatchObject({
      status: "evidence_attached",
      version: 2,
      handedInAt: expect.any(Date),
    });
    const [file] = await files();
    expect(file).toMatchObject({ name: "iso 9001.pdf", mediaType: "application/pdf", sizeBytes: pdf.length });
    expect(await events()).toEqual(["evidence_attached"]);
    const opened = await open(owner, file!.id);
    expect(opened.status).toBe(200);
    expect(opened.body!.equals(pdf)).toBe(true);
    expect(opened.headers.get("Content-Disposition")).toMatch(/^inline; filename="iso 9001.pdf"/);
    const body = (
      await get(detailPage, `/desk/certificates/${certificate.id}`, {
        cookie: await signIn(viewer),
        params: { id: certificate.id },
      })
    ).body;
    expect(body).toMatchObject({
      mayEdit: false,
      evidence: [{ name: "iso 9001.pdf", isCurrent: true, href: `/evidence/${file!.id}` }],
      readers: { total: 1, list: [{ who: "Asha Verma" }] },
    });
  });

  it.each([
    ["no file", null, 422, /Choose a file/],
    ["a text", { content: "just words", name: "certificate.pdf" }, 422, /PDF/],
    ["a page", { content: "<html><script>1</script>", name: "a.png" }, 422, /PDF/],
    ["too much", { content: Buffer.concat([pdf, Buffer.alloc(10_000_000)]) }, 413, /10 MB/],
  ])("says beside the field what is wrong with %s, and keeps nothing", async (_, file, status, sentence) => {
    const before = await keptFiles();
    const answer = await attachFile(owner, certificate.id, file);
    expect(answer.status).toBe(status);
    expect((answer.data as { fileError: string }).fileError).toMatch(sentence);
    expect(await files()).toEqual([]);
    expect(await keptFiles()).toBe(before);
    expect((await stored()).status).toBe("declared");
  });

  it("takes five files at most, however many come at once, and none from those who only read", async () => {
    const answers = await Promise.all(Array.from({ length: 7 }, () => attach()));
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 302, 302, 302, 302, 409, 409]);
    expect(await files()).toHaveLength(5);
    expect((await attach(pdf, {}, viewer)).status).toBe(403);
    expect((await attach(pdf, {}, await makeMember((await makeOrganisation()).id))).status).toBe(404);
    expect((await attach(pdf, { replaces: true })).status).toBe(302);
    expect((await files()).filter(({ removedAt }) => removedAt === null)).toHaveLength(1);
  });

  it("cleans pictures like every other upload", async () => {
    const { default: sharp } = await import("sharp");
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "white" } })
      .jpeg()
      .withExif({ IFD0: { Copyright: "zq secret place" } })
      .toBuffer();
    expect(picture.includes("zq secret place")).toBe(true);
    expect((await attach(picture, { name: "scan.jpg" })).status).toBe(302);
    const [file] = await files();
    const opened = await open(owner, file!.id);
    expect(opened.headers.get("Content-Type")).toBe("image/jpeg");
    expect(opened.body!.includes("zq secret place")).toBe(false);
  });
});

describe("files that are replaced or removed", () => {
  it("stay readable for moderators and their owner once a decision rests on them", async () => {
    await attach();
    await decide("reject");
    await attach(pdf, { replaces: true, name: "second.pdf" });
    const [first, second] = await files();
    expect(first).toMatchObject({ removedAt: expect.any(Date), storageKey: expect.any(String) });
    expect(await stored()).toMatchObject({
      status: "evidence_attached",
      decidedAt: null,
      decisionReason: "",
    });
    for (const who of [moderator, owner])
      for (const { id } of [first!, second!]) expect((await open(who, id)).status).toBe(200);
    expect(await events()).toEqual(["evidence_attached", "rejected", "evidence_attached"]);
  });

  it("are gone at once when nobody has decided on them, and the sweep leaves the others alone", async () => {
    await attach(pdf, { name: "wrong.pdf" });
    await attach(pdf, { replaces: true });
    const [wrong, right] = await files();
    expect(wrong).toMatchObject({ storageKey: null, removedAt: expect.any(Date) });
    expect((await open(owner, wrong!.id)).status).toBe(404);
    await sweepFiles(-1_000);
    const kept = await openFile(right!.storageKey!);
    expect(kept).not.toBeNull();
    kept!.stream.destroy();
    expect((await send({ intent: "remove_evidence", evidence: right!.id })).status).toBe(302);
    expect(await stored()).toMatchObject({ status: "declared", handedInAt: null });
    for (const evidence of [right!.id, "nonsense", "0195f3c0-0000-4000-8000-000000000000"])
      expect((await send({ intent: "remove_evidence", evidence })).status).toBe(404);
  });

  it("outlive the certificate, like its history", async () => {
    await attach();
    await decide("verify");
    await attach(pdf, { name: "newer.pdf" });
    expect((await send({ intent: "remove" })).location).toBe("/desk/certificates?done=removed");
    const [judged, unjudged] = await files();
    expect([judged!.storageKey, unjudged!.storageKey]).toEqual([expect.any(String), null]);
    expect((await open(moderator, judged!.id)).status).toBe(200);
    expect(await events()).toEqual(["evidence_attached", "verified", "evidence_attached", "removed"]);
  });

  it("have a history and a log that the database itself lets nobody rewrite", async () => {
    await attach();
    const [file] = await files();
    await open(owner, file!.id);
    for (const statement of [
      "update certificate_event set note = 'x'",
      "delete from certificate_event",
      "update certificate_evidence_access set created_at = now()",
      "delete from certificate_evidence_access",
    ])
      await expect(pool.query(statement)).rejects.toThrow(/irrevocable/);
    // A person who leaves takes the name along, an organisation everything.
    await db.membership.deleteMany({ where: { userId: owner.id } });
    await db.user.delete({ where: { id: owner.id } });
    expect(await events()).toEqual(["evidence_attached"]);
    await db.organisation.delete({ where: { id: organisation.id } });
    expect(await events()).toEqual([]);
  });
});

describe("a certificate on which a decision stands", () => {
  const EDIT = {
    standard: "iso-9001",
    number: "KT-1",
    body: "Sahyadri Certification",
    scope: "",
    issuedOn: "2026-01-10",
    expiresOn: "2029-01-09",
  };
  const path = () => `/desk/certificates/${certificate.id}/edit`;
  const visit = async () => ({ cookie: await signIn(owner), params: { id: certificate.id } });
  const save = async (change: Partial<typeof EDIT> = {}) =>
    post(editAction, path(), { ...EDIT, ...change }, await visit());
  const warning = async () =>
    ((await get(editPage, path(), await visit())).body as { consequence: string | null }).consequence;

  it("says before saving what a change brings, and does so", async () => {
    await save();
    expect(await warning()).toBeNull();
    await attach();
    await decide("verify");
    expect(await warning()).toMatch(/is verified.*goes back to the moderators/);
    expect((await save()).status).toBe(302);
    expect((await stored()).status, "saving the same changes nothing").toBe("verified");
    for (const change of [{ number: "KT-2" }, { scope: "Turning" }, { expiresOn: "2028-01-09" }]) {
      await save(change);
      expect(await stored()).toMatchObject({ status: "evidence_attached", decidedAt: null });
      await decide("verify");
    }
    const [file] = await files();
    await send({ intent: "remove_evidence", evidence: file!.id });
    expect((await stored()).status).toBe("declared");
  });

  it("that was not accepted counts as none until it is handed in again", async () => {
    await attach();
    await decide("reject");
    const [file] = await files();
    await send({ intent: "remove_evidence", evidence: file!.id });
    expect((await stored()).status).toBe("rejected");
    expect(await listPublicCertificates(organisation.id)).toEqual([]);
    await attach();
    expect((await stored()).status).toBe("evidence_attached");
    expect(await listPublicCertificates(organisation.id)).toMatchObject([{ verifiedAt: null }]);
    await decide("verify");
    expect(await listPublicCertificates(organisation.id)).toMatchObject([
      { label: "ISO 9001:2015", status: "verified", verifiedAt: expect.stringMatching(/^\d{4}-/) },
    ]);
  });
});

describe("whose evidence it is", () => {
  it("is open to its organisation, moderators and posters that received an EoI, for as long as it stands", async () => {
    await attach();
    const { id } = (await files())[0]!;
    const prime = await makeOrganisation({ kind: "large_industry" });
    const [poster, stranger] = [
      await makeMember(prime.id, "viewer"),
      await makeMember((await makeOrganisation({ kind: "large_industry" })).id),
    ];
    const opportunity = await makeOpportunity({ organisationId: prime.id });
    const eoi = { opportunityId: opportunity.id, organisationId: organisation.id };
    const statuses = async () =>
      Promise.all(
        [owner, viewer, moderator, poster, stranger, null].map(async (who) => (await open(who, id)).status),
      );
    const known = async () => [
      ...(await listApplicantCertificates(await actorOf(poster), [organisation.id])).keys(),
    ];
    expect(await statuses()).toEqual([200, 200, 200, 404, 404, 404]);
    const { id: interestId } = await makeInterest({ ...eoi, status: "draft" });
    expect(await statuses()).toEqual([200, 200, 200, 404, 404, 404]);
    expect(await known()).toEqual([]);
    await db.interest.update({ where: { id: interestId }, data: { status: "submitted" } });
    expect(await statuses()).toEqual([200, 200, 200, 200, 404, 404]);
    expect(
      (await listApplicantCertificates(await actorOf(poster), [organisation.id])).get(organisation.id),
    ).toMatchObject([{ status: "evidence_attached", evidence: [{ href: `/evidence/${id}` }] }]);
    await db.interest.update({ where: { id: interestId }, data: { status: "withdrawn" } });
    expect(await statuses()).toEqual([200, 200, 200, 404, 404, 404]);
    expect(await known()).toEqual([]);
    const log = await db.certificateEvidenceAccess.findMany({ where: { evidenceId: id } });
    expect(log.filter(({ userId }) => userId === poster.id)).toMatchObject([{ organisationId: prime.id }]);
    expect(log).toHaveLength(13);
  });

  it("is not open by another account's signed address, by a changed one, or by one that has ended", async () => {
    await attach();
    await attach();
    const [first, second] = (await files()).map((file) => ({ id: file.id })) as [
      { id: string },
      { id: string },
    ];
    const mine = signAddress(`/evidence/${first.id}`, owner.id, 10);
    expect((await open(owner, first.id, mine)).status).toBe(200);
    expect((await open(moderator, first.id, mine)).status).toBe(404);
    expect((await open(owner, second.id, mine.replace(first.id, second.id))).status).toBe(404);
    expect((await open(owner, first.id, signAddress(`/evidence/${first.id}`, owner.id, -1))).status).toBe(
      410,
    );
    expect((await open(owner, "nonsense")).status).toBe(404);
  });
});
