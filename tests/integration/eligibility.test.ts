import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import type { EligibilityDetail } from "#app/domain/eligibility/present-eligibility.ts";
import { requirementsOf } from "#app/domain/interests/requirements.ts";
import { PUBLIC_FIELDS } from "#app/domain/opportunities/queries.server.ts";
import { loader as deskPage } from "#app/routes/desk/overview.tsx";
import { loader as opportunityPage } from "#app/routes/opportunities/detail.tsx";
import { loader as interestPage } from "#app/routes/opportunities/express-interest.tsx";
import type { MatchesView } from "#app/routes/desk/matches.server.ts";
import type { Opportunity, Organisation, User } from "#prisma/generated/client.ts";
import { indexPending } from "#search/indexer.server.ts";
import { searchEngine } from "#search/select.server.ts";
import { emptyQuery } from "#search/url.ts";
import {
  inDays,
  makeCertificate,
  makeInterest,
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
  shop = await makeOrganisation({
    name: "Tapti Tools",
    foundedYear: 2001,
    enterpriseClass: "small",
  });
  owner = await makeMember(shop.id);
});

const asking = (fields: Partial<Parameters<typeof makeOpportunity>[0]> = {}) =>
  makeOpportunity({
    organisationId: prime.id,
    minimumYears: 5,
    partnerKinds: ["small", "medium"],
    release: "india_only",
    pastSupply: "Radar housings",
    certifications: {
      create: [
        { certification: "as9100d", level: "required" },
        { certification: "iso-14001", level: "preferred" },
      ],
    },
    ...fields,
  });

type Page = { eligibility: EligibilityDetail | null };

async function eligibilityFor(who: User | null, { reference }: Opportunity) {
  const cookie = who ? await signIn(who) : undefined;
  const slug = "gallium-nitride-transmit-receive-module-for-radar";
  const page = await get(opportunityPage, `/opportunities/${reference}/${slug}`, {
    cookie,
    params: { reference, slug },
  });
  expect(page.status).toBe(200);
  const form = await get(interestPage, `/opportunities/${reference}/interest`, {
    cookie,
    params: { reference },
  });
  const [onPage, beforeSending] = [page.body as Page, form.body as Page].map(
    ({ eligibility }) => eligibility,
  );
  expect(beforeSending).toEqual(onPage);
  return onPage!;
}

describe("an opportunity", () => {
  it("says requirement by requirement how the reader's organisation stands, on its page and before sending", async () => {
    const opportunity = await asking();
    await makeCertificate({
      organisationId: shop.id,
      standard: "as9100d",
      expiresOn: new Date("2026-03-03T00:00:00Z"),
      issuedOn: new Date("2023-03-04T00:00:00Z"),
    });
    const { sign, findings, further } = await eligibilityFor(owner, opportunity);
    expect(sign).toEqual({
      verdict: "qualifies_with_gaps",
      headline: "You qualify except AS9100D (EN 9100, JISQ 9100): yours ended on 3 March 2026",
    });
    expect(findings.map(({ outcome, level }) => `${level} ${outcome}`)).toEqual([
      "required met",
      "required met",
      "required gap",
      "required met",
      "preferred gap",
    ]);
    expect(findings[2]!.remedy).toEqual({ label: "See your certificates", to: "/desk/certificates" });
    expect(findings[4]!.remedy?.to).toBe("/desk/certificates/new?standard=iso-14001");
    expect(further).toEqual(["Past supplies: Radar housings"]);
  });

  it("changes its mind with the register at once, and shows viewers no way to change it", async () => {
    const opportunity = await asking();
    expect((await eligibilityFor(owner, opportunity)).sign.verdict).toBe("does_not_qualify");
    await makeCertificate({ organisationId: shop.id, standard: "as9100d" });
    const viewer = await makeMember(shop.id, "viewer");
    const { sign, findings } = await eligibilityFor(viewer, opportunity);
    expect(sign.verdict).toBe("qualifies");
    expect(findings.map(({ remedy }) => remedy)).toEqual(findings.map(() => null));
  });

  it("compares nothing for the poster, for those without an organisation, and once it is closed", async () => {
    const opportunity = await asking();
    expect(await eligibilityFor(await makeMember(prime.id), opportunity)).toBeNull();
    expect(await eligibilityFor(null, opportunity)).toBeNull();
    const closed = await asking({ status: "closed", closedAt: new Date() });
    const slug = "gallium-nitride-transmit-receive-module-for-radar";
    const page = await get(opportunityPage, `/opportunities/${closed.reference}/${slug}`, {
      cookie: await signIn(owner),
      params: { reference: closed.reference, slug },
    });
    expect((page.body as Page).eligibility).toBeNull();
  });

  it("asks the same in the search index as in the database", async () => {
    const made = [
      await asking({
        countriesInvited: ["IN", "FR"],
        partnerCountries: ["DE", "IN"],
        minimumTurnoverMinor: 12_345_678_901_234n,
        currency: "EUR",
        minimumClass: "medium",
        industrialLicenceRequired: true,
        release: "listed_countries",
        releaseCountries: ["JP", "IN"],
        partnerKinds: ["university", "micro"],
      }),
      await makeOpportunity({ organisationId: prime.id }),
    ];
    await indexPending("postgres");
    const { hits } = await searchEngine.search(emptyQuery());
    for (const { id } of made) {
      const row = await db.opportunity.findUniqueOrThrow({ where: { id }, select: PUBLIC_FIELDS });
      expect(hits.find((hit) => hit.id === id)!.requirements).toEqual(requirementsOf(row));
    }
  });
});

