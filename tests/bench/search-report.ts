import { failuresOf, verdictsOf } from "#tests/bench/search-goals.ts";
import { WAYS } from "#tests/bench/search-typing.ts";
import { KINDS } from "#tests/bench/search-questions.ts";
import type { Speed } from "#tests/bench/search-speed.ts";
import type { SearchResult, SizeResult } from "#tests/bench/search.ts";

type Cell = string | number | null | undefined;

/** Columns set in lines: the first to the left, all others to the right. */
function table(head: string[], rows: Cell[][]): string[] {
  const lines = [head, ...rows].map((row) => row.map((cell) => String(cell ?? "–")));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join("  "),
  );
}

function relevanceLines(relevance: NonNullable<SearchResult["relevance"]>): string[] {
  const head = ["Cranfield", "nDCG@10", "MAP@100", "recall@100"];
  const rows = relevance.flatMap(({ engine, controls, ...own }): Cell[][] =>
    [
      { name: engine, ...own },
      ...Object.entries(controls).map(([control, each]) => ({ name: `  ${control}`, ...each })),
    ].map(({ name, ndcg10, map100, recall100 }) => [name, ndcg10, map100, recall100]),
  );
  return table(head, [...rows, ["plain BM25, title and text in one field", 0.374, 0.314, 0.744]]);
}

function knownItemLines({ imported, titles, identical, engines }: NonNullable<SearchResult["knownItems"]>) {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const rows = engines.flatMap(({ engine, found, flattened }): Cell[][] => [
    [engine, ...WAYS.map((way) => percent(found[way].share)), found.threeWords.reciprocalRank],
    [
      "  without field weights",
      ...WAYS.map((way) => percent(flattened[way].share)),
      flattened.threeWords.reciprocalRank,
    ],
  ]);
  return [
    `${imported.created} of the catalogue imported, ${imported.rejected} rejected; ${titles} titles looked for, ${identical} of them not the only one of their name`,
    ...table(["In the first three", "whole", "three words", "one typo", "1/place, three words"], rows),
  ];
}

const ratio = (baseline: number | undefined, own: number) =>
  baseline === undefined ? null : `${(baseline / Math.max(own, 0.1)).toFixed(1)}×`;

const memoryOf = ({ residentMegabytes: { before, after } }: Speed) =>
  `process ${after} MB, of these ${before} before it searched`;

/** One engine: every kind, and how many times longer the baselines take at p50 and p95. */
function speedLines(engine: Speed, baselines: Speed[]): string[] {
  const head = ["p50", "p95", "p99", "p50", "p95", "p99", "asked", "hits"];
  const names = baselines.flatMap(({ name }) => [`${name} p50`, "p95", "asked"]);
  const rows = KINDS.flatMap((kind): Cell[][] => {
    const own = engine.kinds[kind];
    if (!own) return [];
    const { coldMs, warmMs, asked, medianTotal } = own;
    const times = [coldMs.p50, coldMs.p95, coldMs.p99, warmMs?.p50, warmMs?.p95, warmMs?.p99];
    const others = baselines.flatMap(({ kinds }) => {
      const other = kinds[kind];
      return [ratio(other?.coldMs.p50, coldMs.p50), ratio(other?.coldMs.p95, coldMs.p95), other?.asked];
    });
    return [[kind, ...times, asked, medianTotal, ...others]];
  });
  const { p50, p95, p99 } = engine.overallMs;
  return [
    `${engine.name}: all searches p50 ${p50}, p95 ${p95}, p99 ${p99} ms; first answer of the process ${engine.firstMs} ms; ${memoryOf(engine)}`,
    ...table(["ms, asked the first and the second time", ...head, ...names], rows),
  ];
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

function sizeLines({ size, loaded, engines, baselines, skipped, searchableMs }: SizeResult): string[] {
  const built = Object.entries(loaded.builtMs).map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`);
  return [
    `${size.toLocaleString("en")} opportunities, ${loaded.words.toLocaleString("en")} different words`,
    `Index built: ${built.join(", ")}; embedded index ${megabytes(loaded.indexBytes)} on disk, its source ${megabytes(loaded.tableBytes)}`,
    `Commit to searchable: p50 ${searchableMs.p50}, p95 ${searchableMs.p95}, p99 ${searchableMs.p99} ms`,
    ...engines.flatMap((engine) => speedLines(engine, baselines)),
    ...baselines.map((baseline) => `${baseline.name}: ${memoryOf(baseline)}`),
    ...skipped.map((reason) => `Left out: ${reason}`),
  ];
}

/** The figures as lines for people, goals last. */
export function searchReport(result: SearchResult): string {
  const verdicts = verdictsOf(result).map(({ what, value, goal, met, binding }): Cell[] => [
    what,
    value,
    goal,
    met ? "met" : binding ? "MISSED" : "missed",
  ]);
  const failures = failuresOf(result);
  const parts = [
    result.relevance ? relevanceLines(result.relevance) : ["Relevance was not measured: name --data."],
    result.knownItems
      ? knownItemLines(result.knownItems)
      : ["Known items were not looked for: name --catalogue."],
    ...result.sizes.map(sizeLines),
    verdicts.length > 0 ? table(["Goals", "measured", "goal", ""], verdicts) : [],
    failures.length > 0 ? [`${failures.length} searches FAILED, such as ${failures[0]}`] : [],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
