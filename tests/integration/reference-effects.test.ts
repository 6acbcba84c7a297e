import { beforeAll, expect, test } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { CERTIFICATION_INCLUSIONS } from "#app/core/reference/certifications.ts";
import { EXCHANGE_RATES } from "#app/core/reference/exchange-rates.ts";
import { DEFENCE_FDI_RULE } from "#app/core/reference/fdi.ts";
import { RELEASE_RULES } from "#app/core/reference/release-rules.ts";
import { readDocument } from "#app/domain/documents/queries.server.ts";
import { assessApplicants } from "#app/domain/eligibility/applicants.server.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { requirementsOf } from "#app/domain/interests/requirements.ts";
import { submitInterest } from "#app/domain/interests/submit-interest.server.ts";
import { findPublicOpportunity, PUBLIC_FIELDS } from "#app/domain/opportunities/queries.server.ts";
import type { ReferenceName } from "#app/domain/reference/catalogue.ts";
import { changeReference } from "#app/domain/reference/change-reference.server.ts";
import { today } from "#app/domain/reference/days.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import { indexPending } from "#search/indexer.server.ts";
import { searchEngine } from "#search/select.server.ts";
import { emptyQuery } from "#search/url.ts";
import { makeCertificate, makeOpportunity, makeOrganisation, makeUser } from "#tests/factories/factories.ts";
import { actAs, type Member } from "#tests/integration/posting-actors.ts";

let moderator: Person;
let posterId: string;
let french: Member;

beforeAll(async () => {
  const { id, email, name } = await makeUser({ isModerator: true });
  const facts = { userId: id, email, name, sessionId: "", emailVerified: true, organisation: null };
  moderator = { kind: "person", isModerator: true, ...facts };
  posterId = (await makeOrganisation({ kind: "research_body", name: "Kaveri Sensors" })).id;
  french = await actAs({ name: "Loire Optique", kind: "foreign_industry", country: "FR" });
});

/** Enters a value that holds from today. */
async function enter(name: ReferenceName, value: unknown): Promise<void> {
  const version = await db.referenceVersion.count({ where: { name } });
  await changeReference(moderator, name, { version, validFrom: today(), note: "For the test", value });
}

const texts = {
  message: "We make such modules.",
  capabilityStatement: "Clean room.",
  contactRole: "Head",
  version: 1,
};
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return error;
    },
  );

test("an embargo keeps a country from applying, from documents and from qualifying, and says why", async () => {
  const { id, reference } = await makeOpportunity({ organisationId: posterId });
  const document = await db.document.create({
    data: {
      ...{
        opportunityId: id,
        name: "drawing.pdf",
        mediaType: "application/pdf",
        storageKey: `embargo-${id}`,
      },
      ...{ sizeBytes: 10n, disclosure: "registered" },
    },
  });
  const papers = async () => (await findPublicOpportunity(french, reference, "en-IN")).opportunity.documents;
  const verdict = async () =>
    (await assessApplicants(id, [french.organisation.id])).get(french.organisation.id)!;
  expect(await readDocument(french, document.id)).toMatchObject({ id: document.id });
  expect((await papers())[0]).toMatchObject({ bar: null, refusal: "" });
  expect((await verdict()).verdict).toBe("qualifies");
  const before = (await readerFor(french))!.key;

  await enter("release", { ...RELEASE_RULES, embargoedCountries: ["FR"] });

  expect((await refusalOf(readDocument(french, document.id)))?.code).toBe("not_found");
  expect((await papers())[0]).toMatchObject({
    bar: "release",
    refusal: expect.stringMatching(/^Organisations registered in France cannot receive this document/),
  });
  const refusal = await refusalOf(submitInterest(french, reference, texts));
  expect(refusal).toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("registered in France"),
  });
  expect(await db.interest.count({ where: { opportunityId: id, status: { not: "draft" } } })).toBe(0);
  expect((await verdict()).verdict).toBe("does_not_qualify");
  // Kept answers of "I qualify" are shared by this key.
  expect((await readerFor(french))!.key).not.toBe(before);
  const { release } = (await findPublicOpportunity(french, reference, "en-IN")).opportunity;
  expect(release.embargo).toBe("Nothing but public text goes to France.");

  await enter("release", RELEASE_RULES);
  expect((await verdict()).verdict).toBe("qualifies");
  expect(await submitInterest(french, reference, texts)).toMatchObject({ repeated: false });
});

