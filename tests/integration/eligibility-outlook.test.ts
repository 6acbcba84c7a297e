import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import type { GapLine } from "#app/domain/eligibility/gap-words.ts";
import { readMarket } from "#app/domain/eligibility/market.server.ts";
import { outlookOf } from "#app/domain/eligibility/outlook.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { readOwnProfile } from "#app/domain/organisations/profile.server.ts";
import { missingItems, type MissingItem } from "#app/domain/organisations/completeness.ts";
import { readActor } from "#app/core/session.server.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import { loader as listPage } from "#app/routes/desk/eligibility/list.tsx";
import { loader as eligibilityPage } from "#app/routes/desk/eligibility/overview.tsx";
import { loader as resultsPage } from "#app/routes/opportunities/results.tsx";
import type { Organisation, User } from "#prisma/generated/client.ts";
import { indexPending } from "#search/indexer.server.ts";
import {
  inDays,
  makeCertificate,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import { emptyDatabase, get } from "#tests/integration/account-requests.ts";

let prime: Organisation;
let shop: Organisation;
let owner: User;

beforeEach(async () => {
  await emptyDatabase();
  prime = await makeOrganisation({ name: "Kaveri Sensors", kind: "research_body" });
  shop = await makeOrganisation({ name: "Tapti Tools" });
  owner = await makeMember(shop.id);
});

type Wanted = Partial<Parameters<typeof makeOpportunity>[0]> & { needs?: string[] };
const asking = ({ needs = [], ...fields }: Wanted = {}) =>
  makeOpportunity({
    organisationId: prime.id,
    certifications: { create: needs.map((certification) => ({ certification, level: "required" as const })) },
    ...fields,
  });

type Overview = {
  total: number;
  qualifiesText: string;
  singles: GapLine[];
  pairs: GapLine[];
  missing: MissingItem[];
};
const overview = async (who = owner) =>
  (await get(eligibilityPage, "/desk/eligibility", { cookie: await signIn(who) })).body as Overview;

async function listed(path: string, who = owner) {
  const [, lens, subject] = /^\/desk\/eligibility\/([^/]+)\/(.+)$/.exec(path)!;
  const answer = await get(listPage, path, {
    cookie: await signIn(who),
    params: { lens: lens!, subject: decodeURIComponent(subject!) },
  });
  const body = answer.body as { title: string; rows?: { reference: string }[] };
  return {
    status: answer.status,
    title: body.title,
    references: body.rows?.map(({ reference }) => reference),
  };
}

describe("the gap plan", () => {
  it("says what ended and what renewing it opens, and lists exactly that", async () => {
    await makeCertificate({
      ...{ organisationId: shop.id, standard: "as9100d" },
      ...{ issuedOn: new Date("2023-03-04"), expiresOn: new Date("2026-03-03") },
    });
    const older = await asking({ needs: ["as9100d"], publishedAt: inDays(-9) });
    const newer = await asking({ needs: ["iso-9001"], publishedAt: inDays(-2) });
    await asking({ needs: ["as9100d", "nabl"] });
    await asking({ needs: ["as9100d"], status: "closed", closedAt: new Date() });
    await asking({ needs: ["as9100d"], interestDeadline: inDays(-1) });
    await asking({ needs: ["as9100d"], organisationId: shop.id });
    await asking({ needs: ["as9100d"], partnerCountries: ["FR"] });
    await asking();
    const { singles, pairs, qualifiesText } = await overview();
    expect(qualifiesText).toBe("1 opportunity");
    expect(singles.map(({ fact, effect }) => `${fact}; ${effect}.`)).toEqual(
      [
        "AS9100D (EN 9100, JISQ 9100) ended on 3 March 2026; renewing it opens 2 opportunities.",
        "Your register does not list ISO 9001:2015; holding it opens 1 opportunity.",
      ].slice(0, singles.length),
    );
    expect(singles[0]).toMatchObject({
      key: "as9100d",
      opens: 2,
      results: "/desk/eligibility/opens/as9100d",
    });
    expect(await listed(singles[0]!.results)).toEqual({
      status: 200,
      title: "What renewing AS9100D (EN 9100, JISQ 9100) opens",
      references: [newer.reference, older.reference],
    });
    expect(pairs.map(({ fact, effect }) => `${fact} ${effect}`)).toEqual([
      "Renewing AS9100D (EN 9100, JISQ 9100) and NABL accreditation together open 1 opportunity",
    ]);
    expect((await listed(pairs[0]!.results)).references).toHaveLength(3);
  });

  it("does open what it says, as search finds it afterwards", async () => {
    for (const needs of [["nabl"], ["nabl"], ["iso-17025"], ["iso-14001"]])
      await asking({ needs, sector: "space" });
    await indexPending("postgres");
    const qualifying = async () => {
      const { body } = await get(resultsPage, "/opportunities?qualify=yes&organisation=kaveri-sensors", {
        cookie: await signIn(owner),
      });
      return Number(/(\d+) opportunit/.exec(JSON.stringify(body))?.[1] ?? 0);
    };
    const before = await qualifying();
    const { singles } = await overview();
    expect(singles[0]).toMatchObject({ key: "nabl", opens: 3 });
    await makeCertificate({ organisationId: shop.id, standard: "nabl" });
    expect(await qualifying()).toBe(before + 3);
    expect((await overview()).singles.map(({ key }) => key)).toEqual(["iso-14001"]);
  });

  it("is about the reader's own organisation only", async () => {
    await makeCertificate({ organisationId: shop.id, standard: "cmmi", expiresOn: inDays(-1) });
    await asking({ needs: ["as9100d"] });
    const stranger = await makeMember((await makeOrganisation()).id);
    expect((await listed("/desk/eligibility/opens/cmmi")).status).toBe(200);
    expect((await listed("/desk/eligibility/opens/cmmi", stranger)).status).toBe(404);
    for (const subject of ["nonsense", "as9100d+nonsense", "as9100d+cmmi+nabl", "+"])
      expect((await listed(`/desk/eligibility/opens/${subject}`)).status).toBe(404);
    expect((await listed("/desk/eligibility/asks/nonsense")).status).toBe(404);
    expect((await listed("/desk/eligibility/other/turnover")).status).toBe(404);
  });
});

describe("what a profile lacks", () => {
  it("is told with how many ask for it, and these are listed", async () => {
    const asked = [
      await asking({ minimumTurnoverMinor: 100n }),
      await asking({ minimumTurnoverMinor: 100n, minimumYears: 3 }),
    ];
    await asking({ pastSupply: "Two valves" });
    await asking({ needs: ["nabl"] });
    const texts = async () => (await overview()).missing.map(({ text }) => text);
    const missing = (await overview()).missing;
    expect(await texts()).toEqual(
      expect.arrayContaining([
        "State your yearly turnover: 2 open opportunities ask for one; for 1 of them nothing else is missing.",
        "State the year you were founded: 1 open opportunity asks for years in business.",
        "Enter your certificates: 1 open opportunity requires at least one.",
        "List past supplies: 1 open opportunity asks for experience.",
      ]),
    );
    const lists = await Promise.all(missing.flatMap(({ results }) => (results ? [listed(results)] : [])));
    expect(lists.every(({ status }) => status === 200)).toBe(true);
    const turnover = missing.find(({ id }) => id === "turnover")!;
    expect((await listed(turnover.results!)).references!.sort()).toEqual(
      asked.map(({ reference }) => reference).sort(),
    );
    await db.organisation.update({ where: { id: shop.id }, data: { yearlyTurnoverMinor: 5n } });
    expect((await texts()).join()).not.toContain("turnover");
  });

  it("is nothing for who has stated all of it", async () => {
    await asking({ minimumTurnoverMinor: 100n, minimumYears: 3, industrialLicenceRequired: true });
    await makeCertificate({ organisationId: shop.id });
    await db.organisation.update({
      where: { id: shop.id },
      data: {
        ...{ about: "We cut gears.", city: "Pune", website: "https://tapti.example", sectors: ["space"] },
        ...{ foundedYear: 2001, yearlyTurnoverMinor: 5n, enterpriseClass: "small", industrialLicence: false },
        capability: {
          create: {
            ...{ processes: ["ndt"], udyam: "UDYAM-KR-03-0012345" },
            equipment: [{ what: "Lathe", maker: "", capacity: "", quantity: 1 }],
            pastSupplies: [{ customer: "A shipyard", what: "Gears", year: 2020, value: null }],
          },
        },
      },
    });
    const actor = (await readActor(await signIn(owner))) as Member;
    const reader = (await readerFor(actor))!;
    const outlook = outlookOf(await readMarket(shop.id), reader.profile, reader.today);
    expect(missingItems(await readOwnProfile(actor), "msme", outlook)).toEqual([]);
    expect((await overview()).singles).toEqual([]);
  });
});

describe("ten thousand opportunities", () => {
  const OPPORTUNITIES = 10_000;

  it("are all judged", async () => {
    await pool.query(
      `insert into opportunity (organisation_id, kind, status, title, published_at, expires_at, minimum_years,
         minimum_turnover_minor, minimum_class, industrial_licence_required, partner_kinds, release)
       select $1, 'technology_transfer', 'published', 'Opportunity ' || n, now(), now() + interval '90 days',
         nullif(n % 11, 0), case when n % 3 = 0 then (n % 40) * 100000000::bigint end,
         (array['micro', 'small', 'medium']::enterprise_class[])[1 + n % 5], n % 7 = 0,
         case n % 4 when 0 then '{any}'::text[] when 1 then '{micro,small}' else '{small,medium,start_up}' end,
         (array['anyone', 'india_only']::release_class[])[1 + n % 2]
       from generate_series(1, $2) n`,
      [prime.id, OPPORTUNITIES],
    );
    await pool.query(
      `insert into opportunity_certification (opportunity_id, certification, level)
       select id, standard, 'required' from (
         select id, row_number() over (order by reference) as n from opportunity) o,
         unnest(array['iso-9001', 'as9100d', 'nabl', 'iso-14001', 'cmmi', 'iso-27001']) with ordinality s(standard, place)
       where (n / 3 + place) % 4 = 0`,
    );
    await pool.query("analyze opportunity, opportunity_certification");
    await makeCertificate({ organisationId: shop.id, standard: "as9100d", expiresOn: inDays(-30) });
    await db.organisation.update({
      where: { id: shop.id },
      data: {
        foundedYear: 2001,
        enterpriseClass: "small",
        yearlyTurnoverMinor: 10n ** 12n,
        industrialLicence: true,
      },
    });
    const reader = (await readerFor(shop.id))!;
    const outlook = outlookOf(await readMarket(shop.id), reader.profile, reader.today);
    expect(outlook.total).toBe(OPPORTUNITIES);
    expect(outlook.singles[0]!.opens).toBeGreaterThan(100);
  });
});
