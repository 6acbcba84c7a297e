import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { loader as registerPage } from "#app/routes/desk/certificates/list.tsx";
import { action as addAction, loader as newPage } from "#app/routes/desk/certificates/new.tsx";
import { action as detailAction } from "#app/routes/desk/certificates/detail.tsx";
import { action as editAction, loader as editPage } from "#app/routes/desk/certificates/edit.tsx";
import { action as profileAction } from "#app/routes/desk/organisation/edit.tsx";
import type { Organisation, User } from "#prisma/generated/client.ts";
import { makeCertificate, makeMember, makeOrganisation, signIn } from "#tests/factories/factories.ts";
import { emptyDatabase, get, post, problemsOf } from "#tests/integration/account-requests.ts";

let organisation: Organisation;
let owner: User;
let viewer: User;

beforeEach(async () => {
  await emptyDatabase();
  organisation = await makeOrganisation({ name: "Kaveri Tools" });
  [owner, viewer] = await Promise.all([
    makeMember(organisation.id, "owner"),
    makeMember(organisation.id, "viewer"),
  ]);
});

const FORM = {
  intent: "save",
  standard: "as9100d",
  number: "IN-77-1",
  body: "Sahyadri Certification",
  scope: "Milling of structural parts",
  issuedOn: "2024-03-01",
  expiresOn: "2027-02-28",
};
const add = async (change: Record<string, string> = {}, who = owner) =>
  post(addAction, "/desk/certificates/new", { ...FORM, ...change }, { cookie: await signIn(who) });
const edit = async (id: string, fields: Record<string, string>, who = owner) =>
  post(fields.intent === "remove" ? detailAction : editAction, `/desk/certificates/${id}`, fields, {
    cookie: await signIn(who),
    params: { id },
  });
const rows = () => db.certificate.findMany({ where: { organisationId: organisation.id } });

type Page = { certificates: { label: string; covers: string[]; state: string; stateText: string }[] };
const register = async (who = owner) =>
  (await get(registerPage, "/desk/certificates", { cookie: await signIn(who) })).body as Page;

describe("the register", () => {
  it("takes a certificate, shows what it covers, and lets viewers read it", async () => {
    const { status, location } = await add();
    const { id } = (await rows())[0]!;
    expect({ status, location }).toEqual({ status: 302, location: `/desk/certificates/${id}?done=added` });
    expect(await rows()).toMatchObject([
      {
        standard: "as9100d",
        number: "IN-77-1",
        status: "declared",
        issuedOn: new Date("2024-03-01T00:00:00Z"),
        expiresOn: new Date("2027-02-28T00:00:00Z"),
      },
    ]);
    const { certificates } = await register(viewer);
    expect(certificates).toMatchObject([
      { label: "AS9100D (EN 9100, JISQ 9100)", covers: ["ISO 9001:2015"], state: "counts" },
    ]);
  });

  it("says in words what ends soon, has ended, begins later and was refused, what ends first at the top", async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000);
    const own = { organisationId: organisation.id };
    await makeCertificate({ ...own, expiresOn: day(-30) });
    await makeCertificate({ ...own, expiresOn: day(40) });
    await makeCertificate({ ...own, expiresOn: null, standard: "cemilac-approval" });
    await makeCertificate({ ...own, issuedOn: day(5), expiresOn: day(800) });
    await makeCertificate({ ...own, expiresOn: day(810), status: "rejected" });
    const states = (await register()).certificates;
    expect(states.map(({ state }) => state)).toEqual(["ended", "soon", "not_begun", "rejected", "counts"]);
    expect(states[0]!.stateText).toMatch(/^Ended on \d+ \w+ \d{4}$/);
    expect(states[1]!.stateText).toMatch(/^Ends on \d+ \w+ \d{4}: (39|40|41) days left$/);
    expect(states[4]!.stateText).toBe("Counts, without an end");
  });

  it.each([
    ["standard", "ISO 9001", /Choose the standard/],
    ["standard", "", /Choose the standard/],
    ["number", " ", /number on the certificate/],
    ["body", "", /who issued it/],
    ["issuedOn", "", /day from which/],
    ["issuedOn", "31.03.2026", /date like/],
    ["issuedOn", "2026-02-30", /date like/],
    ["expiresOn", "2024-02-29", /before it begins/],
    ["expiresOn", "2206-02-28", /more than 10 years/],
    ["expiresOn", "", /has an end/],
    ["scope", "x".repeat(1_001), /1,000/],
  ])("returns a wrong %s beside its field with all that was typed (%#)", async (field, value, sentence) => {
    const answer = await add({ [field]: value });
    expect(answer.status).toBe(422);
    expect(Object.keys(problemsOf(answer))).toEqual([field]);
    expect(problemsOf(answer)[field]!.join()).toMatch(sentence);
    expect(answer.body).toMatchObject({
      result: { initialValue: field === "body" ? {} : { body: FORM.body } },
    });
    expect(await rows()).toEqual([]);
  });

  it("has one row for a standard and a number, also when it is sent twice at once", async () => {
    const answers = await Promise.all([add(), add({ number: " IN-77-1 " }), add({ number: "IN-77-2" })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 302, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(problemsOf(refused).number!.join()).toMatch(/already/);
    const second = (await rows()).find(({ number }) => number === "IN-77-2")!;
    expect((await edit(second.id, FORM)).status).toBe(409);
    expect(await rows()).toHaveLength(2);
  });

  it("counts a changed certificate as declared again, and forgets a removed one", async () => {
    const { id } = await makeCertificate({ organisationId: organisation.id, status: "verified" });
    expect(await edit(id, { ...FORM, number: "NEW" })).toMatchObject({ status: 302 });
    expect(await rows()).toMatchObject([{ id, number: "NEW", status: "declared", standard: "as9100d" }]);
    const removals = await Promise.all([edit(id, { intent: "remove" }), edit(id, { intent: "remove" })]);
    expect(removals.map(({ status }) => status)).toContain(302);
    for (const { status } of removals) expect([302, 404]).toContain(status);
    expect(await rows()).toEqual([]);
  });

  it("is changed by nobody who only reads, and by no other organisation", async () => {
    const { id } = await makeCertificate({ organisationId: organisation.id, number: "KEEP" });
    const stranger = await makeMember((await makeOrganisation()).id);
    for (const fields of [FORM, { intent: "remove" }]) {
      expect((await edit(id, fields, viewer)).status).toBe(403);
      expect((await edit(id, fields, stranger)).status).toBe(404);
    }
    expect((await add({}, viewer)).status).toBe(403);
    const visit = async (who: User) => ({ cookie: await signIn(who), params: { id } });
    expect((await get(editPage, `/desk/certificates/${id}`, await visit(stranger))).status).toBe(404);
    expect((await get(editPage, `/desk/certificates/${id}`, await visit(viewer))).status).toBe(403);
    expect((await get(newPage, "/desk/certificates/new", await visit(viewer))).status).toBe(403);
    expect((await register(stranger)).certificates).toEqual([]);
    expect(await rows()).toMatchObject([{ number: "KEEP" }]);
  });
});

