import { describe, expect, it } from "vitest";
import { averagePrecision, ndcg, percentilesOf, quantile, recall } from "#tests/bench/search-metrics.ts";

const gains = new Map([
  ["best", 4],
  ["good", 2],
  ["weak", 1],
  ["none", 0],
]);

describe("nDCG", () => {
  it("is 1 for the best order and counts what is found at its place", () => {
    expect(ndcg(["best", "good", "weak", "none"], gains)).toBe(1);
    // 2 + 4/log2(3) + 1/2 of 4 + 2/log2(3) + 1/2, by hand
    expect(ndcg(["good", "best", "weak"], gains)).toBeCloseTo(5.02372 / 5.76186, 4);
  });

  it("looks at the first `depth` only, in the ranking and in the ideal", () => {
    expect(ndcg(["none", "best"], gains, 1)).toBe(0);
    expect(ndcg(["best", "none", "none"], gains, 1)).toBe(1);
  });

  it("is 0 where nothing is relevant or nothing is found", () => {
    expect(ndcg(["none"], new Map([["none", 0]]))).toBe(0);
    expect(ndcg([], gains)).toBe(0);
  });
});

describe("average precision and recall", () => {
  it("share among all relevant documents, found or not", () => {
    // Precision 1/1 and 2/3 at the two that were found, of three.
    expect(averagePrecision(["best", "none", "weak"], gains)).toBeCloseTo((1 + 2 / 3) / 3, 10);
    expect(recall(["best", "none", "weak"], gains)).toBeCloseTo(2 / 3, 10);
    expect(recall(["none", "best"], gains, 1)).toBe(0);
  });

  it("are 0 where nothing is relevant", () => {
    expect([averagePrecision(["x"], new Map()), recall(["x"], new Map())]).toEqual([0, 0]);
  });
});

describe("percentiles", () => {
  it("are values that were measured, by nearest rank", () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(percentilesOf(values)).toEqual({ p50: 100, p95: 190, p99: 198 });
    expect([quantile([7], 0.99), quantile([3, 1], 0.5), quantile([3, 1], 0)]).toEqual([7, 1, 1]);
  });
});
