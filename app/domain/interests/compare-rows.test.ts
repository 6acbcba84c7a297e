import { describe, expect, it } from "vitest";
import type { Assessment, Finding } from "#app/domain/eligibility/assess.ts";
import { COMPARED_MAX, readCompareQuery, withParams } from "#app/domain/interests/compare-query.ts";
import { byQualification, outcomeWord, requirementRows } from "#app/domain/interests/compare-rows.ts";

const years = (yours: number | null, outcome: Finding["outcome"]): Finding => ({
  about: "years",
  minimum: 5,
  yours,
  level: "required",
  outcome,
});
const licence = (outcome: Finding["outcome"]): Finding => ({
  about: "industrial_licence",
  yours: outcome === "met",
  level: "required",
  outcome,
});
const assessment = (verdict: Assessment["verdict"], ...findings: Finding[]): Assessment => ({
  verdict,
  findings,
});

describe("requirements as rows", () => {
  it("tells rows that differ from those that do not, and keeps a place for what was not asked", () => {
    const rows = requirementRows(
      [
        assessment("qualifies", years(9, "met"), licence("met")),
        assessment("does_not_qualify", years(9, "met")),
      ],
      "en-IN",
    );
    expect(rows.map(({ key, differs }) => [key, differs])).toEqual([
      ["years", false],
      ["industrial_licence", true],
    ]);
    expect(rows[1]!.cells).toEqual([{ outcome: "met", word: "Met", answer: "they hold one" }, null]);
  });

  it("says of what is only preferred that it is not needed", () => {
    expect(outcomeWord({ level: "preferred", outcome: "gap" })).toBe("Not needed");
    expect(outcomeWord({ level: "preferred", outcome: "met" })).toBe("Met");
    expect(outcomeWord({ level: "required", outcome: "unmet" })).toBe("Not met");
  });

  it("puts the better qualified first, then those who meet more", () => {
    const better = assessment("qualifies_with_gaps", years(9, "met"), licence("gap"));
    const more = assessment("does_not_qualify", years(9, "met"), licence("unmet"));
    const less = assessment("does_not_qualify", years(1, "unmet"), licence("unmet"));
    expect([less, more, better].sort(byQualification)).toEqual([better, more, less]);
  });
});

describe("the address of a comparison", () => {
  const ids = Array.from({ length: 10 }, (_, n) => `0195f3c0-0000-4000-8000-00000000000${n}`);

  it("keeps the order of the chosen, once each, and counts what it leaves out", () => {
    const params = withParams([ids[3]!, ids[1]!, ids[3]!, "nonsense"]);
    expect(readCompareQuery(params)).toMatchObject({ chosen: [ids[3], ids[1]], leftOut: 1 });
    expect(readCompareQuery(withParams(ids))).toMatchObject({ leftOut: ids.length - COMPARED_MAX });
  });

  it("reads anything without failing", () => {
    const query = readCompareQuery(new URLSearchParams("page=-5&rows=all&q=%20%20x"));
    expect(query).toEqual({ chosen: [], leftOut: 0, onlyDiffering: false, q: "x", page: 1 });
  });
});