describe("the capability profile", () => {
  const PROFILE = { foundedYear: "2009" };
  const CAPABILITY = {
    currency: "INR",
    yearlyTurnover: "42 crore",
    investment: "8.5 crore",
    industrialLicence: "no",
  };
  const save = async (change: Record<string, string> = {}) =>
    post(
      profileAction,
      "/desk/organisation/edit/size",
      { ...PROFILE, ...change },
      { cookie: await signIn(owner), params: { part: "size" } },
    );
  const stored = () =>
    db.organisation.findUniqueOrThrow({
      where: { id: organisation.id },
      select: {
        enterpriseClass: true,
        yearlyTurnoverMinor: true,
        investmentMinor: true,
        industrialLicence: true,
        timeZone: true,
      },
    });

  it("keeps what is stated, finds the class by the figures, and forgets what is emptied", async () => {
    expect((await save(CAPABILITY)).status).toBe(302);
    expect(await stored()).toEqual({
      enterpriseClass: "small",
      yearlyTurnoverMinor: 42_000_000_000n,
      investmentMinor: 8_500_000_000n,
      industrialLicence: false,
      timeZone: "Asia/Kolkata",
    });
    await save({ timeZone: "Europe/Paris" });
    expect(await stored()).toEqual({
      enterpriseClass: null,
      yearlyTurnoverMinor: null,
      investmentMinor: null,
      industrialLicence: null,
      timeZone: "Europe/Paris",
    });
    await save();
    expect((await stored()).timeZone).toBe("Europe/Paris");
  });

  it.each([
    ["yearlyTurnover", "much", /amount/],
    ["yearlyTurnover", "€ 5", /seems to be in EUR/],
    ["investment", "-5", /negative/],
    ["currency", "XXX", /Choose a currency/],
    ["enterpriseClass", "medium", /the class is Small/],
    ["enterpriseClass", "large", /organisation of your kind/],
    ["enterpriseClass", "huge", /from the list/],
    ["industrialLicence", "perhaps", /yes, no/],
    ["timeZone", "Mars/Olympus", /from the list/],
  ])("returns a wrong %s beside its field (%#)", async (field, value, sentence) => {
    const answer = await save({ ...CAPABILITY, [field]: value });
    expect(answer.status).toBe(422);
    expect(Object.keys(problemsOf(answer))).toEqual([field]);
    expect(problemsOf(answer)[field]!.join()).toMatch(sentence);
    expect((await stored()).yearlyTurnoverMinor).toBeNull();
  });

  it("is what the reader of a search is compared by: as it is now, and on the day it is there", async () => {
    const asked = {
      organisation: "prime",
      certifications: ["iso-9001"],
      preferredCertifications: [],
      minimumYears: 5,
      minimumTurnoverMinor: "42000000000",
      currency: "INR",
      minimumClass: "small",
      industrialLicenceRequired: false,
      partnerKinds: ["small"],
      partnerCountries: ["IN"],
      release: "india_only",
      releaseCountries: [],
    };
    const actor = await readActor(await signIn(owner));
    const read = async (at = new Date()) => (await readerFor(actor, at))!;
    const before = await read();
    expect(before.qualifies(asked)).toBe(false);
    await save(CAPABILITY);
    await add({ expiresOn: "2026-12-31" });
    const after = await read(new Date("2026-12-31T18:29:59Z"));
    expect(after.qualifies(asked)).toBe(true);
    expect(after.key).not.toBe(before.key);
    const tomorrow = await read(new Date("2026-12-31T18:30:00Z"));
    expect(tomorrow.assess(asked).verdict).toBe("qualifies_with_gaps");
    expect(tomorrow.key).not.toBe(after.key);
    expect((await read(new Date("2026-12-31T05:00:00Z"))).key).toBe(after.key);
    expect((await readerFor(organisation.id, new Date("2026-12-31T05:00:00Z")))!.key).toBe(after.key);
    expect(await readerFor({ kind: "anonymous" })).toBeNull();
  });
});
