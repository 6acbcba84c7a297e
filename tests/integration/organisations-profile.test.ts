import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { partPath, type Part } from "#app/domain/organisations/parts.ts";
import { action as editAction, loader as editPage } from "#app/routes/desk/organisation/edit.tsx";
import { loader as profilePage } from "#app/routes/desk/organisation/profile.tsx";
import { loader as publicPage } from "#app/routes/organisations/profile.tsx";
import type { Organisation, User } from "#prisma/generated/client.ts";
import {
  makeCertificate,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  makeUser,
  signIn,
} from "#tests/factories/factories.ts";
import { emptyDatabase, get, post, problemsOf } from "#tests/integration/account-requests.ts";

let organisation: Organisation;
let owner: User;
let viewer: User;

beforeEach(async () => {
  await emptyDatabase();
  organisation = await makeOrganisation({ name: "Kaveri Tools" });
  owner = await makeMember(organisation.id, "owner");
  viewer = await makeMember(organisation.id, "viewer");
});

type Fields = Record<string, string | string[]>;
const save = async (part: Part, fields: Fields, who = owner) =>
  post(editAction, partPath(part), fields, { cookie: await signIn(who), params: { part } });
const open = async (part: Part, who = owner) =>
  get(editPage, partPath(part), { cookie: await signIn(who), params: { part } });
const stampOf = async (part: Part) => ((await open(part)).body as { stamp: string }).stamp;
const stored = () => db.organisation.findUniqueOrThrow({ where: { id: organisation.id } });
const capability = () => db.capability.findUnique({ where: { organisationId: organisation.id } });
const saved = { status: 302 };

const ABOUT = {
  name: "Kaveri Tools",
  about: "We cut gears.",
  city: "Mysuru",
  website: "www.kaveri.example",
  sectors: ["aerospace", "space"],
};

