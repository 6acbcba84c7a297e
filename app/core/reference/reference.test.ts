import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CERTIFICATIONS,
  coveredCertifications,
  findCertification,
} from "#app/core/reference/certifications.ts";
import { COUNTRY_CODES, countryName, countryOptions, INDIAN_STATES } from "#app/core/reference/countries.ts";
import { CURRENCIES, currencyName } from "#app/core/reference/currencies.ts";
import { fdiRoute } from "#app/core/reference/fdi.ts";
import { enterpriseClass } from "#app/core/reference/msme-classes.ts";
import { SECTORS, sectorLabel, sectorOfSubSector } from "#app/core/reference/sectors.ts";
import { enterpriseClassValues } from "#app/core/reference/terms.ts";
import { isTrl, stageForTrl, trlSentence, trlValues } from "#app/core/reference/trl.ts";

const unique = (values: readonly string[]) => new Set(values).size === values.length;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe("sectors", () => {
  it("are 14, each with 4 to 10 sub-sectors, all codes kebab-case and unique", () => {
    expect(SECTORS).toHaveLength(14);
    const codes = SECTORS.flatMap((sector) => [sector.code, ...sector.subSectors.map((sub) => sub.code)]);
    expect(unique(codes)).toBe(true);
    for (const code of codes) expect(code).toMatch(KEBAB);
    for (const sector of SECTORS) {
      expect(sector.subSectors.length, sector.code).toBeGreaterThanOrEqual(4);
      expect(sector.subSectors.length, sector.code).toBeLessThanOrEqual(10);
    }
  });
  it("know their parent and label", () => {
    expect(sectorOfSubSector("lasers")).toBe("sensors-electro-optics");
    expect(sectorOfSubSector("nowhere")).toBeUndefined();
    expect(sectorLabel("naval-marine")).toBe("Naval & marine");
  });
});

describe("certifications", () => {
  it("include only known codes and answer to one name each", () => {
    const codes = CERTIFICATIONS.map((entry) => entry.code as string);
    expect(unique(codes)).toBe(true);
    for (const entry of CERTIFICATIONS) {
      for (const included of entry.includes) expect(codes).toContain(included);
      expect("includesBecause" in entry, entry.code).toBe(entry.includes.length > 0);
      for (const name of [entry.code, entry.label, ...entry.aliases])
        expect(findCertification(name)?.code, name).toBe(entry.code);
    }
  });
  it("carry equivalences step by step", () => {
    expect(findCertification("EN 9100")?.code).toBe("as9100d");
    expect(coveredCertifications(["as9100d"])).toEqual(new Set(["as9100d", "iso-9001"]));
    expect(coveredCertifications(["zed-gold"])).toEqual(new Set(["zed-gold", "zed-silver", "zed-bronze"]));
    expect(coveredCertifications(["iso-9001"])).toEqual(new Set(["iso-9001"]));
    expect(findCertification("ISO 9002")).toBeUndefined();
  });
});

describe("countries and currencies", () => {
  it("are all 249 assigned codes, each with a name", () => {
    expect(COUNTRY_CODES).toHaveLength(249);
    expect([...COUNTRY_CODES]).toEqual([...new Set(COUNTRY_CODES)].sort());
    for (const code of COUNTRY_CODES) expect(countryName(code), code).not.toBe(code);
    expect(countryOptions("en")[0]).toEqual({ code: "IN", name: "India" });
  });
  it("give India's states unique codes and GST codes", () => {
    expect(INDIAN_STATES).toHaveLength(36);
    expect(unique(INDIAN_STATES.map((state) => state.code))).toBe(true);
    expect(unique(INDIAN_STATES.map((state) => state.gstCode))).toBe(true);
  });
  it("name every currency", () => {
    expect(unique(CURRENCIES)).toBe(true);
    for (const currency of CURRENCIES) expect(currencyName(currency), currency).not.toBe(currency);
  });
});

describe("readiness levels", () => {
  it("have a wording and a stage that never falls", () => {
    const stages = [
      "concept",
      "under_development",
      "lab_tested",
      "available_for_demonstration",
      "on_the_market",
    ];
    const order = trlValues.map((trl) => stages.indexOf(stageForTrl(trl)));
    expect(order).toEqual([0, 0, 1, 2, 2, 3, 3, 4, 4]);
    expect(trlSentence(6)).toBe("TRL 6: demonstrated in relevant environment");
    expect([0, 1, 9, 10, 2.5].map(isTrl)).toEqual([false, true, true, false, false]);
  });
});

describe("foreign investment route", () => {
  it.each([
    [74, true, "automatic"],
    [74.01, true, "government"],
    [49, false, "automatic_with_declaration"],
    [49.01, false, "government"],
    [0, false, "automatic_with_declaration"],
    [100, true, "government"],
  ] as const)("%d%%, new licence %s: %s", (equityMaxPercent, newIndustrialLicence, route) => {
    const answer = fdiRoute({ equityMaxPercent, newIndustrialLicence });
    expect(answer.route).toBe(route);
    expect(answer.sentence).toContain(`${equityMaxPercent}%`);
    expect(answer.disclaimer).toMatch(/17 September 2020; not legal advice/);
  });
  it.each([-1, 101, Number.NaN])("does not accept a share of %d", (equityMaxPercent) => {
    expect(() => fdiRoute({ equityMaxPercent, newIndustrialLicence: true })).toThrow(RangeError);
  });
});

describe("enterprise class", () => {
  const crore = 1_000_000_000n;
  it.each([
    [(25n * crore) / 10n, 10n * crore, "micro"],
    [(25n * crore) / 10n + 1n, 10n * crore, "small"],
    [1n, 10n * crore + 1n, "small"],
    [25n * crore, 100n * crore, "small"],
    [125n * crore, 500n * crore, "medium"],
    [1n, 500n * crore + 1n, "large"],
  ] as const)("investment %d, turnover %d paise: %s", (investmentMinor, turnoverMinor, expected) => {
    expect(enterpriseClass({ investmentMinor, turnoverMinor })).toBe(expected);
  });
  it("never falls when a figure rises", () => {
    const figures = fc.bigInt({ min: 0n, max: 1000n * crore });
    fc.assert(
      fc.property(figures, figures, figures, (investmentMinor, turnoverMinor, more) => {
        const rank = (investment: bigint, turnover: bigint) =>
          enterpriseClassValues.indexOf(
            enterpriseClass({ investmentMinor: investment, turnoverMinor: turnover }),
          );
        expect(rank(investmentMinor + more, turnoverMinor)).toBeGreaterThanOrEqual(
          rank(investmentMinor, turnoverMinor),
        );
        expect(rank(investmentMinor, turnoverMinor + more)).toBeGreaterThanOrEqual(
          rank(investmentMinor, turnoverMinor),
        );
      }),
    );
  });
});
