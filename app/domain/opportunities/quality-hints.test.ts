import { describe, expect, it } from "vitest";
import { missingForPublishing } from "#app/domain/opportunities/publishable.ts";
import { qualityHints } from "#app/domain/opportunities/quality-hints.ts";
import { parseOpportunityInput, type OpportunityValues } from "#app/domain/opportunities/schema.ts";
import { fieldNames } from "#app/domain/opportunities/fields.ts";
import type { OpportunityKind } from "#app/core/reference/terms.ts";

const NOW = new Date("2026-11-22T06:00:00Z");

const GOOD = {
  title: "Gallium nitride transmit-receive module for X-band radar",
  summary: "A hand-sized radar module that gives 40 W in X band and runs cooler than the usual one.",
  description: "The partner receives drawings, masks and test programs. ".repeat(8),
  advantages: "40 W instead of 25 W, at 12 °C less.",
  applications: "Ground radars.",
  keywords: "radar, gallium nitride",
  subSector: "radar",
  trlCurrent: "7",
  trlEvidence: "Six modules ran for 1,000 hours.",
  iprStatus: "granted",
  patents: "IN 9990418",
  licence: "non_exclusive",
  totFeeMinor: "12.5 lakh",
  royaltyDomesticBps: "0",
  partnerKinds: "any",
  contactRole: "Technology transfer officer",
};

/** A whole opportunity: what is not given is blank. */
function valuesOf(input: Record<string, string>, kind: OpportunityKind): OpportunityValues {
  const blank = parseOpportunityInput(Object.fromEntries(fieldNames.map((field) => [field, ""])), { kind });
  const { values, problems } = parseOpportunityInput(input, { kind });
  expect(problems).toEqual([]);
  const preset = { currency: "INR", exportRegime: "none", release: "anyone", certifications: [] };
  const others = Object.fromEntries(
    fieldNames.map((field) => [field, /s$|Kinds$|countries/i.test(field) ? [] : null]),
  );
  return { ...others, ...preset, ...blank.values, ...values } as OpportunityValues;
}

const hinted = (change: Record<string, string>, kind: OpportunityKind = "technology_transfer") =>
  qualityHints(kind, valuesOf({ ...GOOD, ...change }, kind)).map(({ field }) => field);

describe("quality hints", () => {
  it("leaves a good opportunity alone", () => expect(hinted({})).toEqual([]));

  it.each([
    ["title", "New innovative technology"],
    ["title", "Module"],
    ["title", "GALLIUM NITRIDE RADAR MODULE"],
    ["summary", "word ".repeat(75)],
    ["summary", `This module ${"and that part ".repeat(12)} works.`],
    ["description", "Short."],
    ["advantages", "Much better than others."],
    ["advantages", ""],
    ["applications", ""],
    ["keywords", ""],
    ["trlEvidence", ""],
    ["patents", ""],
    ["royaltyDomesticBps", ""],
    ["contactRole", ""],
  ])("advises on %s when it says %j", (field, text) => expect(hinted({ [field]: text })).toEqual([field]));

  it("asks for no evidence of an early level and no patents of know-how", () => {
    expect(hinted({ trlCurrent: "2", trlEvidence: "" })).toEqual([]);
    expect(hinted({ iprStatus: "secret_know_how", patents: "" })).toEqual([]);
  });

  it("advises only on fields that the kind has", () => {
    const { title, summary, description, keywords, subSector, partnerKinds, contactRole } = GOOD;
    const call = { title, summary, description, keywords, subSector, partnerKinds, contactRole };
    const hints = qualityHints("collaboration_call", valuesOf(call, "collaboration_call"));
    expect(hints.map(({ field }) => field)).toEqual(expect.arrayContaining(["callUrl"]));
    expect(hints.map(({ field }) => field)).not.toEqual(expect.arrayContaining(["licence"]));
    expect(hints.map(({ field }) => field)).not.toEqual(expect.arrayContaining(["totFeeMinor"]));
  });
});

describe("what is missing for publishing", () => {
  const missing = (input: Record<string, string>, kind: OpportunityKind) =>
    missingForPublishing(kind, valuesOf(input, kind), NOW).map(({ field }) => field);

  it("is nothing for a complete one", () => expect(missing(GOOD, "technology_transfer")).toEqual([]));

  it("is named in the order of the form", () => {
    expect(missing({}, "technology_request")).toEqual(["title", "summary", "sector"]);
    expect(missing({}, "collaboration_call")).toEqual(["title", "summary", "sector", "interestDeadline"]);
    expect(
      missing({ exportRegime: "scomet", release: "listed_countries" }, "technology_request").slice(3),
    ).toEqual(["exportClassification", "releaseCountries"]);
  });

  it("knows other ways to give the investment, and the end of a deadline", () => {
    const venture = {
      title: "T",
      summary: "S",
      subSector: "radar",
      equityMinBps: "10",
      equityMaxBps: "49",
      posterBrings: "a",
      partnerBrings: "b",
    };
    expect(missing(venture, "joint_venture")).toEqual(["investmentMinMinor"]);
    expect(missing({ ...venture, investmentMaxMinor: "5 crore" }, "joint_venture")).toEqual([]);
    expect(missing({ ...venture, termsOnRequest: "investment" }, "joint_venture")).toEqual([]);
    const call = { title: "T", summary: "S", subSector: "radar" };
    expect(missing({ ...call, interestDeadline: "2026-11-21" }, "collaboration_call")).toEqual([
      "interestDeadline",
    ]);
    expect(missing({ ...call, interestDeadline: "2026-11-22" }, "collaboration_call")).toEqual([]);
  });
});
