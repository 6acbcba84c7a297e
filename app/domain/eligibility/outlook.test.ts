import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certificationValues } from "#app/core/reference/certifications.ts";
import type { Requirements } from "#app/core/requirements.ts";
import { assess } from "#app/domain/eligibility/assess.ts";
import { openedBy, outlookOf, type Asked, type Opening } from "#app/domain/eligibility/outlook.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import { keyOf } from "#app/domain/eligibility/remedies.ts";
import { certificate } from "#tests/fixtures/eligibility-worlds.ts";
import { asking, held, SHOP, shopWith, TODAY } from "#tests/fixtures/eligibility.ts";

// Few standards, some of which include others, so that remedies meet each other often.
const STANDARDS = ["iso-9001", "as9100d", "nabl", "iso-17025", "iso-14001"] as const;
const few = fc.uniqueArray(fc.constantFrom(...STANDARDS), { maxLength: 3 });
const asked: fc.Arbitrary<Asked> = fc.record({
  requirements: fc
    .record({
      certifications: few,
      industrialLicenceRequired: fc.boolean(),
      minimumYears: fc.constantFrom(null, null, 5, 40),
      minimumTurnoverMinor: fc.constantFrom(null, null, "1"),
      partnerCountries: fc.constantFrom<string[]>([], [], ["FR"]),
    })
    .map(asking),
  opportunities: fc.integer({ min: 1, max: 9 }),
  askingForSupplies: fc.constant(0),
});
const owner: fc.Arbitrary<CapabilityProfile> = fc
  .record({
    certificates: fc.array(
      fc
        .tuple(certificate, fc.constantFrom(...STANDARDS))
        .map(([fields, standard]) => ({ ...fields, standard })),
      { maxLength: 3 },
    ),
    industrialLicence: fc.constantFrom(true, false, null),
    foundedYear: fc.constantFrom(2009, null),
    yearlyTurnover: fc.constantFrom(SHOP.yearlyTurnover, null),
  })
  .map((fields) => ({ ...SHOP, ...fields }));

/** Every change that could be made, without the engine's ideas of what might help. */
const CHANGES = new Map<string, (who: CapabilityProfile) => CapabilityProfile>([
  ...certificationValues.map((standard): [string, (who: CapabilityProfile) => CapabilityProfile] => [
    standard,
    (who) => ({
      ...who,
      certificates: [...who.certificates, held(standard, { issuedOn: null, expiresOn: null })],
    }),
  ]),
  ["industrial-licence", (who) => ({ ...who, industrialLicence: true })],
]);

const qualifies = (requirements: Requirements, who: CapabilityProfile) =>
  assess(requirements, who, TODAY).verdict === "qualifies";
const counted = (market: Asked[], isCounted: (requirements: Requirements) => boolean) =>
  market.reduce((sum, each) => sum + (isCounted(each.requirements) ? each.opportunities : 0), 0);
const asTable = (openings: Opening[]) =>
  Object.fromEntries(openings.map(({ remedies, opens }) => [remedies.map(keyOf).join(" "), opens]));

