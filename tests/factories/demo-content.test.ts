import { describe, expect, it } from "vitest";
import { checkEccn, checkScomet } from "#app/core/identifiers.ts";
import { isCountryCode } from "#app/core/reference/countries.ts";
import { processCodes } from "#app/core/reference/processes.ts";
import { SECTORS, sectorOfSubSector } from "#app/core/reference/sectors.ts";
import { OPPORTUNITY_KINDS, opportunityKindValues, ORGANISATION_KINDS } from "#app/core/reference/terms.ts";
import { assess } from "#app/domain/eligibility/assess.ts";
import { headlineOf } from "#app/domain/eligibility/explain.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import { requirementsOf } from "#app/domain/interests/requirements.ts";
import { identifierFields } from "#app/domain/organisations/identifier-fields.ts";
import { inDays } from "#tests/factories/factories.ts";
import { demoInterests, demoOpportunities, demoOrganisations } from "#tests/factories/demo-content.ts";

const organisations = new Map(demoOrganisations.map((organisation) => [organisation.slug, organisation]));
const opportunities = new Map(
  demoOpportunities.map((opportunity) => [opportunity.externalReference, opportunity]),
);
const ofKind = (kind: string) => demoOpportunities.filter((opportunity) => opportunity.kind === kind);

/** Every run of eight consecutive words of a text, in lower case without punctuation. */
function runsOfEight(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(7).map((_, start) => words.slice(start, start + 8).join(" ")));
}

describe("demo organisations", () => {
  it("are eight, of all three groups, with the three accounts", () => {
    expect(organisations.size).toBe(8);
    const groups = demoOrganisations.map((organisation) => ORGANISATION_KINDS[organisation.kind].group);
    expect(new Set(groups)).toEqual(new Set(["prime", "msme", "partner"]));
    expect(demoOrganisations.flatMap((organisation) => organisation.account ?? []).sort()).toEqual([
      "msme",
      "partner",
      "prime",
    ]);
    for (const organisation of demoOrganisations)
      expect(organisation.website).toMatch(/^https:\/\/[a-z]+\.example$/);
  });
});

describe("the demo accounts' eligibility", () => {
  const verdictsOf = (account: "msme" | "partner") => {
    const {
      kind,
      certificates = [],
      ...organisation
    } = demoOrganisations.find((each) => each.account === account)!;
    const day = (days: number) => inDays(days).toISOString().slice(0, 10);
    const profile: CapabilityProfile = {
      enterpriseClass: null,
      industrialLicence: null,
      timeZone: "Asia/Kolkata",
      ...organisation,
      kind,
      yearlyTurnover: {
        minor: String(organisation.yearlyTurnoverMinor),
        currency: organisation.currency ?? "INR",
      },
      certificates: certificates.map(({ standard, issuedDaysAgo, expiresInDays }) => ({
        standard,
        status: "declared",
        issuedOn: day(-issuedDaysAgo),
        expiresOn: expiresInDays === null ? null : day(expiresInDays),
      })),
    };
    const nothing = {
      partnerCountries: [],
      countriesInvited: [],
      minimumYears: null,
      minimumTurnoverMinor: null,
      minimumClass: null,
      industrialLicenceRequired: false,
      releaseCountries: [],
      certifications: [],
    };
    return demoOpportunities.map(({ organisation, ...asked }) =>
      assess(requirementsOf({ ...nothing, ...asked, organisation: { slug: organisation } }), profile, day(0)),
    );
  };

  it("shows the MSME all three verdicts, some of them by the AS9100D that ended", () => {
    const assessments = verdictsOf("msme");
    for (const verdict of ["qualifies", "qualifies_with_gaps", "does_not_qualify"])
      expect(assessments.filter((each) => each.verdict === verdict).length, verdict).toBeGreaterThan(2);
    const headlines = assessments.map((each) => headlineOf(each, "en-IN"));
    expect(headlines.some((text) => /^You qualify except AS9100D.*: yours ended on/.test(text))).toBe(true);
  });

  it("shows the partner something it qualifies for and something it does not", () => {
    const verdicts = new Set(verdictsOf("partner").map(({ verdict }) => verdict));
    expect(verdicts).toContain("qualifies");
    expect(verdicts).toContain("does_not_qualify");
  });
});

describe("demo capabilities", () => {
  it("are what the forms let through, with numbers whose check digits fit", () => {
    const stated = demoOrganisations.flatMap(({ capability }) => capability ?? []);
    expect(stated.length).toBeGreaterThan(1);
    for (const { udyam, gstin, pan, lei, nicCodes = [], processes = [] } of stated) {
      const typed = { udyam, gstin, pan, lei, nicCodes: nicCodes.join(", ") };
      expect(identifierFields.parse(typed)).toMatchObject({
        gstin: gstin ?? null,
        pan: pan ?? null,
        nicCodes,
      });
      for (const code of processes) expect(processCodes).toContain(code);
    }
  });
});

