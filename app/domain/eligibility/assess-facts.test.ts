import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptPerLocale } from "#app/core/formats.ts";
import { enterpriseClassValues } from "#app/core/reference/terms.ts";
import { assess, type Finding, type Verdict } from "#app/domain/eligibility/assess.ts";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import { day, minor, profile, requirements } from "#tests/fixtures/eligibility-worlds.ts";
import { asking, held, shopWith } from "#tests/fixtures/eligibility.ts";

const RANK: Record<Verdict, number> = { does_not_qualify: 0, qualifies_with_gaps: 1, qualifies: 2 };
type Change = (who: CapabilityProfile) => CapabilityProfile;

/** What can be left unsaid, each with a way of saying it. */
const statement: fc.Arbitrary<{ silence: Change; word: Change }> = fc.oneof(
  fc.integer({ min: 1950, max: 2026 }).map((foundedYear) => ({
    silence: (who: CapabilityProfile) => ({ ...who, foundedYear: null }),
    word: (who: CapabilityProfile) => ({ ...who, foundedYear }),
  })),
  fc.tuple(minor, fc.constantFrom("INR", "EUR")).map(([amount, currency]) => ({
    silence: (who: CapabilityProfile) => ({ ...who, yearlyTurnover: null }),
    word: (who: CapabilityProfile) => ({ ...who, yearlyTurnover: { minor: amount, currency } }),
  })),
  fc.boolean().map((industrialLicence) => ({
    silence: (who: CapabilityProfile) => ({ ...who, industrialLicence: null }),
    word: (who: CapabilityProfile) => ({ ...who, industrialLicence }),
  })),
  fc.constantFrom(...enterpriseClassValues).map((enterpriseClass) => ({
    silence: (who: CapabilityProfile) => ({ ...who, enterpriseClass: null }),
    word: (who: CapabilityProfile) => ({ ...who, enterpriseClass }),
  })),
);

/** The better of two values of one fact: whatever is asked, it never stands in the way of what the worse one meets. */
const improvement: fc.Arbitrary<{ worse: Change; better: Change }> = fc.oneof(
  fc.tuple(fc.integer({ min: 1950, max: 2026 }), fc.nat(60)).map(([foundedYear, years]) => ({
    worse: (who: CapabilityProfile) => ({ ...who, foundedYear }),
    better: (who: CapabilityProfile) => ({ ...who, foundedYear: foundedYear - years }),
  })),
  fc.tuple(minor, minor, fc.constantFrom("INR", "EUR")).map(([amount, more, currency]) => ({
    worse: (who: CapabilityProfile) => ({ ...who, yearlyTurnover: { minor: amount, currency } }),
    better: (who: CapabilityProfile) => ({
      ...who,
      yearlyTurnover: { minor: String(BigInt(amount) + BigInt(more)), currency },
    }),
  })),
  fc.constant({
    worse: (who: CapabilityProfile) => ({ ...who, industrialLicence: false }),
    better: (who: CapabilityProfile) => ({ ...who, industrialLicence: true }),
  }),
);

const nameOf = (finding: Finding) =>
  `${finding.level} ${finding.about} ${finding.about === "certification" ? finding.code : ""}`;

