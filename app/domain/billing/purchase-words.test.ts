import fc from "fast-check";
import { expect, test } from "vitest";
import { accountingYearText, readAccountingYear, spanOf } from "#app/domain/billing/accounting-year.ts";
import { newsOf } from "#app/domain/billing/billing-news.ts";
import { spanText, tellFeatured, tellPack, type FeaturedLine } from "#app/domain/billing/purchase-ledger.ts";
import { isUnderWay, PURCHASE_STATES, purchaseStateOf } from "#app/domain/billing/purchase-states.ts";
import { orderKey } from "#app/domain/billing/request-key.server.ts";

const DAY_SECONDS = 24 * 3600;
const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const entitled = (at: Date, purchaseId: string, days: number, reason: string): FeaturedLine => ({
  ...{ at, kind: "entitled", purchaseId, reason },
  ...{ seconds: days * DAY_SECONDS, isRunning: null },
});
const running = (at: Date, isRunning: boolean, reason: string): FeaturedLine => ({
  ...{ at, kind: "running", purchaseId: null, reason, seconds: null, isRunning },
});

test("a purchase tells its own lines and the clock since, and nothing of another purchase", () => {
  const lines = [
    running(day(1), true, "published"),
    entitled(day(1), "a", 30, "paid"),
    entitled(day(2), "b", 60, "paid"),
    running(day(5), false, "on_hold"),
    entitled(day(6), "a", 15, "partly refunded"),
    running(day(7), true, "published"),
  ];
  expect(tellFeatured(lines, "a").map(({ at, text }) => `${at.getUTCDate()}: ${text}`)).toEqual([
    "1: 30 days, paid",
    "5: On hold: the time stands still",
    "6: Partly refunded: 15 days in all are left to this purchase",
    "7: Public again: the time runs",
  ]);
  expect(tellFeatured(lines, "c")).toEqual([]);
});

test("what is bought while the opportunity is on hold says so", () => {
  const lines = [running(day(1), false, "on_hold"), entitled(day(3), "a", 30, "paid by credit")];
  expect(tellFeatured(lines, "a").map(({ text }) => text)).toEqual([
    "30 days, by credit",
    "On hold already: the time stands still",
  ]);
});

test("a pack tells what was bought, used and taken back", () => {
  const told = tellPack([
    { at: day(1), kind: "bought", change: 10, reference: null },
    { at: day(2), kind: "used", change: -1, reference: "SY-2026-000035" },
    { at: day(3), kind: "withdrawn", change: -9, reference: null },
  ]);
  expect(told.map(({ text }) => text)).toEqual([
    "10 listings bought",
    "1 listing used for SY-2026-000035",
    "9 listings taken back",
  ]);
});

test("spans are said in days and hours, rounded down", () => {
  expect([30 * DAY_SECONDS, 12.2 * DAY_SECONDS, 3_599, DAY_SECONDS + 3_600].map(spanText)).toEqual([
    "30 days",
    "12 days 4 hours",
    "less than an hour",
    "1 day 1 hour",
  ]);
});

test("an accounting year begins on 1 April in India, and years join without a gap", () => {
  expect(spanOf(2026).gte.toISOString()).toBe("2026-03-31T18:30:00.000Z");
  expect(accountingYearText(2026)).toBe("April 2026 to March 2027");
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2098 }), (year) => {
      expect(spanOf(year).lt).toEqual(spanOf(year + 1).gte);
      expect(readAccountingYear(String(year))).toBe(year);
    }),
  );
  expect(["", "1999", "20x6", "20260", null].map(readAccountingYear)).toEqual(Array(5).fill(null));
});

const standing = (fields: object) =>
  ({
    ...{ status: "paid", problem: "", totalMinor: 100n, refundedMinor: 0n, dispute: "", paidWith: "stripe" },
    ...fields,
  }) as Parameters<typeof purchaseStateOf>[0];

test("each standing has one word; a person's problem comes first, then the bank, then the refund", () => {
  const of = (fields: object) => purchaseStateOf(standing(fields));
  expect(of({})).toBe("paid");
  expect(of({ paidWith: "credit", totalMinor: 0n })).toBe("by_credit");
  expect(of({ refundedMinor: 99n })).toBe("partly_refunded");
  expect(of({ refundedMinor: 100n })).toBe("refunded");
  expect(of({ refundedMinor: 99n, dispute: "needs_response" })).toBe("disputed");
  expect(of({ dispute: "won" })).toBe("paid");
  expect(of({ dispute: "lost" })).toBe("charged_back");
  expect(of({ dispute: "lost", problem: "another amount" })).toBe("problem");
  expect(of({ status: "open" })).toBe("open");
  const underWay = Object.keys(PURCHASE_STATES).filter((state) => isUnderWay(state as never));
  expect(underWay).toEqual(["created", "open", "processing"]);
});

test("news is what has changed, once, and never while something does not agree", () => {
  const [open, paid] = [standing({ status: "open" }), standing({})];
  expect(newsOf(open, paid)).toEqual(["paid"]);
  expect(newsOf(paid, paid)).toEqual([]);
  expect(newsOf(open, standing({ refundedMinor: 100n }))).toEqual(["paid", "refunded"]);
  expect(newsOf(paid, standing({ refundedMinor: 40n }))).toEqual(["refunded"]);
  expect(newsOf(standing({ refundedMinor: 40n }), paid)).toEqual([]);
  expect(newsOf(open, standing({ status: "failed" }))).toEqual(["failed"]);
  expect(newsOf(open, standing({ problem: "another amount" }))).toEqual([]);
  expect(newsOf(standing({ problem: "another amount" }), paid)).toEqual(["paid"]);
});

test("a key of an order is a UUID of its form and its choice", () => {
  const key = "0195f3c0-0000-4000-8000-0000000000aa";
  expect(orderKey(key, "featured_30")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(orderKey(key, "featured_30")).toBe(orderKey(key, "featured_30"));
  expect(new Set([orderKey(key, "a"), orderKey(key, "b"), orderKey(key, "a", "b")]).size).toBe(3);
});
