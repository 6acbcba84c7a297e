import { describe, expect, it } from "vitest";
import type { Requirements } from "#app/core/requirements.ts";
import { assess } from "#app/domain/eligibility/assess.ts";
import { headlineOf, sentenceOf } from "#app/domain/eligibility/explain.ts";
import { asking, held, SHOP, shopWith, TODAY } from "#tests/fixtures/eligibility.ts";

describe("the words", () => {
  const headline = (fields: Partial<Requirements>, who = SHOP) =>
    headlineOf(assess(asking(fields), who, TODAY), "en-IN");
  const ended = shopWith(held("as9100d", { expiresOn: "2026-03-03" }));

  it("name the one thing that stands in the way", () => {
    expect(headline({}, ended)).toBe("You qualify");
    expect(headline({ certifications: ["as9100d"] }, ended)).toBe(
      "You qualify except AS9100D (EN 9100, JISQ 9100): yours ended on 3 March 2026",
    );
    expect(headline({ certifications: ["iso-9001"] }, ended)).toBe(
      "You qualify except ISO 9001:2015: your AS9100D (EN 9100, JISQ 9100), which covers it, ended on 3 March 2026",
    );
    expect(headline({ certifications: ["as9100d"], minimumYears: 5 }, { ...ended, foundedYear: null })).toBe(
      "You qualify except AS9100D (EN 9100, JISQ 9100) and years in business",
    );
    expect(headline({ partnerCountries: ["FR"], minimumYears: 20 })).toBe(
      "You do not qualify: partners are sought in France, but you are in India (and 1 more)",
    );
    expect(headline({ certifications: ["nabl"] })).toBe(
      "You do not qualify: NABL accreditation is required, but your register does not list it",
    );
  });

  it("say how a requirement is met, until when, and that nobody has checked", () => {
    const { findings } = assess(
      asking({ certifications: ["iso-9001"], preferredCertifications: ["iso-14001"], minimumYears: 1 }),
      shopWith(held("as9100d")),
      TODAY,
    );
    expect(findings.map((each) => sentenceOf(each, "en-IN"))).toEqual([
      "ISO 9001:2015 is required: your AS9100D (EN 9100, JISQ 9100) covers it until 31 March 2027 (declared, not verified).",
      "At least 1 year in business: you have 17 years.",
      "ISO 14001:2015 is an advantage: your register does not list it.",
    ]);
  });
});