describe("facts of a profile", () => {
  it("change nothing but what was unknown by being stated", () => {
    fc.assert(
      fc.property(requirements, profile, statement, day, (asked, who, { silence, word }, on) => {
        const silent = silence(who);
        const before = assess(asked, silent, on).findings;
        const after = new Map(assess(asked, word(silent), on).findings.map((each) => [nameOf(each), each]));
        expect(after.size).toBe(before.length);
        for (const finding of before)
          // Whose class is unknown may be one of the kinds sought in any case; saying which changes no answer.
          if (finding.outcome !== "unknown")
            expect(after.get(nameOf(finding))!.outcome).toBe(finding.outcome);
      }),
      { numRuns: 1_000 },
    );
  });

  it("never make anybody less eligible by being more of what is asked: years, turnover, licence", () => {
    fc.assert(
      fc.property(requirements, profile, improvement, day, (asked, who, { worse, better }, on) => {
        expect(RANK[assess(asked, better(who), on).verdict]).toBeGreaterThanOrEqual(
          RANK[assess(asked, worse(who), on).verdict],
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it("of size are no such facts: who grows out of a class is no partner of that class any more", () => {
    const asked = asking({ partnerKinds: ["small"] });
    const verdictOf = (enterpriseClass: CapabilityProfile["enterpriseClass"]) =>
      assess(asked, { ...shopWith(), enterpriseClass }, "2026-11-22").verdict;
    expect(verdictOf("small")).toBe("qualifies");
    expect(verdictOf("medium")).toBe("does_not_qualify");
  });
});

// Summer time begins and ends at other hours and on other days in each of these; in some at midnight itself.
const ZONES = [
  ...["Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "America/Santiago"],
  ...["America/Havana", "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Chatham"],
  ...["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "UTC"],
];
const HOUR_MS = 3_600_000;

const clockIn = keptPerLocale(
  (timeZone) =>
    new Intl.DateTimeFormat("en-GB", {
      ...{ timeZone, day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit" },
    }),
);

/** The calendar date somewhere, read from the parts of another format than the engine uses. */
function wallDate(instantMs: number, timeZone: string): string {
  const parts = Object.fromEntries(
    clockIn(timeZone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The first instant that is not of this date any more. */
function endOf(date: string, timeZone: string): number {
  let [inside, outside] = [
    Date.parse(`${date}T12:00:00Z`) - 30 * HOUR_MS,
    Date.parse(`${date}T12:00:00Z`) + 30 * HOUR_MS,
  ];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (wallDate(middle, timeZone) <= date) inside = middle;
    else outside = middle;
  }
  return outside;
}

describe("the last day of a certificate", () => {
  const asked = asking({ certifications: ["as9100d"] });
  const verdictAt = (instantMs: number, timeZone: string, expiresOn: string) =>
    assess(
      asked,
      shopWith(held("as9100d", { issuedOn: "2019-01-01", expiresOn })),
      calendarDateIn(timeZone, new Date(instantMs)),
    ).verdict;

  it("ends at midnight in the organisation's zone to the millisecond, summer time or not", () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...ZONES), (date, timeZone) => {
        const end = endOf(date, timeZone);
        expect(verdictAt(end - 1, timeZone, date)).toBe("qualifies");
        expect(verdictAt(end, timeZone, date)).toBe("qualifies_with_gaps");
      }),
      { numRuns: 150 },
    );
  });

  it("ends so on the very days on which the clocks change", () => {
    for (const [timeZone, date] of [
      ["Europe/Berlin", "2026-03-29"],
      ["Europe/Berlin", "2026-10-25"],
      ["America/New_York", "2026-11-01"],
      ["America/Santiago", "2026-04-04"],
      ["America/Santiago", "2026-09-05"],
      ["Australia/Lord_Howe", "2026-04-05"],
    ] as const) {
      const end = endOf(date, timeZone);
      expect(
        [verdictAt(end - 1, timeZone, date), verdictAt(end, timeZone, date)],
        `${timeZone} ${date}`,
      ).toEqual(["qualifies", "qualifies_with_gaps"]);
    }
    // Two in the year have another length than a day of 24 hours.
    expect(endOf("2026-03-29", "Europe/Berlin") - endOf("2026-03-28", "Europe/Berlin")).toBe(23 * HOUR_MS);
    expect(endOf("2026-10-25", "Europe/Berlin") - endOf("2026-10-24", "Europe/Berlin")).toBe(25 * HOUR_MS);
  });

  it("never comes back once it is over", () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...ZONES), fc.nat(400), (date, timeZone, hours) => {
        const end = endOf(date, timeZone);
        expect(verdictAt(end + hours * HOUR_MS, timeZone, date)).toBe("qualifies_with_gaps");
      }),
      { numRuns: 150 },
    );
  });
});