test("an equivalence that is entered counts at once, and one that is taken away counts no more", async () => {
  const shop = await actAs({ name: "Tapti Tools", kind: "msme", enterpriseClass: "small" });
  await makeCertificate({ organisationId: shop.organisation.id, standard: "iso-14001" });
  const { id } = await makeOpportunity({
    organisationId: posterId,
    certifications: { create: [{ certification: "iso-45001", level: "required" }] },
  });
  const row = await db.opportunity.findUniqueOrThrow({ where: { id }, select: PUBLIC_FIELDS });
  const verdict = async () => (await readerFor(shop))!.assess(requirementsOf(row)).verdict;
  expect(await verdict()).toBe("does_not_qualify");
  const pair = { certification: "iso-14001", includes: "iso-45001", ground: "Entered for the test" };
  await enter("certifications", { inclusions: [...CERTIFICATION_INCLUSIONS.inclusions, pair] });
  expect(await verdict()).toBe("qualifies");
  await enter("certifications", { inclusions: [] });
  expect(await verdict()).toBe("does_not_qualify");
});

test("a new press note changes what the page of a joint venture says, with its name and date", async () => {
  const { reference } = await makeOpportunity({
    ...{ organisationId: posterId, kind: "joint_venture", newIndustrialLicence: true },
    ...{ equityMinBps: 2_600, equityMaxBps: 8_000 },
  });
  const route = async () =>
    (await findPublicOpportunity(french, reference, "en-IN")).opportunity.terms.find(
      ({ term }) => term === "Foreign investment",
    )!;
  expect(await route()).toEqual({
    term: "Foreign investment",
    value:
      "A foreign share of 80% needs government approval: the automatic route ends at 74% for a company that seeks a new industrial licence. A share of 26% to 74% can come by the automatic route.",
    note: "By Press Note 4 (2020 series) of 17 September 2020; not legal advice.",
  });
  const rules = { name: "Press Note 9", ruleDate: "2026-10-01", automaticMaxPercentWithNewLicence: 100 };
  await enter("fdi", { ...DEFENCE_FDI_RULE, ...rules });
  expect(await route()).toMatchObject({
    value: expect.stringMatching(/^A foreign share of up to 80% can come by the automatic route/),
    note: "By Press Note 9 of 1 October 2026; not legal advice.",
  });
});

test("a new rate moves foreign fees into the band that follows", async () => {
  const { reference } = await makeOpportunity({
    ...{
      organisationId: posterId,
      currency: "USD",
      totFeeMinor: 500_000n,
      title: "Zirconia bearing for pumps",
    },
  });
  await indexPending("postgres");
  const inBand = async (fee: "up_to_5_lakh" | "5_to_25_lakh") => {
    const query = { ...emptyQuery(), q: "zirconia" };
    query.filters.fee = [fee];
    const { hits } = await searchEngine.search(query);
    return hits.some((hit) => hit.reference === reference);
  };
  expect([await inBand("up_to_5_lakh"), await inBand("5_to_25_lakh")]).toEqual([true, false]);
  const rates = EXCHANGE_RATES.rates.map((rate) =>
    rate.currency === "USD" ? { ...rate, rupees: "120" } : rate,
  );
  await enter("exchange_rates", { rates });
  await handlers["search.rewrite"]({}, { jobId: "1", signal: new AbortController().signal });
  expect([await inBand("up_to_5_lakh"), await inBand("5_to_25_lakh")]).toEqual([false, true]);
});
