import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opportunityStatusValues, type OpportunityStatus } from "#app/core/reference/terms.ts";
import {
  ACTIONS,
  actionsIn,
  actionValues,
  closingAt,
  DAY_MS,
  datesAfter,
  isEditable,
  nextStatus,
  type LifeDates,
} from "#app/domain/opportunities/lifecycle.ts";

const paths = fc.array(fc.record({ action: fc.constantFrom(...actionValues), days: fc.nat(500) }), {
  maxLength: 40,
});

type Life = { status: OpportunityStatus; dates: LifeDates; now: Date };
const newborn = (): Life => ({
  status: "draft",
  dates: { publishedAt: null, expiresAt: null, expiryWarnedAt: null, closedAt: null },
  now: new Date("2026-01-01T00:00:00Z"),
});

/** Lives through actions as the commands do, time passing in between. */
function live(path: { action: keyof typeof ACTIONS; days: number }[]): Life[] {
  const lives = [newborn()];
  for (const { action, days } of path) {
    const { status, dates, now } = lives.at(-1)!;
    const then = new Date(now.getTime() + days * DAY_MS);
    const next = nextStatus(action, status);
    lives.push(
      next
        ? { status: next, dates: { ...dates, ...datesAfter(action, then) }, now: then }
        : { status, dates, now: then },
    );
  }
  return lives;
}

describe("the lifecycle of an opportunity", () => {
  it("never leaves the known states, and nothing follows archiving", () => {
    fc.assert(
      fc.property(paths, (path) => {
        const statuses = live(path).map(({ status }) => status);
        for (const status of statuses) expect(opportunityStatusValues).toContain(status);
        const archived = statuses.indexOf("archived");
        if (archived >= 0) expect(new Set(statuses.slice(archived))).toEqual(new Set(["archived"]));
      }),
    );
  });

  it("gives everything that was published a date of publishing and an end at most 365 days after its last new life", () => {
    fc.assert(
      fc.property(paths, (path) => {
        let lifeBegan: Date | null = null;
        for (const [index, life] of live(path).entries()) {
          const step = path[index - 1];
          const before = index > 0 ? live(path.slice(0, index - 1)).at(-1)! : life;
          if (
            step &&
            (step.action === "publish" || step.action === "renew") &&
            nextStatus(step.action, before.status)
          )
            lifeBegan = life.now;
          if (life.status === "draft") continue;
          expect(life.dates.publishedAt).not.toBeNull();
          expect(life.dates.expiresAt!.getTime()).toBe(lifeBegan!.getTime() + 365 * DAY_MS);
          expect(life.status === "closed" ? life.dates.closedAt : true).toBeTruthy();
        }
      }),
      { numRuns: 50 },
    );
  });

  it("never goes back to draft, and never from closed to published", () => {
    for (const action of actionValues) {
      expect(ACTIONS[action].to).not.toBe("draft");
      for (const over of ["closed", "archived"] as const)
        expect(nextStatus(action, over)).not.toBe("published");
    }
  });

  it("lets no person expire anything and offers only what the table allows", () => {
    for (const status of opportunityStatusValues) {
      expect(actionsIn(status)).not.toContain("expire");
      for (const action of actionsIn(status)) expect(nextStatus(action, status)).toBeDefined();
    }
    expect(actionsIn("published")).toEqual(["hold", "close", "renew"]);
    expect(actionsIn("archived")).toEqual([]);
  });

  it("keeps what is over as it was read", () => {
    expect(opportunityStatusValues.filter(isEditable)).toEqual(["draft", "published", "on_hold", "expired"]);
  });

  it("closes at the earlier of its end and its deadline", () => {
    const [early, late] = [new Date("2026-03-01"), new Date("2026-09-01")];
    expect(closingAt({ expiresAt: late, interestDeadline: early })).toEqual(early);
    expect(closingAt({ expiresAt: early, interestDeadline: null })).toEqual(early);
    expect(closingAt({ expiresAt: null, interestDeadline: null })).toBeNull();
  });
});
