import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import { decideCertificate } from "#app/domain/certifications/decide-certificate.server.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { loader as registerPage } from "#app/routes/desk/certificates/list.tsx";
import { action as decideAction, loader as decidePage } from "#app/routes/moderation/certificate.tsx";
import { loader as queuePage } from "#app/routes/moderation/certificates.tsx";
import { loader as overviewPage } from "#app/routes/moderation/overview.tsx";
import type { Certificate, Organisation, User } from "#prisma/generated/client.ts";
import {
  inDays,
  makeCertificate,
  makeEvidence,
  makeMember,
  makeOrganisation,
  makeUser,
  signIn,
} from "#tests/factories/factories.ts";
import { deliverMails, emptyDatabase, get, post, problemsOf } from "#tests/integration/account-requests.ts";
import { actorOf, attachFile } from "#tests/integration/certificates-world.ts";

let organisation: Organisation;
let owner: User;
let anita: User;
let bela: User;
let certificate: Certificate;

const HANDED_IN = { status: "evidence_attached", version: 2 } as const;

beforeEach(async () => {
  await emptyDatabase();
  organisation = await makeOrganisation({ name: "Kaveri Tools" });
  [owner, anita, bela] = await Promise.all([
    makeMember(organisation.id, "owner", { email: "owner@kaveri.example" }),
    makeUser({ name: "Anita Rao", isModerator: true }),
    makeUser({ name: "Bela Sen", isModerator: true }),
  ]);
  await makeMember(organisation.id, "editor", { email: "editor@kaveri.example" });
  await makeMember(organisation.id, "viewer");
  await makeMember(organisation.id, "editor", { emailVerifiedAt: null });
  certificate = await makeCertificate({
    organisationId: organisation.id,
    number: "KT-77",
    ...HANDED_IN,
    handedInAt: inDays(-3),
  });
  await makeEvidence(certificate);
});

const decide = async (fields: Record<string, string>, who = anita, id = certificate.id) =>
  post(
    decideAction,
    `/moderation/certificates/${id}`,
    { version: "2", ...fields },
    {
      cookie: await signIn(who),
      params: { id },
    },
  );
const page = async (who = anita, id = certificate.id) =>
  get(decidePage, `/moderation/certificates/${id}`, { cookie: await signIn(who), params: { id } });
const stored = () => db.certificate.findUniqueOrThrow({ where: { id: certificate.id } });
const decisions = () =>
  db.certificateEvent.findMany({
    where: { certificateId: certificate.id, type: { in: ["verified", "rejected"] } },
  });

describe("the queue", () => {
  it("lists what waits, the longest first, with the same number elsewhere whatever its signs", async () => {
    const [other, third] = [await makeOrganisation({ name: "Tapti Tools" }), await makeOrganisation()];
    await makeCertificate({ organisationId: other.id, number: "kt 77", status: "verified" });
    const older = await makeCertificate({
      organisationId: third.id,
      ...HANDED_IN,
      standard: "as9100d",
      number: "KT-77",
      handedInAt: inDays(-9),
    });
    await makeEvidence(older);
    const { body } = await get(queuePage, "/moderation/certificates", { cookie: await signIn(anita) });
    expect(body).toMatchObject({
      total: 2,
      waiting: [
        { id: older.id, twins: [] },
        { id: certificate.id, twins: ["Tapti Tools"], waitedMs: expect.any(Number) },
      ],
      decisions: [],
    });
    const overview = await get(overviewPage, "/moderation", { cookie: await signIn(anita) });
    expect(overview.body).toMatchObject({ waiting: { certificates: 2 } });
    expect((await page()).body).toMatchObject({
      facts: { number: "KT-77", body: "Sahyadri Certification" },
      organisation: { name: "Kaveri Tools", country: "India" },
      twins: [{ name: "Tapti Tools", status: "Verified" }],
      bar: null,
      trail: { evidence: [{ isCurrent: true, mediaType: "application/pdf" }] },
    });
  });
});

