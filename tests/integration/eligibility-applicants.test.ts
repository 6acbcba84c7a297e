import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import { assessApplicants } from "#app/domain/eligibility/applicants.server.ts";
import { presentApplicant } from "#app/domain/eligibility/present-eligibility.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { requirementsOf } from "#app/domain/interests/requirements.ts";
import { PUBLIC_FIELDS } from "#app/domain/opportunities/queries.server.ts";
import type { Opportunity, Organisation } from "#prisma/generated/client.ts";
import { makeCertificate, makeOpportunity, makeOrganisation } from "#tests/factories/factories.ts";
import { emptyDatabase } from "#tests/integration/account-requests.ts";

let prime: Organisation;
let asked: Opportunity;

beforeEach(async () => {
  await emptyDatabase();
  prime = await makeOrganisation({ name: "Kaveri Sensors", kind: "research_body" });
  asked = await makeOpportunity({
    organisationId: prime.id,
    minimumYears: 5,
    minimumTurnoverMinor: 1_000_000_000n,
    certifications: { create: [{ certification: "iso-9001", level: "required" }] },
  });
});

describe("applicants as their poster sees them", () => {
  it("get the very answer that they read themselves", async () => {
    const applicants = [
      await makeOrganisation({ foundedYear: 2001, yearlyTurnoverMinor: 1_000_000_000n }),
      await makeOrganisation({ foundedYear: 2001, yearlyTurnoverMinor: 999_999_999n }),
      await makeOrganisation({ foundedYear: null, enterpriseClass: "small" }),
      await makeOrganisation({ kind: "foreign_industry", country: "FR", currency: "EUR" }),
    ];
    await makeCertificate({ organisationId: applicants[0]!.id, standard: "as9100d" });
    await makeCertificate({ organisationId: applicants[2]!.id });
    const ids = applicants.map(({ id }) => id);
    const assessments = await assessApplicants(asked.id, [...ids, ids[0]!, prime.id]);
    expect(assessments.size).toBe(5);
    const row = await db.opportunity.findUniqueOrThrow({ where: { id: asked.id }, select: PUBLIC_FIELDS });
    for (const id of ids)
      expect(assessments.get(id)).toEqual((await readerFor(id))!.assess(requirementsOf(row)));
    expect(ids.map((id) => assessments.get(id)!.verdict)).toEqual([
      "qualifies",
      "does_not_qualify",
      "qualifies_with_gaps",
      "does_not_qualify",
    ]);
  });

  it("go by the day it is where each of them is", async () => {
    const lastDay = new Date("2026-03-03T00:00:00Z");
    const zones = ["Pacific/Kiritimati", "Asia/Kolkata", "America/Los_Angeles"];
    const ids: string[] = [];
    for (const timeZone of zones) {
      const { id } = await makeOrganisation({ timeZone, foundedYear: 2001, yearlyTurnoverMinor: 10n ** 12n });
      await makeCertificate({ organisationId: id, expiresOn: lastDay });
      ids.push(id);
    }
    const on = async (instant: string) => {
      const assessments = await assessApplicants(asked.id, ids, new Date(instant));
      return ids.map((id) => assessments.get(id)!.verdict === "qualifies");
    };
    expect(await on("2026-03-03T09:59:59Z")).toEqual([true, true, true]);
    expect(await on("2026-03-03T10:00:00Z")).toEqual([false, true, true]);
    expect(await on("2026-03-03T18:30:00Z")).toEqual([false, false, true]);
    expect(await on("2026-03-04T08:00:00Z")).toEqual([false, false, false]);
  });

  it("are described in the third person and keep their amounts to themselves", async () => {
    const { id } = await makeOrganisation({ foundedYear: 2001, yearlyTurnoverMinor: 123_456_700n });
    await makeCertificate({ organisationId: id, standard: "as9100d", expiresOn: new Date("2026-03-03") });
    const assessment = (await assessApplicants(asked.id, [id], new Date("2026-11-22"))).get(id)!;
    const { sign, findings } = presentApplicant(assessment, "en-IN");
    expect(sign.headline).toMatch(/^Does not qualify: a turnover of at least .+, but theirs is below$/);
    expect(findings.map(({ answer }) => answer)).toEqual([
      "their AS9100D (EN 9100, JISQ 9100), which covers it, ended on 3 March 2026",
      "they have 25 years",
      "theirs is below",
    ]);
    expect(JSON.stringify(presentApplicant(assessment, "en-IN"))).not.toMatch(/12,34|1\.23|\byour|\byou\b/);
  });

  it("are asked about an opportunity that exists", async () => {
    await expect(assessApplicants(prime.id, [])).rejects.toMatchObject({ code: "not_found" });
  });
});