describe("demo opportunities", () => {
  it("are sixty, with the intended share of each kind", () => {
    expect(demoOpportunities).toHaveLength(60);
    expect(opportunities.size).toBe(60);
    const shares = Object.fromEntries(opportunityKindValues.map((kind) => [kind, ofKind(kind).length]));
    expect(shares).toEqual({
      technology_transfer: 30,
      joint_venture: 10,
      collaboration_call: 10,
      technology_request: 10,
    });
  });

  it("cover every sector at least three times", () => {
    for (const { code } of SECTORS) {
      expect(
        demoOpportunities.filter((opportunity) => opportunity.sector === code).length,
        code,
      ).toBeGreaterThanOrEqual(3);
    }
  });

  it("have unique titles and summaries that share no eight consecutive words", () => {
    expect(new Set(demoOpportunities.map(({ title }) => title.toLowerCase())).size).toBe(60);
    const firstSeen = new Map<string, string>();
    for (const { externalReference, summary } of demoOpportunities) {
      for (const run of runsOfEight(summary)) {
        expect(firstSeen.get(run), `“${run}” in ${externalReference}`).toBeUndefined();
        firstSeen.set(run, externalReference);
      }
    }
  });

  describe.each(demoOpportunities)("$externalReference", (opportunity) => {
    it("keeps the lengths of its texts", () => {
      expect(opportunity.title.length).toBeLessThanOrEqual(120);
      expect(opportunity.title.length).toBeGreaterThanOrEqual(30);
      expect(opportunity.summary.length).toBeLessThanOrEqual(500);
      expect(opportunity.summary.length).toBeGreaterThanOrEqual(150);
      expect(opportunity.description.length).toBeGreaterThanOrEqual(600);
      expect(opportunity.description.length).toBeLessThanOrEqual(1500);
      expect(opportunity.description).toMatch(/^(#{2,4} |\*\*)/m);
      expect(opportunity.description).toMatch(/^(- |\d\. |\|)/m);
      expect(opportunity.advantages, "measured advantage").toMatch(/\d/);
      expect(opportunity.applications.length).toBeGreaterThan(40);
      expect(opportunity.keywords.length).toBeGreaterThanOrEqual(4);
      expect(opportunity.keywords.length).toBeLessThanOrEqual(10);
    });

    it("uses codes that belong together", () => {
      const poster = organisations.get(opportunity.organisation);
      if (!poster) throw new Error(`unknown organisation ${opportunity.organisation}`);
      expect(OPPORTUNITY_KINDS[opportunity.kind].postedBy).toContain(ORGANISATION_KINDS[poster.kind].group);
      expect(sectorOfSubSector(opportunity.subSector)).toBe(opportunity.sector);
      expect(opportunity.currency).toBe(poster.country === "IN" ? "INR" : "EUR");
      for (const code of [
        ...(opportunity.partnerCountries ?? []),
        ...(opportunity.countriesInvited ?? []),
        ...(opportunity.releaseCountries ?? []),
      ]) {
        expect(isCountryCode(code), code).toBe(true);
      }
      expect(opportunity.release === "listed_countries").toBe(
        (opportunity.releaseCountries ?? []).length > 0,
      );
      expect(opportunity.publishedDaysAgo).toBeLessThan(365);
      if (opportunity.exportRegime !== "none") {
        const check = opportunity.exportRegime === "scomet" ? checkScomet : checkEccn;
        expect(check(opportunity.exportClassification ?? "").ok).toBe(true);
      }
      const certifications = (opportunity.certifications ?? []).map(({ certification }) => certification);
      expect(new Set(certifications).size).toBe(certifications.length);
    });
  });

  it("give each kind what its readers need", () => {
    for (const transfer of ofKind("technology_transfer")) {
      expect(transfer, transfer.externalReference).toMatchObject({
        trlCurrent: expect.any(Number),
        trlEvidence: expect.any(String),
        licence: expect.any(String),
        iprStatus: expect.any(String),
        totFeeMinor: expect.any(BigInt),
      });
      if (transfer.iprStatus === "granted")
        expect(transfer.patents?.length, transfer.externalReference).toBeGreaterThan(0);
    }
    for (const venture of ofKind("joint_venture")) {
      expect(venture.equityMinBps!, venture.externalReference).toBeLessThan(venture.equityMaxBps!);
      expect(venture.investmentMinMinor! < venture.investmentMaxMinor!, venture.externalReference).toBe(true);
      expect(venture.posterBrings && venture.partnerBrings && venture.placeOfManufacture).toBeTruthy();
    }
    for (const call of ofKind("collaboration_call")) {
      expect(call.interestDeadlineInDays!, call.externalReference).toBeLessThan(call.callDeadlineInDays!);
      expect(call.interestDeadlineInDays!).toBeGreaterThan(0);
      expect(call.callUrl).toMatch(/^https:\/\/[a-z]+\.example\//);
      expect(call.trlTarget! > call.trlCurrent!, call.externalReference).toBe(true);
    }
  });
});

describe("demo interests", () => {
  it("are six, once per organisation and opportunity, sent after publishing by others than the poster", () => {
    expect(
      new Set(demoInterests.map((interest) => `${interest.organisation} ${interest.opportunity}`)).size,
    ).toBe(6);
    for (const interest of demoInterests) {
      const opportunity = opportunities.get(interest.opportunity);
      if (!opportunity) throw new Error(`unknown opportunity ${interest.opportunity}`);
      expect(organisations.has(interest.organisation)).toBe(true);
      expect(opportunity.organisation).not.toBe(interest.organisation);
      expect(interest.submittedDaysAgo).toBeLessThanOrEqual(opportunity.publishedDaysAgo);
      expect(Boolean(interest.declineReason)).toBe(interest.status === "declined");
    }
    expect(new Set(demoInterests.map((interest) => interest.status)).size).toBe(6);
  });
});
