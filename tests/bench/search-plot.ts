import type { SearchResult } from "#tests/bench/search.ts";

type Point = { size: number; ms: number; kind: string };

/** Told apart on light and dark ground, and by people who see red and green alike (after Okabe and Ito). */
const COLOURS = ["#0080c0", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#8a6fd1", "#7f8790"];

const STYLE = `svg { color: #1f2328; background: #ffffff }
  @media (prefers-color-scheme: dark) { svg { color: #e6edf3; background: #0d1117 } }`;

/** Two labels stand at least this far apart, as a share of the whole height. */
const LABEL_GAP = 0.045;

/** A name beside the end of each line, moved up where it would cover the one below. */
function labelsOf(points: Point[], decades: number): Point[] {
  const last = Math.max(...points.map(({ size }) => size));
  let below = -Infinity;
  return points
    .filter(({ size }) => size === last)
    .sort((a, b) => a.ms - b.ms)
    .map((point) => {
      below = Math.max(Math.log10(point.ms), below + decades * LABEL_GAP);
      return { ...point, ms: 10 ** below };
    });
}

/** How p95 grows with the number of opportunities, a line for each kind of search; both axes logarithmic. */
export async function growthPlot({ sizes }: Pick<SearchResult, "sizes">): Promise<string> {
  // Processes that measure memory share this bundle and need neither.
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const points: Point[] = sizes.flatMap(({ size, engines }) =>
    Object.entries(engines.find(({ name }) => name === "postgres")!.kinds).map(([kind, { coldMs }]) => ({
      size,
      ms: Math.max(coldMs.p95, 0.1),
      kind,
    })),
  );
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const logs = points.map(({ ms }) => Math.log10(ms));
  const [low, high] = [Math.floor(Math.min(...logs)), Math.floor(Math.max(...logs)) + 1];
  const labels = labelsOf(points, high - low);
  const counts = [...new Set(points.map(({ size }) => size))];
  const svg = Plot.plot({
    document: document as unknown as Document,
    width: 760,
    height: 460,
    marginLeft: 50,
    marginRight: 130,
    marginTop: 40,
    marginBottom: 50,
    style: { fontSize: "13px" },
    x: {
      type: "log",
      label: "opportunities",
      labelAnchor: "center",
      ticks: counts,
      tickFormat: (n: number) => n.toLocaleString("en"),
    },
    y: {
      type: "log",
      label: "p95 of a search with all facets, ms",
      grid: true,
      domain: [10 ** low, 10 ** high],
    },
    color: { range: COLOURS },
    marks: [
      Plot.line(points, { x: "size", y: "ms", z: "kind", stroke: "kind", strokeWidth: 2 }),
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
