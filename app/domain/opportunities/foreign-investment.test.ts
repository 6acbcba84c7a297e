import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFENCE_FDI_RULE, fdiRoute } from "#app/core/reference/fdi.ts";
import { foreignInvestmentOf, foreignShares } from "#app/domain/opportunities/foreign-investment.ts";

const venture = (equityMinBps: number | null, equityMaxBps: number | null, posterCountry = "IN") => ({
  ...{ equityMinBps, equityMaxBps, posterCountry, newIndustrialLicence: true as boolean | null },
});
const sentence = (...given: Parameters<typeof venture>) => foreignInvestmentOf(venture(...given))?.sentence;

describe("the foreign share", () => {
  it("is what an Indian poster offers, and what a foreign poster keeps", () => {
    expect(foreignShares(venture(2_600, 4_900))).toEqual([26, 49]);
    expect(foreignShares(venture(2_600, 4_900, "FR"))).toEqual([51, 74]);
    expect(foreignShares(venture(null, 4_900, "FR"))).toEqual([51, 51]);
    expect(foreignShares(venture(null, null))).toBeNull();
  });

  it("of a foreign poster and of the Indian partner add up to the whole, whatever is offered", () => {
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(bps, bps, (one, other) => {
        const [least, most] = [Math.min(one, other), Math.max(one, other)];
        const [home, abroad] = [
          foreignShares(venture(least, most))!,
          foreignShares(venture(least, most, "DE"))!,
        ];
        expect(home[0] + abroad[1]).toBeCloseTo(100);
        expect(home[1] + abroad[0]).toBeCloseTo(100);
      }),
    );
  });
});

describe("the route", () => {
  it("is one sentence where the whole range takes the same", () => {
    expect(sentence(2_600, 4_900)).toBe(
      fdiRoute({ equityMaxPercent: 49, newIndustrialLicence: true }).sentence,
    );
    expect(sentence(8_000, 9_000)).toMatch(/^A foreign share of 90% needs government approval/);
    expect(sentence(8_000, 9_000)).not.toMatch(/A share of/);
  });

  it("says how far the automatic route goes where the range crosses its limit", () => {
    expect(sentence(5_100, 8_000)).toMatch(
      /80% needs government approval.* A share of 51% to 74% can come by the/,
    );
    expect(sentence(7_400, 8_000)).toMatch(/A share of 74% can come/);
  });

  it("says both where nobody said whether a licence is sought", () => {
    const both = foreignInvestmentOf({ ...venture(5_000, 6_000), newIndustrialLicence: null })!;
    expect(both.sentence).toMatch(
      /^If the venture seeks a new industrial licence: A foreign share of up to 60%/,
    );
    expect(both.sentence).toMatch(/If it does not: A foreign share of 60% needs government approval/);
  });

  it("follows the rule that a moderator entered, by its name and date", () => {
    const rules = {
      name: "Press Note 5",
      ruleDate: "2027-03-01",
      automaticMaxPercentWithNewLicence: 100,
      automaticMaxPercentWithDeclaration: 60,
    };
    const answer = foreignInvestmentOf(venture(8_000, 9_000), rules)!;
    expect(answer.sentence).toMatch(/up to 90% can come by the automatic route/);
    expect(answer.disclaimer).toBe("By Press Note 5 of 1 March 2027; not legal advice.");
  });

  it("never calls a share automatic that lies above the limit", () => {
    const bps = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(
        bps,
        fc.boolean(),
        fc.constantFrom("IN", "US"),
        (share, newIndustrialLicence, posterCountry) => {
          const offer = { equityMinBps: share, equityMaxBps: share, newIndustrialLicence, posterCountry };
          const foreign = posterCountry === "IN" ? share : 10_000 - share;
          const { automaticMaxPercentWithNewLicence, automaticMaxPercentWithDeclaration } = DEFENCE_FDI_RULE;
          const limit = newIndustrialLicence
            ? automaticMaxPercentWithNewLicence
            : automaticMaxPercentWithDeclaration;
          expect(/needs government approval/.test(foreignInvestmentOf(offer)!.sentence)).toBe(
            foreign > limit * 100,
          );
        },
      ),
    );
  });
});