// What other tests published stays in the index: each of these has a sector to itself.
describe("the desk", () => {
  const workIn = (sectors: string[]) => db.organisation.update({ where: { id: shop.id }, data: { sectors } });
  const matches = async () => {
    const { body } = await get(deskPage, "/desk", { cookie: await signIn(owner) });
    return (body as { desk: { applicant: { matches: MatchesView | null } } }).desk.applicant.matches;
  };

  it("shows the newest of its sectors that the organisation qualifies for, and why", async () => {
    await makeCertificate({ organisationId: shop.id, standard: "as9100d" });
    await workIn(["space"]);
    const sector = "space";
    const older = await asking({ sector, publishedAt: inDays(-5) });
    const newer = await asking({ sector, publishedAt: inDays(-2) });
    await asking({ sector, minimumYears: 60 });
    await asking({ sector: "land-systems" });
    await asking({ sector, status: "closed", closedAt: new Date() });
    await indexPending("postgres");
    const view = (await matches())!;
    expect(view.matches.map(({ reference }) => reference)).toEqual([newer.reference, older.reference]);
    expect(view.total).toBe(2);
    expect(view.matches[0]!.sign).toEqual({ verdict: "qualifies", headline: "You qualify" });
    expect(view.matches[0]!.because.join(" ")).toContain(
      "AS9100D (EN 9100, JISQ 9100) is required: you have it",
    );
    await makeInterest({ opportunityId: newer.id, organisationId: shop.id });
    await makeInterest({ opportunityId: older.id, organisationId: shop.id, status: "draft" });
    const later = (await matches())!;
    expect(later.matches.map(({ reference }) => reference)).toEqual([older.reference]);
    expect(later.total).toBe(2);
    expect(view.href).toBe("/opportunities?sector=space&qualify=yes&sort=newest");
  });

  it("has none once the certificate is gone, and asks for sectors where there are none", async () => {
    const certificate = await makeCertificate({ organisationId: shop.id, standard: "as9100d" });
    await workIn(["naval-marine"]);
    await asking({ sector: "naval-marine" });
    await indexPending("postgres");
    expect((await matches())!.total).toBe(1);
    await db.certificate.delete({ where: { id: certificate.id } });
    expect(await matches()).toMatchObject({ total: 0, matches: [] });
    await workIn([]);
    expect(await matches()).toBeNull();
  });
});
