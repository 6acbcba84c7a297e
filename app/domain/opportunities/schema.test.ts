import { parseWithZod } from "@conform-to/zod/v4";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CERTIFICATIONS } from "#app/core/reference/certifications.ts";
import { COUNTRY_CODES } from "#app/core/reference/countries.ts";
import { CURRENCIES } from "#app/core/reference/currencies.ts";
import { SECTORS } from "#app/core/reference/sectors.ts";
import { licenceValues, opportunityKindValues, partnerKindValues } from "#app/core/reference/terms.ts";
import { fieldsOfStep, stepValues } from "#app/domain/opportunities/fields.ts";
import { formValuesOf } from "#app/domain/opportunities/form-values.ts";
import {
  currencyOf,
  parseOpportunityInput,
  stepSchema,
  type OpportunityValues,
} from "#app/domain/opportunities/schema.ts";
import {
  indianDay,
  readDay,
  readDeadline,
  readMonths,
  readPercent,
} from "#app/domain/opportunities/typed-text.ts";

const read = (input: Record<string, unknown>, kind = opportunityKindValues[0], base = {}) =>
  parseOpportunityInput(input, { kind, base });
const problemOf = (input: Record<string, unknown>, kind = opportunityKindValues[0]) =>
  read(input, kind).problems.map(({ field }) => field);

describe("reading what people type", () => {
  it.each([
    ["2.5", 250],
    ["2.5 %", 250],
    ["0", 0],
    ["100%", 10_000],
    ["12.34", 1234],
  ])("reads %s percent", (text, bps) => expect(readPercent(text)).toEqual({ ok: true, value: bps }));

  it.each(["101", "-1", "2,5", "2.555", "two", ""])("refuses the percentage %j", (text) =>
    expect(readPercent(text).ok).toBe(false),
  );

  it("reads months and years", () => {
    expect(readMonths("24", "It", 600)).toEqual({ ok: true, value: 24 });
    expect(readMonths("2 years", "It", 600)).toEqual({ ok: true, value: 24 });
    expect(readMonths("0", "It", 600).ok).toBe(false);
    expect(readMonths("51 years", "It", 600).ok).toBe(false);
  });

  it("refuses days that are not in the calendar", () => {
    for (const text of ["2027-02-30", "31/03/2027", "2027-13-01", "2027-3-1", "soon", "0000-01-01"])
      expect(readDay(text).ok).toBe(false);
    expect(readDay("2028-02-29")).toEqual({ ok: true, value: "2028-02-29" });
  });

  it("ends a deadline with its day in India, and shows the same day again", () => {
    expect(readDeadline("2027-03-31")).toEqual({ ok: true, value: new Date("2027-03-31T18:29:59Z") });
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-02"), max: new Date("2099-12-30"), noInvalidDate: true }),
        (date) => {
          const day = indianDay(date);
          const deadline = readDeadline(day);
          expect(deadline.ok && indianDay(deadline.value)).toBe(day);
        },
      ),
    );
  });

  it("takes names and codes of countries, and names the one it does not know", () => {
    expect(read({ partnerCountries: "Germany, in; USA\nUnited Kingdom" }).values.partnerCountries).toEqual([
      "DE",
      "IN",
      "US",
      "GB",
    ]);
    expect(read({ partnerCountries: "India, Atlantis" }).problems).toEqual([
      { field: "partnerCountries", message: expect.stringContaining("“Atlantis” is not a country") },
    ]);
  });

  it("tells every problem of a row at once", () => {
    expect(
      problemOf({
        title: "x".repeat(121),
        totFeeMinor: "-5",
        trlCurrent: "10",
        licence: "forever",
        exportClassification: "5A101",
      }),
    ).toEqual(["title", "trlCurrent", "licence", "totFeeMinor", "exportRegime"]);
    expect(problemOf({ equityMinBps: "60", equityMaxBps: "40" }, "joint_venture")).toEqual(["equityMaxBps"]);
    expect(problemOf({ licence: "sole" }, "joint_venture")).toEqual(["licence"]);
    expect(
      problemOf({ interestDeadline: "2027-05-01", callDeadline: "2027-05-01" }, "collaboration_call"),
    ).toEqual(["interestDeadline"]);
  });

  it("checks a new value against what is stored", () => {
    const base = { exportRegime: "scomet" } as const;
    expect(read({ exportClassification: "5a101" }, "technology_transfer", base)).toMatchObject({
      values: { exportClassification: "5A101" },
      problems: [],
    });
    expect(read({ exportClassification: "XI(a)" }, "technology_transfer", base).problems).toHaveLength(1);
  });

  it("reads only what is given, and empties what is given blank", () => {
    expect(Object.keys(read({ title: "A title" }).values)).toEqual(["title"]);
    expect(read({ licenceTermMonths: " ", keywords: "" }).values).toEqual({
      licenceTermMonths: null,
      keywords: [],
    });
  });

  it("takes any rubbish without throwing, and never lets through what the database refuses", () => {
    const anything = fc.dictionary(
      fc.constantFrom(...stepValues.flatMap((step) => fieldsOfStep(step, "technology_transfer"))),
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc.double(),
        fc.constantFrom(true, null, {}, [[]], "\u0000\ud800"),
        fc.array(fc.string()),
        fc.array(fc.dictionary(fc.string(), fc.string())),
      ),
    );
    fc.assert(
      fc.property(anything, (input) => {
        const { values, problems } = read(input);
        for (const { message } of problems) expect(message).toMatch(/[.…]$/);
        expect(
          JSON.stringify(values, (_, each) => (typeof each === "bigint" ? `${each}` : each)),
        ).not.toMatch(/\\u0000/);
        expect(values.title?.length ?? 0).toBeLessThanOrEqual(120);
      }),
      { numRuns: 60 },
    );
  });
});

