import { buffer, text as readText } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { COMPARED_MAX, readCompareQuery } from "#app/domain/interests/compare-query.ts";
import { presentComparison } from "#app/domain/interests/compare.server.ts";
import * as exports from "#app/routes/desk/opportunities/applicants-export.ts";
import {
  inDays,
  makeCertificate,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import type { Opportunity } from "#prisma/generated/client.ts";

let opportunity: Opportunity;
let cookie: string;
let poster: Person;

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "public_sector" });
  opportunity = await makeOpportunity({
    organisationId: prime.id,
    minimumYears: 5,
    minimumTurnoverMinor: 500_000_000n,
    certifications: {
      create: [
        { certification: "iso-9001", level: "required" },
        { certification: "iso-14001", level: "preferred" },
      ],
    },
  });
  cookie = await signIn(await makeMember(prime.id), prime.id);
  poster = (await readActor(cookie)) as Person;
});

type Applying = {
  name: string;
  certificates?: Partial<Parameters<typeof makeCertificate>[0]>[];
  status?: InterestStatus;
  message?: string;
  foundedYear?: number;
  turnover?: bigint;
};

let made = 0;
async function apply({
  name,
  certificates = [{}],
  status,
  message,
  foundedYear = 2010,
  turnover = 900_000_000n,
}: Applying) {
  const organisation = await makeOrganisation({
    name,
    slug: `applicant-${process.pid}-${made++}`,
    foundedYear,
    yearlyTurnoverMinor: turnover,
    enterpriseClass: "small",
  });
  for (const each of certificates) await makeCertificate({ organisationId: organisation.id, ...each });
  const { id } = await makeInterest({
    opportunityId: opportunity.id,
    organisationId: organisation.id,
    submittedAt: inDays(-30 + made / 1000),
    ...(status ? { status } : {}),
    ...(message ? { message } : {}),
  });
  return { id, organisation };
}

const compare = (search = "") =>
  presentComparison(poster, opportunity.reference, readCompareQuery(new URLSearchParams(search)), "en-IN");
const namesOf = ({ columns }: Awaited<ReturnType<typeof compare>>) => columns.map(({ name }) => name);
const withAll = (ids: string[]) => ids.map((id) => `with=${id}`).join("&");

describe("applicants side by side", () => {
  it("begins with the best qualified whose interest is open", async () => {
    await apply({ name: "Nothing", certificates: [], turnover: 1n });
    await apply({ name: "Withdrawn", status: "withdrawn" });
    await apply({ name: "Ended", certificates: [{ expiresOn: inDays(-2) }] });
    await apply({ name: "Young", foundedYear: new Date().getUTCFullYear() - 1 });
    await apply({ name: "Whole" });
    await apply({ name: "More", certificates: [{}, { standard: "iso-14001" }], status: "shortlisted" });
    const shown = await compare();
    expect(namesOf(shown)).toEqual(["More", "Whole", "Ended", "Young"]);
    expect(shown.columns.map(({ sign }) => sign.verdict)).toEqual([
      "qualifies",
      "qualifies",
      "qualifies_with_gaps",
      "does_not_qualify",
    ]);
    expect(shown.choices.map(({ name }) => name)).toEqual(["Nothing", "Withdrawn"]);
  });

  it("finds a holder of a standard that covers what is required among hundreds without", async () => {
    for (let n = 0; n < 70; n++) await apply({ name: `Plain ${n}`, certificates: [] });
    await apply({ name: "Aero", certificates: [{ standard: "as9100d" }] });
    expect(namesOf(await compare())[0]).toBe("Aero");
  });

  it("shows each requirement as a row with a word for each, and the rows that differ alone", async () => {
    const one = await apply({ name: "One", turnover: 100_000_000n });
    const two = await apply({ name: "Two" });
    const all = await compare(withAll([two.id, one.id]));
    expect(namesOf(all)).toEqual(["Two", "One"]);
    const words = (rows: typeof all.requirements) =>
      rows.map(({ asked, cells }) => [asked, ...cells.map((cell) => cell?.word)]);
    expect(words(all.requirements)).toEqual([
      ["ISO 9001:2015 is required", "Met", "Met"],
      ["At least 5 years in business", "Met", "Met"],
      ["A turnover of at least ₹50,00,000 a year", "Met", "Not met"],
      [expect.stringContaining("ISO 14001"), "Not needed", "Not needed"],
    ]);
    const differing = await compare(`${withAll([two.id, one.id])}&rows=differing`);
    expect(words(differing.requirements)).toEqual([
      ["A turnover of at least ₹50,00,000 a year", "Met", "Not met"],
    ]);
    expect(differing.facts).toEqual([]);
    expect(all.facts.find(({ key }) => key === "class")?.cells).toEqual(["Small", "Small"]);
    expect(JSON.stringify(all), "an amount is the applicant's own").not.toContain("10,00,000");
  });

  it("leads to the evidence one click away", async () => {
    const { id, organisation } = await apply({ name: "With paper", certificates: [{ number: "ZQ-1" }] });
    const certificate = await db.certificate.findFirstOrThrow({ where: { organisationId: organisation.id } });
    const evidence = await db.certificateEvidence.create({
      data: {
        certificateId: certificate.id,
        organisationId: organisation.id,
        name: "iso.pdf",
        mediaType: "application/pdf",
        sizeBytes: 10,
        storageKey: `evidence-${id}`,
      },
    });
    const { columns } = await compare(withAll([id]));
    expect(columns[0]!.certificates).toMatchObject([
      { text: expect.stringMatching(/^ISO 9001:2015: declared, until .*Sahyadri Certification$/) },
    ]);
    const [link] = columns[0]!.certificates[0]!.evidence;
    expect(link).toMatchObject({
      name: "iso.pdf",
      href: expect.stringContaining(`/evidence/${evidence.id}`),
    });
    expect(JSON.stringify(columns)).not.toContain("ZQ-1");
  });

  it("takes at most eight, and nobody who has not answered this opportunity", async () => {
    const ids: string[] = [];
    for (let n = 0; n < COMPARED_MAX + 1; n++) ids.push((await apply({ name: `Number ${n}` })).id);
    const many = await compare(withAll(ids));
    expect([many.columns.length, many.missing]).toEqual([COMPARED_MAX, 1]);

    const elsewhere = await makeOpportunity({ organisationId: (await makeOrganisation()).id });
    const foreign = await makeInterest({
      opportunityId: elsewhere.id,
      organisationId: (await makeOrganisation()).id,
    });
    const draft = await makeInterest({
      opportunityId: opportunity.id,
      organisationId: (await makeOrganisation()).id,
      status: "draft",
    });
    const few = await compare(withAll([foreign.id, draft.id, "nonsense", ids[0]!]));
    expect([namesOf(few), few.missing]).toEqual([["Number 0"], 3]);
    expect(few.choices.map(({ id }) => id)).not.toContain(draft.id);
  });

  it("is nobody else's", async () => {
    const other = (await readActor(await signIn(await makeMember((await makeOrganisation()).id)))) as Person;
    const query = readCompareQuery(new URLSearchParams());
    for (const reference of [opportunity.reference, "SY-1999-000001", "nonsense"])
      await expect(presentComparison(other, reference, query, "en-IN")).rejects.toMatchObject({
        code: "not_found",
      });
  });
});