describe("the parts of a profile", () => {
  it("are edited by owners and editors, and the public address stays", async () => {
    const editor = await makeMember(organisation.id, "editor");
    for (const [index, who] of [owner, editor].entries())
      expect(await save("about", { ...ABOUT, name: `Kaveri Gears ${index}` }, who)).toMatchObject({
        ...saved,
        location: "/desk/organisation?saved#about",
      });
    expect(await stored()).toMatchObject({
      slug: organisation.slug,
      name: "Kaveri Gears 1",
      about: "We cut gears.",
      website: "https://www.kaveri.example",
      sectors: ["aerospace", "space"],
    });
    await save("about", { name: "Kaveri Tools", about: "", city: "", website: "" });
    expect(await stored()).toMatchObject({ sectors: [], about: "", website: "" });
  });

  it("are read, not changed, by viewers; nobody reaches another organisation's", async () => {
    expect((await save("about", { ...ABOUT, name: "Mine" }, viewer)).status).toBe(403);
    expect((await open("about", viewer)).status).toBe(403);
    const stranger = await makeMember((await makeOrganisation()).id);
    await save("about", { ...ABOUT, name: "Mine now" }, stranger);
    await save("identifiers", { lei: "" }, stranger);
    expect((await stored()).name).toBe("Kaveri Tools");
    expect(await capability()).toBeNull();
    const page = await get(profilePage, "/desk/organisation", { cookie: await signIn(viewer) });
    expect(page.body).toMatchObject({ name: "Kaveri Tools", mayEdit: false });
    const nobody = { cookie: await signIn(await makeUser()) };
    expect((await get(profilePage, "/desk/organisation", nobody)).status).toBe(403);
  });

  it.each<[Part, Fields, string, RegExp]>([
    ["about", { ...ABOUT, name: "" }, "name", /Enter the organisation's name/],
    ["about", { ...ABOUT, website: "not a site" }, "website", /web address/],
    ["about", { ...ABOUT, about: "long ".repeat(601) }, "about", /3,000/],
    ["about", { ...ABOUT, sectors: "alchemy" }, "sectors[0]", /from the list/],
    ["size", { foundedYear: "98" }, "foundedYear", /four digits/],
    ["size", { foundedYear: "2999" }, "foundedYear", /future/],
    ["processes", { processes: "magic" }, "processes[0]", /from the list/],
    ["processes", { otherProcesses: "x".repeat(81) }, "otherProcesses", /80 characters/],
    ["equipment", { "equipment[0].maker": "Vajra V4" }, "equipment[0].what", /Say what it is/],
    [
      "equipment",
      { "equipment[0].what": "Lathe", "equipment[0].quantity": "many" },
      "equipment[0].quantity",
      /whole number/,
    ],
    [
      "supplies",
      { "pastSupplies[0].what": "Gears", "pastSupplies[0].customer": "A shipyard" },
      "pastSupplies[0].year",
      /Enter a year/,
    ],
    ["supplies", { countriesServed: "India, Atlantis" }, "countriesServed", /Atlantis/],
    ["identifiers", { gstin: "27AAPFU0939F1ZX" }, "gstin", /last character/],
    ["identifiers", { udyam: "KR-03" }, "udyam", /looks like/],
    ["identifiers", { pan: "AAPFU" }, "pan", /five letters/],
    ["identifiers", { gstin: "27AAPFU0939F1ZV", pan: "AAGCB7383J" }, "pan", /AAPFU0939F, which is another/],
    ["identifiers", { lei: "1" }, "lei", /20 characters/],
    ["identifiers", { nicCodes: "04123" }, "nicCodes", /No division/],
    ["identifiers", { duns: "12" }, "duns", /nine digits/],
    ["shown", { shownParts: "pan" }, "shownParts[0]", /from the list/],
  ])("say what is wrong in %s beside its field (%#)", async (part, fields, field, sentence) => {
    const answer = await save(part, fields);
    expect(answer.status).toBe(422);
    expect(Object.keys(problemsOf(answer))).toEqual([field]);
    expect(problemsOf(answer)[field]!.join()).toMatch(sentence);
    expect(await capability()).toBeNull();
    const { initialValue } = (answer.body as { result: { initialValue: Fields } }).result;
    expect(JSON.stringify(initialValue)).toContain(JSON.stringify(Object.values(fields).at(-1)));
  });

  it("keep what is typed in its official spelling, and each leaves the others alone", async () => {
    expect(
      await save("identifiers", {
        ...{ udyam: "udyam-kr-03-0012345", gstin: " 27aapfu0939f1zv", pan: "aapfu0939f" },
        ...{ nicCodes: "25910, 28229; 25910", duns: "12-345-6789", lei: "" },
      }),
    ).toMatchObject(saved);
    expect(
      await save("processes", { processes: ["ndt", "cmm"], otherProcesses: "Skiving\n\nLapping" }),
    ).toMatchObject(saved);
    expect(
      await save("equipment", {
        ...{ "equipment[0].what": "5-axis centre", "equipment[0].maker": "Vajra V5" },
        ...{ "equipment[0].capacity": "800 mm", "equipment[0].quantity": "2", "equipment[1].what": " " },
        "equipment[2].what": "Hardness tester",
      }),
    ).toMatchObject(saved);
    expect(
      await save("supplies", {
        ...{ "pastSupplies[0].customer": "A shipyard", "pastSupplies[0].what": "Valve bodies" },
        ...{ "pastSupplies[0].year": "2024", "pastSupplies[0].value": "1.5 crore" },
        countriesServed: "Germany, India, de",
      }),
    ).toMatchObject(saved);
    expect(await capability()).toMatchObject({
      udyam: "UDYAM-KR-03-0012345",
      gstin: "27AAPFU0939F1ZV",
      pan: "AAPFU0939F",
      lei: null,
      duns: "123456789",
      nicCodes: ["25910", "28229"],
      processes: ["ndt", "cmm"],
      otherProcesses: ["Skiving", "Lapping"],
      equipment: [
        { what: "5-axis centre", maker: "Vajra V5", capacity: "800 mm", quantity: 2 },
        { what: "Hardness tester", maker: "", capacity: "", quantity: 1 },
      ],
      pastSupplies: [
        {
          ...{ customer: "A shipyard", what: "Valve bodies", year: 2024 },
          value: { minor: "1500000000", currency: "INR" },
        },
      ],
      countriesServed: ["DE", "IN"],
    });
    const page = await get(profilePage, "/desk/organisation", { cookie: await signIn(owner) });
    expect(JSON.stringify(page.body)).toContain("27AAPFU0939F1ZV (format checked)");
    expect(JSON.stringify(page.body)).not.toMatch(/AAPFU0939F \(verified/);
  });

  it("notice that a colleague changed the same part meanwhile, and let the second try win", async () => {
    const stamp = await stampOf("processes");
    expect(await save("processes", { stamp, processes: "ndt" })).toMatchObject(saved);
    const late = await save("processes", { stamp, processes: "cmm", otherProcesses: "Skiving" });
    expect(late.status).toBe(409);
    expect(problemsOf(late)[""]!.join()).toMatch(/A colleague changed “Processes”/);
    expect(JSON.stringify(late.body)).toContain("Skiving");
    expect(await capability()).toMatchObject({ processes: ["ndt"] });
    expect(await save("processes", { stamp: await stampOf("processes"), processes: "cmm" })).toMatchObject(
      saved,
    );
    // Another part has not changed by that.
    const other = await stampOf("equipment");
    await save("processes", { processes: [] });
    expect(await save("equipment", { stamp: other, "equipment[0].what": "Lathe" })).toMatchObject(saved);
  });

  it("of many who save at once, exactly one is first", async () => {
    const stamp = await stampOf("equipment");
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        save("equipment", { stamp, "equipment[0].what": `Lathe ${index}` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 409, 409, 409, 409, 409, 409, 409]);
  });

  it("hand a new name to the search index with its opportunities, and nothing without one", async () => {
    const opportunity = await makeOpportunity({ organisationId: organisation.id });
    await pool.query("delete from search.pending");
    const pending = async () => (await pool.query("select opportunity_id as id from search.pending")).rows;
    await save("about", ABOUT);
    await save("identifiers", { lei: "" });
    expect(await pending()).toEqual([]);
    await save("about", { ...ABOUT, name: "Kaveri Gears" });
    expect(await pending()).toEqual([{ id: opportunity.id }]);
  });

  it("answer what no form sends with a sentence, never an error", async () => {
    expect((await save("equipment", { "equipment[5000].what": "Lathe" })).status).toBe(422);
    expect((await save("nonsense" as Part, {})).status).toBe(404);
    expect((await save("identifiers", { pan: "\u0000AAPFU0939F" })).status).toBe(302);
  });
});

describe("the public page", () => {
  const page = async () => {
    const { slug } = organisation;
    const { body } = await get(publicPage, `/organisations/${slug}`, { params: { slug } });
    return JSON.stringify(body);
  };
  const SECRETS = ["27AAPFU0939F1ZV", "AAPFU0939F", "123456789", "ABC-7", "1,50,00,000", "42,00,00,000"];

  it("shows what was chosen and nothing else, and numbers that hold a PAN never", async () => {
    await save("identifiers", {
      ...{ udyam: "UDYAM-KR-03-0012345", gstin: "27AAPFU0939F1ZV", pan: "AAPFU0939F", duns: "123456789" },
    });
    await save("processes", { processes: "ndt", otherProcesses: "Skiving" });
    await save("equipment", { "equipment[0].what": "5-axis centre" });
    await save("supplies", {
      ...{ "pastSupplies[0].customer": "A shipyard", "pastSupplies[0].what": "Valve bodies" },
      ...{ "pastSupplies[0].year": "2024", "pastSupplies[0].value": "1.5 crore", countriesServed: "Germany" },
    });
    await save("size", { yearlyTurnover: "42 crore", industrialLicence: "yes", licenceDetails: "ABC-7" });
    await makeCertificate({ organisationId: organisation.id, standard: "as9100d" });
    await makeCertificate({ organisationId: organisation.id, standard: "nabl", status: "rejected" });
    await makeCertificate({
      ...{ organisationId: organisation.id, standard: "iso-9001", status: "verified" },
      decidedAt: new Date("2026-03-03T06:00:00Z"),
    });
    await makeCertificate({
      ...{ organisationId: organisation.id, standard: "iso-14001" },
      ...{ issuedOn: new Date("2020-01-01"), expiresOn: new Date("2023-01-01") },
    });
    const parts = ["Skiving", "5-axis centre", "A shipyard", "Germany", "UDYAM-KR-03-0012345", "AS9100D"];
    const closed = await page();
    for (const text of [...parts, ...SECRETS]) expect(closed).not.toContain(text);
    await save("shown", {
      shownParts: [
        "certificates",
        "processes",
        "equipment",
        "supplies",
        "countries",
        "udyam",
        "licence",
        "lei",
        "class",
      ],
    });
    const shown = await page();
    for (const text of parts) expect(shown).toContain(text);
    expect(shown).toMatch(/AS9100D[^"]*\(declared, not verified\)/);
    expect(shown).toMatch(/ISO 9001[^"]*\(verified on 3 Mar(ch)? 2026\)/);
    for (const text of [...SECRETS, "NABL", "ISO 14001"]) expect(shown).not.toContain(text);
  });
});
