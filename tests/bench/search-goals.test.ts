import { describe, expect, it } from "vitest";
import { failuresOf, isFailed, verdictsOf } from "#tests/bench/search-goals.ts";
import type { Found } from "#tests/bench/search-known-items.ts";
import { growthPlot } from "#tests/bench/search-plot.ts";
import { searchReport } from "#tests/bench/search-report.ts";
import type { Speed, Timed } from "#tests/bench/search-speed.ts";
import type { Way } from "#tests/bench/search-typing.ts";
import type { SearchResult } from "#tests/bench/search.ts";

const relevant = (ndcg10: number) => ({ ndcg10, map100: 0.3, recall100: 0.7 });
const found = (share: number, reciprocalRank = share): Found => ({
  share,
  reciprocalRank,
  asked: 500,
  failures: [],
  missed: [],
});
const ways = (whole: number, threeWords: number, typo: number): Record<Way, Found> => ({
  whole: found(whole),
  threeWords: found(threeWords),
  typo: found(typo),
});
const timed = (p95: number): Timed => ({
  asked: 250,
  coldMs: { p50: p95 / 2, p95, p99: p95 * 2 },
  warmMs: null,
  medianTotal: 12,
  failures: [],
});
const speed = (name: string, words: number, typo: number): Speed => ({
  name,
  firstMs: 40,
  kinds: { "common word": timed(words), "one typo": timed(typo) },
  overallMs: { p50: words / 2, p95: words, p99: words * 2 },
  residentMegabytes: { before: 120, after: 200 },
});

/** Everything as it should be. */
const good = (): SearchResult => ({
  engines: ["postgres"],
  relevance: [
    {
      engine: "postgres",
      questions: 225,
      failures: [],
      ...relevant(0.41),
      controls: { reversed: relevant(0.02), shuffled: relevant(0.06), flattened: relevant(0.4) },
    },
  ],
  knownItems: {
    imported: { created: 1_000, updated: 0, unchanged: 0, rejected: 1 },
    titles: 500,
    identical: 8,
    engines: [{ engine: "postgres", found: ways(1, 0.95, 0.96), flattened: ways(0.99, 0.9, 0.9) }],
  },
  sizes: [10_000, 100_000].map((size) => ({
    size,
    loaded: { insertedMs: 1, words: 1, builtMs: { postgres: 1 }, indexBytes: 1, tableBytes: 1 },
    engines: [speed("postgres", size / 2_500, size / 2_000)],
    baselines: [speed("ILIKE and COUNT", size / 250, size / 200)],
    skipped: [],
    searchableMs: { p50: 20, p95: 40, p99: 50 },
  })),
});

const missed = (result: SearchResult) =>
  verdictsOf(result)
    .filter(({ met }) => !met)
    .map(({ what }) => what);

describe("the bench of search", () => {
  it("passes when all is well", () => {
    expect(missed(good())).toEqual([]);
    expect(isFailed(good())).toBe(false);
  });

  it("fails when relevance or known items miss their goals", () => {
    const weak = good();
    weak.relevance![0]!.ndcg10 = 0.36;
    weak.knownItems!.engines[0]!.found.typo.share = 0.949;
    expect(missed(weak)).toEqual([
      "postgres: nDCG@10",
      "postgres: nDCG@10, the aim",
      "postgres: titles found, typo",
    ]);
    expect(isFailed(weak)).toBe(true);
  });

  it("fails when a ranking that was broken on purpose is judged as good", () => {
    for (const control of ["reversed", "shuffled"] as const) {
      const blind = good();
      blind.relevance![0]!.controls[control].ndcg10 = 0.35;
      expect(missed(blind)).toEqual([`postgres: nDCG@10 when hits are ${control}`]);
      expect(isFailed(blind)).toBe(true);
    }
    const blind = good();
    blind.knownItems!.engines[0]!.flattened.threeWords.reciprocalRank = 0.95;
    expect(isFailed(blind)).toBe(true);
  });

  it("fails when a search threw, but not because it was slow", () => {
    const slow = good();
    slow.sizes[1]!.engines = [speed("postgres", 60, 120)];
    expect(missed(slow)).toEqual(["p95 of all searches at 100,000, ms", "p95 of “one typo” at 100,000, ms"]);
    expect(isFailed(slow)).toBe(false);
    slow.sizes[0]!.engines[0]!.kinds["one typo"]!.failures = ["antena: it broke"];
    expect(failuresOf(slow)).toEqual(["antena: it broke"]);
    expect(isFailed(slow)).toBe(true);
  });

  it("says figures, goals, and how many times longer the baseline takes", () => {
    const report = searchReport(good());
    expect(report).toMatch(/p95 of all searches at 100,000, ms +40 +≤ 50 +met/);
    expect(report).toMatch(/^one typo +25 +50 +100 .*10\.0× +10\.0×/m);
  });
});

describe("the plot", async () => {
  const svg = await growthPlot(good());

  it("names every kind beside its line and sets light and dark colours", () => {
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    for (const text of ["common word", "one typo", "10,000", "100,000"]) expect(svg).toContain(`>${text}<`);
    expect(svg).toContain("prefers-color-scheme: dark");
  });

  it("stands lower where a search was faster", () => {
    const heights = [...svg.matchAll(/<circle [^>]*cy="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(heights).toHaveLength(4);
    const [slower, faster] = [Math.min(...heights), Math.max(...heights)];
    expect(faster - slower).toBeGreaterThan(100);
  });
});
