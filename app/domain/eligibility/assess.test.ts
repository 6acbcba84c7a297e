import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certificationValues, coveredCertifications } from "#app/core/reference/certifications.ts";
import type { Requirements } from "#app/core/requirements.ts";
import { assess, type Verdict } from "#app/domain/eligibility/assess.ts";
import { headlineOf, sentenceOf } from "#app/domain/eligibility/explain.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import { certificate, day, profile, requirements } from "#tests/fixtures/eligibility-worlds.ts";
import { asking, held, SHOP, shopWith, TODAY } from "#tests/fixtures/eligibility.ts";

const verdict = (fields: Partial<Requirements>, profile: CapabilityProfile = SHOP) =>
  assess(asking(fields), profile, TODAY).verdict;

const RANK: Record<Verdict, number> = { does_not_qualify: 0, qualifies_with_gaps: 1, qualifies: 2 };

describe("properties of every verdict", () => {
  it("another certificate never makes anybody less eligible", () => {
    fc.assert(
      fc.property(requirements, profile, certificate, day, (asked, before, added, on) => {
        const after = { ...before, certificates: [...before.certificates, added] };
        expect(RANK[assess(asked, after, on).verdict]).toBeGreaterThanOrEqual(
          RANK[assess(asked, before, on).verdict],
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it("the order of requirements and of certificates does not matter", () => {
    const reversed = (asked: Requirements): Requirements => ({
      ...asked,
      certifications: asked.certifications.toReversed(),
      preferredCertifications: asked.preferredCertifications.toReversed(),
      partnerKinds: asked.partnerKinds.toReversed(),
      partnerCountries: asked.partnerCountries.toReversed(),
      releaseCountries: asked.releaseCountries.toReversed(),
    });
    const outcomes = (asked: Requirements, who: CapabilityProfile) =>
      assess(asked, who, TODAY)
        .findings.map((each) => `${each.about} ${"code" in each ? each.code : ""} ${each.outcome}`)
        .sort();
    fc.assert(
      fc.property(requirements, profile, (asked, who) => {
        const turned = { ...who, certificates: who.certificates.toReversed() };
        expect(outcomes(reversed(asked), turned)).toEqual(outcomes(asked, who));
        expect(assess(reversed(asked), turned, TODAY).verdict).toBe(assess(asked, who, TODAY).verdict);
      }),
    );
  });

  it("what is only preferred never decides", () => {
    fc.assert(
      fc.property(requirements, profile, (asked, who) => {
        const without = { ...asked, preferredCertifications: [] };
        expect(assess(asked, who, TODAY).verdict).toBe(assess(without, who, TODAY).verdict);
      }),
    );
  });

  it("a certificate covers exactly what it includes, step by step", () => {
    for (const own of certificationValues)
      for (const wanted of certificationValues)
        expect(verdict({ certifications: [wanted] }, shopWith(held(own))), `${own} for ${wanted}`).toBe(
          coveredCertifications([own]).has(wanted) ? "qualifies" : "does_not_qualify",
        );
  });

  it("every finding can be said, with the verdict, in words without gaps", () => {
    fc.assert(
      fc.property(requirements, profile, (asked, who) => {
        const assessment = assess(asked, who, TODAY);
        const texts = [
          headlineOf(assessment, "en-IN"),
          ...assessment.findings.map((each) => sentenceOf(each, "en-IN")),
        ];
        for (const text of texts) {
          expect(text).not.toMatch(/undefined|null|NaN|_|\s\s|\.\.$/);
          expect(text).toMatch(/^[A-Z]/);
        }
      }),
    );
  });
});

describe("certificates", () => {
  it("count from the day of issue to the end of the last day", () => {
    const asked = asking({ certifications: ["as9100d"] });
    const who = shopWith(held("as9100d", { issuedOn: "2026-01-10", expiresOn: "2026-03-03" }));
    const on = (date: string) => assess(asked, who, date).verdict;
    expect(["2026-01-09", "2026-01-10", "2026-03-03", "2026-03-04"].map(on)).toEqual([
      "qualifies_with_gaps",
      "qualifies",
      "qualifies",
      "qualifies_with_gaps",
    ]);
  });

  it("never count when they were not accepted, whatever else is true of them", () => {
    const rejected = held("as9100d", { status: "rejected", expiresOn: null });
    expect(verdict({ certifications: ["as9100d"] }, shopWith(rejected))).toBe("does_not_qualify");
    expect(verdict({ certifications: ["iso-9001"] }, shopWith(rejected, held("iso-9001")))).toBe("qualifies");
  });

  it("that ended are a gap, that were never held are none", () => {
    const ended = held("as9100d", { expiresOn: "2026-03-03" });
    expect(verdict({ certifications: ["as9100d"] }, shopWith(ended))).toBe("qualifies_with_gaps");
    expect(verdict({ certifications: ["as9100d"] })).toBe("does_not_qualify");
    expect(verdict({ certifications: ["as9100d", "nabl"] }, shopWith(ended))).toBe("does_not_qualify");
  });
});

describe("the other requirements", () => {
  it("refuse what no paper mends", () => {
    expect(verdict({ organisation: "shop" })).toBe("does_not_qualify");
    expect(verdict({ partnerCountries: ["FR"] })).toBe("does_not_qualify");
    expect(verdict({ release: "listed_countries", releaseCountries: ["FR"] })).toBe("does_not_qualify");
    expect(verdict({ release: "government_programmes_only" })).toBe("does_not_qualify");
    expect(verdict({ partnerKinds: ["university"] })).toBe("does_not_qualify");
    expect(verdict({ minimumYears: 18 })).toBe("does_not_qualify");
    expect(verdict({ minimumClass: "medium" })).toBe("does_not_qualify");
    expect(verdict({ minimumTurnoverMinor: "50000000001" })).toBe("does_not_qualify");
    expect(verdict({ industrialLicenceRequired: true }, { ...SHOP, industrialLicence: false })).toBe(
      "does_not_qualify",
    );
  });

  it("are met at their very limit", () => {
    expect(
      verdict({
        minimumYears: 17,
        minimumClass: "small",
        minimumTurnoverMinor: "50000000000",
        partnerKinds: ["small"],
        partnerCountries: ["IN"],
        release: "india_only",
      }),
    ).toBe("qualifies");
    expect(verdict({ partnerKinds: ["any", "university"] })).toBe("qualifies");
  });

  it("stay open where the organisation has not said", () => {
    const silent = { ...SHOP, foundedYear: null, enterpriseClass: null, yearlyTurnover: null };
    for (const fields of [
      { minimumYears: 1 },
      { minimumClass: "micro" },
      { minimumTurnoverMinor: "1" },
      { industrialLicenceRequired: true },
      { partnerKinds: ["small"] },
    ])
      expect(verdict(fields, silent), JSON.stringify(fields)).toBe("qualifies_with_gaps");
    // An MSME of whatever class is one of the three, and no large company.
    expect(verdict({ partnerKinds: ["micro", "small", "medium"] }, silent)).toBe("qualifies");
    expect(verdict({ partnerKinds: ["large"] }, silent)).toBe("does_not_qualify");
  });

  it("cannot compare money in two currencies, however much it is", () => {
    const rich = { ...SHOP, yearlyTurnover: { minor: "99999999999999", currency: "EUR" } };
    const { verdict, findings } = assess(asking({ minimumTurnoverMinor: "1" }), rich, TODAY);
    expect(verdict).toBe("qualifies_with_gaps");
    expect(findings).toMatchObject([{ about: "turnover", outcome: "unknown" }]);
  });
});
