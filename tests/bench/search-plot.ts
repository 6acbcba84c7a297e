import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { SearchResult } from "#tests/bench/search.ts";

type Point = { size: number; ms: number; kind: string };

/** Told apart on light and dark ground, and by people who see red and green alike (after Okabe and Ito). */
const COLOURS = ["#0080c0", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#56b4e9", "#8a6fd1", "#888888"];

const STYLE = `svg { color: #1f2328; background: #ffffff }
  @media (prefers-color-scheme: dark) { svg { color: #e6edf3; background: #0d1117 } }`;

/** Two labels stand at least this far apart, as a share of the whole height. */
const LABEL_GAP = 0.045;

/** A name beside the end of each line, moved up where it would cover the one below. */
function labelsOf(points: Point[]): Point[] {
  const last = Math.max(...points.map(({ size }) => size));
  const logs = points.map(({ ms }) => Math.log10(ms));
  const gap = Math.max(1, Math.max(...logs) - Math.min(...logs)) * LABEL_GAP;
  let below = -Infinity;
  return points
    .filter(({ size }) => size === last)
    .sort((a, b) => a.ms - b.ms)
    .map((point) => {
      below = Math.max(Math.log10(point.ms), below + gap);
      return { ...point, ms: 10 ** below };
    });
}

/** How p95 grows with the number of opportunities, a line for each kind of search; both axes logarithmic. */
export function growthPlot({ sizes }: Pick<SearchResult, "sizes">): string {
  const points: Point[] = sizes.flatMap(({ size, engines }) =>
    Object.entries(engines.find(({ name }) => name === "postgres")!.kinds).map(([kind, { coldMs }]) => ({
      size,
      ms: Math.max(coldMs.p95, 0.1),
      kind,
    })),
  );
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const labels = labelsOf(points);
  const counts = [...new Set(points.map(({ size }) => size))];
  const svg = Plot.plot({
    document: document as unknown as Document,
    width: 760,
    height: 460,
    marginLeft: 50,
    marginRight: 130,
    marginTop: 40,
    style: { fontSize: "13px" },
    x: {
      type: "log",
      label: "opportunities",
      ticks: counts,
      tickFormat: (n: number) => n.toLocaleString("en"),
    },
    y: { type: "log", label: "p95 of a search with all facets, ms", grid: true, nice: true },
    color: { range: COLOURS },
    marks: [
      Plot.line(points, { x: "size", y: "ms", stroke: "kind", strokeWidth: 2 }),
      Plot.dot(points, { x: "size", y: "ms", fill: "kind", r: 4 }),
      Plot.text(labels, { x: "size", y: "ms", text: "kind", fill: "kind", textAnchor: "start", dx: 12 }),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const style = document.createElement("style");
  style.textContent = STYLE;
  (svg as unknown as { prepend(node: unknown): void }).prepend(style);
  return `${(svg as unknown as { outerHTML: string }).outerHTML}\n`;
}