const line = (max: number) =>
  fc
    .stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .-]*$/)
    .map((text) => text.replace(/\s+/g, " ").trim().slice(0, max).trim());
const amount = fc.option(fc.bigInt({ min: 1n, max: 10n ** 15n }));
const bps = fc.option(fc.nat(10_000));
const deadlineDay = fc
  .option(fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true }))
  .map((date) => date && new Date(`${indianDay(date)}T23:59:59.000+05:30`));
const countries = fc.uniqueArray(fc.constantFrom(...COUNTRY_CODES), { maxLength: 6 });

describe("a step's form", () => {
  const stored = fc.record({
    currency: fc.constantFrom(...CURRENCIES),
    totFeeMinor: amount,
    minimumTurnoverMinor: amount,
    royaltyDomesticBps: bps,
    licence: fc.option(fc.constantFrom(...licenceValues)),
    sublicensing: fc.option(fc.boolean()),
    industrialLicenceRequired: fc.boolean(),
    partnerKinds: fc.uniqueArray(fc.constantFrom(...partnerKindValues)),
    partnerCountries: countries,
    keywords: fc.uniqueArray(line(40), { maxLength: 10, selector: (word) => word }),
    title: line(120),
    sector: fc.option(fc.constantFrom(...SECTORS.map(({ code }) => code))),
    interestDeadline: deadlineDay,
    milestones: fc.array(
      fc.record({ label: line(50), amountMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String) }),
      { maxLength: 4 },
    ),
    certifications: fc.uniqueArray(
      fc.record({
        certification: fc.constantFrom(...CERTIFICATIONS.map(({ code }) => code)),
        level: fc.constantFrom("required", "preferred"),
      }),
      { maxLength: 4, selector: ({ certification }) => certification },
    ),
    patents: fc.array(
      fc.record({
        number: line(20),
        country: fc.constantFrom("IN", "EP", "US"),
        expiresOn: fc.constant("2031-05-09"),
      }),
      { maxLength: 3 },
    ),
  });

  it("shows stored values so that saving them unchanged changes nothing", () => {
    fc.assert(
      fc.property(
        stored,
        fc.constantFrom(...opportunityKindValues),
        fc.constantFrom(...stepValues),
        (values, kind, step) => {
          const shown = formValuesOf(step, kind, { ...BLANK, ...values } as unknown as OpportunityValues);
          const form = new FormData();
          for (const [name, value] of Object.entries(shown)) {
            if (typeof value === "string") form.append(name, value);
            else
              value.forEach((each, index) =>
                typeof each === "string"
                  ? form.append(name, each)
                  : Object.entries(each).forEach(([cell, text]) =>
                      form.append(`${name}[${index}].${cell}`, text),
                    ),
              );
          }
          const submission = parseWithZod(form, {
            schema: stepSchema(step, kind, currencyOf(form.get("currency") ?? values.currency)),
          });
          expect(submission.reply().error ?? null).toBeNull();
          if (submission.status !== "success") throw new Error("refused");
          for (const [field, value] of Object.entries(submission.value))
            expect({ [field]: value }).toEqual({ [field]: { ...BLANK, ...values }[field as "title"] });
        },
      ),
      { numRuns: 120 },
    );
  });
});

const BLANK = {
  ...{ summary: "", description: "", advantages: "", applications: "", subSector: null },
  ...{ trlCurrent: null, trlTarget: null, trlEvidence: "", developmentStage: null, iprStatus: null },
  ...{ licenceTermMonths: null, licenceTerritory: "", licenceFieldOfUse: "", royaltyExportBps: null },
  ...{ minimumAnnualFeeMinor: null, securityDepositMinor: null, termsOnRequest: [] },
  ...{ equityMinBps: null, equityMaxBps: null, investmentMinMinor: null, investmentMaxMinor: null },
  ...{ posterBrings: "", partnerBrings: "", placeOfManufacture: "", newIndustrialLicence: null },
  ...{ programme: "", callIdentifier: "", callUrl: "", coordinatorSought: null, rolesSought: [] },
  ...{ countriesInvited: [], callDeadline: null, durationMonths: null, budgetMinor: null },
  ...{ minimumYears: null, minimumClass: null, pastSupply: "", exportRegime: "none" },
  ...{ exportClassification: "", release: "anyone", releaseCountries: [], contactRole: "" },
};