describe("a decision", () => {
  it("to verify is dated, named, told by mail, and said wherever the certificate stands", async () => {
    const before = (await readerFor(organisation.id))!;
    expect(await decide({ intent: "verify" })).toMatchObject({
      status: 302,
      location: "/moderation/certificates?done=verified",
    });
    expect(await stored()).toMatchObject({
      status: "verified",
      handedInAt: null,
      decidedAt: expect.any(Date),
    });
    expect(await decisions()).toMatchObject([
      { type: "verified", actorId: anita.id, toStatus: "verified", claim: { number: "KT-77" } },
    ]);
    const mails = await deliverMails();
    expect(mails.map(({ to }) => to).sort()).toEqual(["editor@kaveri.example", "owner@kaveri.example"]);
    expect(mails[0]).toMatchObject({ subject: "Verified: ISO 9001:2015, number KT-77" });
    const register = await get(registerPage, "/desk/certificates", { cookie: await signIn(owner) });
    expect(register.body).toMatchObject({
      certificates: [{ status: "verified", decidedAt: expect.any(String) }],
    });
    const after = (await readerFor(organisation.id))!;
    expect(after.key, "kept answers are asked anew").not.toBe(before.key);
    expect(after.profile.certificates).toMatchObject([{ status: "verified" }]);
  });

  it("not to accept brings its reason to the organisation, which can hand in again", async () => {
    const sent = { intent: "reject", reason: "facts_differ", explanation: "The number ends in 78." };
    expect((await decide(sent)).location).toBe("/moderation/certificates?done=rejected");
    const { status, decisionReason } = await stored();
    expect([status, decisionReason]).toEqual([
      "rejected",
      "Number, body, scope or dates on the file differ from what you entered. Correct the entry. The number ends in 78.",
    ]);
    const [mail] = await deliverMails();
    expect(mail!.text).toContain("The number ends in 78.");
    expect(mail!.text).toContain(`/desk/certificates/${certificate.id}`);
    expect((await readerFor(organisation.id))!.profile.certificates).toMatchObject([{ status: "rejected" }]);
    await attachFile(owner, certificate.id, { content: "%PDF-1.7 anew" });
    expect((await stored()).status).toBe("evidence_attached");
  });

  it.each([
    [{ intent: "reject" }, "reason", /Choose a reason/],
    [{ intent: "reject", reason: "ugly" }, "reason", /from the list/],
    [{ intent: "reject", reason: "other" }, "explanation", /own words/],
    [{ intent: "reject", reason: "other", explanation: "x".repeat(1_001) }, "explanation", /1,000/],
    [{ intent: "bless" }, "intent", /./],
    [{ intent: "verify", version: "soon" }, "version", /Open/],
  ])("that says too little changes nothing (%#)", async (fields, field, sentence) => {
    const answer = await decide(fields as Record<string, string>);
    expect(answer.status).toBe(422);
    expect(problemsOf(answer)[field]?.join()).toMatch(sentence);
    expect((await stored()).version).toBe(2);
  });

  it("is refused to those who belong to the organisation, for whichever one they act, and to everybody else", async () => {
    const elsewhere = await makeOrganisation();
    for (const organisationId of [organisation.id, elsewhere.id])
      await db.membership.create({ data: { userId: bela.id, organisationId, role: "viewer" } });
    const cookie = await signIn(bela, elsewhere.id);
    const visit = { cookie, params: { id: certificate.id } };
    const fields = { intent: "verify", version: "2" };
    expect((await post(decideAction, "/moderation/certificates/x", fields, visit)).status).toBe(403);
    expect((await get(decidePage, "/moderation/certificates/x", visit)).body).toMatchObject({
      bar: expect.stringMatching(/another moderator/),
    });
    expect((await decide({ intent: "verify" }, owner)).status).toBe(404);
    expect((await page(owner)).status).toBe(404);
    expect((await decide({ intent: "verify" }, anita, "nonsense")).status).toBe(404);
    expect(await decisions()).toEqual([]);
  });

  it("needs evidence, and what was looked at must still be what lies there", async () => {
    const bare = await makeCertificate({ organisationId: organisation.id });
    expect((await decide({ intent: "verify", version: "1" }, anita, bare.id)).status).toBe(409);
    await attachFile(owner, certificate.id, { content: "%PDF-1.7 other", replaces: true });
    const late = await decide({ intent: "verify" });
    expect(late.status).toBe(409);
    expect(problemsOf(late)[""]!.join()).toMatch(/organisation has changed/);
    expect((await decide({ intent: "verify", version: "3" })).status).toBe(302);
  });
});

describe("two moderators at once", () => {
  const VERIFY = { intent: "verify", version: 2 } as const;
  const REJECT = { intent: "reject", version: 2, reason: "unreadable", explanation: "" } as const;

  it("with the same decision: one change, one mail to each reader, both are answered as done", async () => {
    const moderators = [await actorOf(anita), await actorOf(bela)];
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => decideCertificate(moderators[n % 2]!, certificate.id, VERIFY)),
    );
    expect(outcomes.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await decisions()).toHaveLength(1);
    expect(await deliverMails()).toHaveLength(2);
    expect((await stored()).version).toBe(3);
  });

  it("with different decisions: one holds, the other reads whose", async () => {
    for (let round = 0; round < 6; round++) {
      await db.certificate.update({
        where: { id: certificate.id },
        data: { ...HANDED_IN, decisionReason: "" },
      });
      const outcomes = await Promise.allSettled([
        decideCertificate(await actorOf(anita), certificate.id, VERIFY),
        decideCertificate(await actorOf(bela), certificate.id, REJECT),
      ]);
      const refused = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(refused).toHaveLength(1);
      const { status } = await stored();
      const winner = status === "verified" ? "Anita Rao" : "Bela Sen";
      expect(refused[0]!.reason).toMatchObject({ status: 409, message: expect.stringContaining(winner) });
      expect(await decisions()).toHaveLength(round + 1);
      expect(await deliverMails()).toHaveLength(2);
    }
  });

  it("would both decide without the row lock: the guard is what holds", async () => {
    let waiting = 0;
    let release = () => {};
    const bothHaveRead = new Promise<void>((resolve) => (release = resolve));
    const decideUnguarded = (to: "verified" | "rejected") =>
      db.$transaction(async (tx) => {
        const { version } = await tx.certificate.findUniqueOrThrow({ where: { id: certificate.id } });
        if (++waiting === 2) release();
        await bothHaveRead;
        if (version !== 2) return;
        await tx.certificate.update({ where: { id: certificate.id }, data: { status: to, version: 3 } });
        await tx.certificateEvent.create({
          data: {
            certificateId: certificate.id,
            organisationId: organisation.id,
            type: to,
            toStatus: to,
            claim: {},
          },
        });
      });
    await Promise.all([decideUnguarded("verified"), decideUnguarded("rejected")]);
    expect(await decisions()).toHaveLength(2);
  });
});
