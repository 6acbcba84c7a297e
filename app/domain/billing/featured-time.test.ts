import fc from "fast-check";
import { expect, test } from "vitest";
import { featuredTime, type LedgerEvent } from "#app/domain/billing/featured-time.ts";

const DAY_MS = 24 * 3600 * 1000;
const entitled = (atMs: number, purchaseId: string, days: number): LedgerEvent => ({
  atMs,
  kind: "entitled",
  purchaseId,
  entitledMs: days * DAY_MS,
});
const running = (atMs: number, isRunning: boolean): LedgerEvent => ({ atMs, kind: "running", isRunning });

test("a purchase runs from payment on, and buying again extends from the present end", () => {
  const events = [running(0, true), entitled(0, "a", 30), entitled(10 * DAY_MS, "b", 60)];
  expect(featuredTime(events, 10 * DAY_MS).endsAtMs).toBe(90 * DAY_MS);
});

test("what comes after the end begins anew", () => {
  const events = [running(0, true), entitled(0, "a", 30), entitled(50 * DAY_MS, "b", 30)];
  expect(featuredTime(events, 50 * DAY_MS).endsAtMs).toBe(80 * DAY_MS);
});

test("time stands still while the opportunity is not published", () => {
  const events = [running(0, true), entitled(0, "a", 30), running(10 * DAY_MS, false)];
  expect(featuredTime(events, 25 * DAY_MS)).toMatchObject({ endsAtMs: null, remainingMs: 20 * DAY_MS });
  expect(featuredTime([...events, running(25 * DAY_MS, true)], 25 * DAY_MS).endsAtMs).toBe(45 * DAY_MS);
});

test("a full refund ends the rest of its own purchase and leaves another one's alone", () => {
  const events = [running(0, true), entitled(0, "a", 30), entitled(1, "b", 60)];
  const refundOfA = [...events, entitled(10 * DAY_MS, "a", 0)];
  expect(featuredTime(refundOfA, 10 * DAY_MS).remainingMs).toBe(60 * DAY_MS);
  const refundOfB = [...events, entitled(10 * DAY_MS, "b", 0)];
  expect(featuredTime(refundOfB, 10 * DAY_MS).remainingMs).toBe(20 * DAY_MS);
});

test("a dispute that is won gives back what was left", () => {
  const events = [
    running(0, true),
    entitled(0, "a", 30),
    entitled(10 * DAY_MS, "a", 0),
    entitled(40 * DAY_MS, "a", 30),
  ];
  expect(featuredTime(events, 40 * DAY_MS).endsAtMs).toBe(60 * DAY_MS);
});

const ledgers = fc
  .array(
    fc.record({
      pauseMs: fc.integer({ min: 0, max: 40 * DAY_MS }),
      event: fc.oneof(
        fc.record({
          kind: fc.constant("entitled" as const),
          purchaseId: fc.constantFrom("a", "b", "c"),
          entitledMs: fc.integer({ min: 0, max: 90 }).map((days) => days * DAY_MS),
        }),
        fc.record({ kind: fc.constant("running" as const), isRunning: fc.boolean() }),
      ),
    }),
    { maxLength: 20 },
  )
  .map((steps) => {
    let atMs = 0;
    return steps.map(({ pauseMs, event }): LedgerEvent => ({ ...event, atMs: (atMs += pauseMs) }));
  });

test("nobody is shown longer than was ever paid for, and no longer than the clock ran", () => {
  fc.assert(
    fc.property(ledgers, fc.integer({ min: 0, max: 200 * DAY_MS }), (events, afterMs) => {
      const lastMs = events.at(-1)?.atMs ?? 0;
      const { shares } = featuredTime(events, lastMs + afterMs);
      const usedMs = shares.reduce((sum, share) => sum + share.usedMs, 0);
      expect(usedMs).toBeLessThanOrEqual(lastMs + afterMs);
      for (const share of shares) {
        const most = Math.max(
          ...events.map((event) =>
            event.kind === "entitled" && event.purchaseId === share.purchaseId ? event.entitledMs : 0,
          ),
        );
        expect(share.usedMs).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("looking twice changes nothing: the rest at any moment is the rest before less the time that ran", () => {
  fc.assert(
    fc.property(ledgers, fc.integer({ min: 0, max: 100 * DAY_MS }), (events, spanMs) => {
      const lastMs = events.at(-1)?.atMs ?? 0;
      const before = featuredTime(events, lastMs);
      const after = featuredTime(events, lastMs + spanMs);
      const ran = before.isRunning ? Math.min(spanMs, before.remainingMs) : 0;
      expect(after.remainingMs).toBe(before.remainingMs - ran);
      if (after.remainingMs > 0) expect(after.endsAtMs).toBe(before.endsAtMs);
    }),
    { numRuns: 2_000 },
  );
});