async function download(file: string) {
  const reference = opportunity.reference;
  const request = new Request(`http://localhost/desk/opportunities/${reference}/${file}`, {
    headers: { cookie },
  });
  const answer = (await (exports.loader as (args: unknown) => Promise<Response>)({
    request,
    params: { reference },
    context: {},
  })) as Response;
  expect(answer.headers.get("Content-Disposition")).toContain(`applicants-${reference}`);
  return answer.body as never;
}

describe("the exports", () => {
  const FORMULA = '=HYPERLINK("https://evil.example","Click")';

  it("hold the columns of the page and the texts, and run nothing as a formula", async () => {
    const { id } = await apply({ name: "+Plus & Söhne", message: `${FORMULA}\nSecond line\u000b` });
    await apply({ name: "Other", status: "shortlisted" });
    await db.leadValue.create({
      data: { interestId: id, version: 1, amountMinor: 1_250_050n, currency: "EUR", probabilityPercent: 40 },
    });
    const file = await buffer(await download("applicants.csv"));
    expect(file.subarray(0, 3).toString("hex"), "the byte order mark").toBe("efbbbf");
    const csv = file.toString("utf8");
    const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
    expect(rows.map(({ Applicant }) => Applicant)).toEqual(["'+Plus & Söhne", "Other"]);
    expect(rows[0]).toMatchObject({
      Message: `'${FORMULA}\nSecond line\u000b`,
      State: "Sent",
      "Enterprise class": "Small",
      Eligibility: "Qualifies",
      "ISO 9001:2015 is required": expect.stringMatching(/^Met: they have it until/),
      "Expected value": "12500.5",
      Currency: "EUR",
      "Probability in %": "40",
      Sent: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      Address: expect.stringContaining(`/desk/interests/${id}`),
    });

    const cells = await readSheet(await buffer(await download("applicants.xlsx")));
    expect(cells[0]).toEqual(Object.keys(rows[0]!));
    const of = (column: string) => cells[1]![cells[0]!.indexOf(column)];
    expect([of("Applicant"), of("Message")]).toEqual(["+Plus & Söhne", `${FORMULA}\nSecond line`]);
    expect([of("Expected value"), of("Sent")]).toEqual([12500.5, expect.any(Date)]);
  });

  it("hold the chosen ones only where some are chosen", async () => {
    const { id } = await apply({ name: "Chosen" });
    await apply({ name: "Other" });
    const rows = parse(await readText(await download(`applicants.csv?with=${id}`)), {
      columns: true,
      bom: true,
    });
    expect(rows).toMatchObject([{ Applicant: "Chosen" }]);
    await expect(download("applicants.csv?with=nonsense")).rejects.toMatchObject({ init: { status: 404 } });
  });

  it("hold everybody once, over several readings", async () => {
    const organisations = await db.organisation.createManyAndReturn({
      data: Array.from({ length: 612 }, (_, n) => ({
        name: `Many ${n}`,
        slug: `many-${process.pid}-${n}`,
        kind: "msme" as const,
        country: "IN",
      })),
      select: { id: true },
    });
    const submittedAt = inDays(-5);
    await db.interest.createMany({
      data: organisations.map(({ id }) => ({
        opportunityId: opportunity.id,
        organisationId: id,
        status: "submitted" as const,
        submittedAt,
      })),
    });
    const rows = parse(await readText(await download("applicants.csv")), { columns: true, bom: true }) as {
      Applicant: string;
    }[];
    expect(new Set(rows.map(({ Applicant }) => Applicant)).size).toBe(612);
    expect(rows).toHaveLength(612);
  });
});
