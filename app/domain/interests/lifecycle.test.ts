import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interestStatusValues, type InterestStatus } from "#app/core/reference/terms.ts";
import {
  INTEREST_STEPS,
  isFinal,
  isOpen,
  LATER_STATUSES,
  nextLaterStatus,
  pathBetween,
  type InterestSide,
} from "#app/domain/interests/lifecycle.ts";

const MAIN_LINE: InterestStatus[] = [
  "draft",
  "submitted",
  "acknowledged",
  "shortlisted",
  "nda",
  "in_discussion",
  "agreement",
  "concluded",
];
const status = fc.constantFrom(...interestStatusValues);
const side = fc.constantFrom<InterestSide>("applicant", "poster");

describe("the life of an expression of interest", () => {
  it("leads from the draft to the conclusion step by step", () => {
    for (let n = 1; n < MAIN_LINE.length; n++) {
      const [from, to] = [MAIN_LINE[n - 1]!, MAIN_LINE[n]!];
      expect(INTEREST_STEPS[from][to], `${from} → ${to}`).toBe(n === 1 ? "applicant" : "poster");
    }
  });

  it("can be declined by the poster and withdrawn by the applicant from every open state, and from no other", () => {
    fc.assert(
      fc.property(status, (from) => {
        expect(pathBetween(from, "declined", "poster") !== null).toBe(isOpen(from));
        expect(pathBetween(from, "withdrawn", "applicant") !== null).toBe(isOpen(from));
        expect(pathBetween(from, "declined", "applicant")).toBeNull();
        expect(pathBetween(from, "withdrawn", "poster")).toBeNull();
      }),
    );
  });

  it("never goes back, never leaves a final state, whoever tries in whatever order", () => {
    const attempt = fc.record({ to: status, by: side });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
        let now: InterestStatus = "draft";
        const passed: InterestStatus[] = [now];
        for (const { to, by } of attempts) {
          const path = pathBetween(now, to, by);
          if (!path) continue;
          expect(isFinal(now)).toBe(false);
          passed.push(...path);
          now = to;
        }
        expect(new Set(passed).size).toBe(passed.length);
        const onMainLine = passed.filter((each) => MAIN_LINE.includes(each));
        expect(onMainLine).toEqual(MAIN_LINE.slice(0, onMainLine.length));
      }),
    );
  });

  it("takes only steps of the table, so that histories have no gaps", () => {
    fc.assert(
      fc.property(status, status, side, (from, to, by) => {
        const path = pathBetween(from, to, by) ?? [];
        [from, ...path].slice(0, -1).forEach((each, n) => expect(INTEREST_STEPS[each][path[n]!]).toBe(by));
      }),
    );
  });

  it("offers the poster exactly one later state from shortlisted on", () => {
    expect(["shortlisted" as const, ...LATER_STATUSES].map(nextLaterStatus)).toEqual([
      ...LATER_STATUSES,
      null,
    ]);
    expect(nextLaterStatus("submitted")).toBeNull();
  });
});