describe("what a remedy is said to open", () => {
  it("is exactly what trying it out on every opportunity opens", () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 8 }), owner, (market, who) => {
        const { singles, verdicts, total } = outlookOf(market, who, TODAY);
        const closed = ({ requirements }: Asked) => !qualifies(requirements, who);
        const known = new Set<string>([
          ...market.flatMap(({ requirements }) => requirements.certifications),
          ...who.certificates.map(({ standard }) => standard),
        ]);
        const expected: Record<string, number> = {};
        for (const [key, change] of CHANGES) {
          // Stating that one holds a licence is no remedy for having said nothing.
          const isOffered = key === "industrial-licence" ? who.industrialLicence === false : known.has(key);
          const opens = counted(market.filter(closed), (each) => qualifies(each, change(who)));
          if (isOffered && opens > 0) expected[key] = opens;
        }
        expect(asTable(singles)).toEqual(expected);
        expect(verdicts.qualifies).toBe(counted(market, (each) => qualifies(each, who)));
        expect(total).toBe(counted(market, () => true));
        const ranks = singles.map(({ opens }) => opens);
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
      { numRuns: 120 },
    );
  });

  it("together with another is exactly what both open where no single one does", () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 6 }), owner, (market, who) => {
        const { singles, pairs } = outlookOf(market, who, TODAY);
        const isLeft = (each: Requirements) =>
          !qualifies(each, who) && !singles.some(({ remedies }) => openedBy(who, TODAY, remedies)(each));
        const offered = [...CHANGES].filter(([key]) =>
          key === "industrial-licence"
            ? who.industrialLicence === false
            : market.some(({ requirements }) => requirements.certifications.includes(key)) ||
              who.certificates.some(({ standard }) => standard === key),
        );
        const expected: Record<string, number> = {};
        for (const [first, change] of offered)
          for (const [second, other] of offered.filter(([key]) => key > first)) {
            const opens = counted(market, (each) => isLeft(each) && qualifies(each, other(change(who))));
            if (opens > 0) expected[`${first} ${second}`] = opens;
          }
        const names = (table: Record<string, number>) =>
          Object.entries(table)
            .map(([key, opens]) => [key.split(" ").sort().join(" "), opens])
            .sort();
        expect(names(asTable(pairs))).toEqual(names(expected));
      }),
      { numRuns: 120 },
    );
  });

  it("is what the list behind it holds", () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 8 }), owner, (market, who) => {
        const { singles } = outlookOf(market, who, TODAY);
        for (const { remedies, opens } of singles)
          expect(counted(market, openedBy(who, TODAY, remedies))).toBe(opens);
      }),
    );
  });
});

describe("the outlook", () => {
  const market = (...all: Partial<Requirements>[]): Asked[] =>
    all.map((fields) => ({ requirements: asking(fields), opportunities: 1, askingForSupplies: 0 }));

  it("puts what opens most first, and among equals what was held before", () => {
    const who = shopWith(held("as9100d", { expiresOn: "2026-03-03" }), held("iso-14001"));
    const { singles, pairs } = outlookOf(
      market(
        { certifications: ["as9100d"] },
        { certifications: ["iso-9001"] },
        { certifications: ["iso-27001"] },
        { certifications: ["iso-27001", "iso-14001"] },
        { certifications: ["nabl"] },
        { certifications: ["nabl", "cmmi"] },
        { certifications: ["as9100d"], minimumYears: 90 },
      ),
      who,
      TODAY,
    );
    expect(singles.map(({ remedies, opens }) => [remedies.map(keyOf).join(), opens])).toEqual([
      ["as9100d", 2],
      ["iso-27001", 2],
      ["iso-9001", 1],
      ["nabl", 1],
    ]);
    expect(pairs.map(({ remedies, opens }) => [remedies.map(keyOf), opens])).toEqual([[["cmmi", "nabl"], 1]]);
  });

  it("counts who asks for what is not stated, and where nothing else is lacking", () => {
    const silent = { ...SHOP, yearlyTurnover: null, foundedYear: null, enterpriseClass: null };
    const { statements } = outlookOf(
      market(
        { minimumTurnoverMinor: "1" },
        { minimumTurnoverMinor: "1", minimumYears: 2 },
        { minimumTurnoverMinor: "1", certifications: ["nabl"] },
        { minimumClass: "small", partnerKinds: ["small"] },
        { industrialLicenceRequired: true },
      ),
      silent,
      TODAY,
    );
    expect(statements).toEqual({
      turnover: { asks: 3, alone: 1 },
      founded_year: { asks: 1, alone: 0 },
      enterprise_class: { asks: 1, alone: 1 },
      industrial_licence: { asks: 1, alone: 1 },
    });
  });
});
