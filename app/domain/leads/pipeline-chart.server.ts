import { LRUCache } from "lru-cache";
import { moneyInWords } from "#app/core/money.ts";
import type { PipelineBar } from "#app/domain/leads/pipeline.ts";

export type ChartInput = { title: string; description: string; bars: readonly PipelineBar[]; locale: string };

/** In units of the drawing, which is as wide as a phone; letters keep their size on one. */
const WIDTH = 400;
const ROW_HEIGHT = 46;

const importTools = () => Promise.all([import("@observablehq/plot"), import("linkedom")]);
/** Large, and only whoever draws needs them: loaded once, at the first drawing. */
let tools: ReturnType<typeof importTools> | undefined;

/** The content policy allows no style of its own: colours come as attributes that name the page's variables. */
function withoutStyles(svg: Element, { title, description }: ChartInput): string {
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  // A picture as a whole has a name; its parts have none of their own.
  for (const part of [...svg.querySelectorAll("[aria-label]")]) part.removeAttribute("aria-label");
  svg.removeAttribute("font-family");
  svg.setAttribute("role", "img");
  svg.setAttribute("class", "block h-auto w-full");
  const { ownerDocument } = svg;
  const texts = { title, desc: description };
  for (const [name, text] of Object.entries(texts).reverse()) {
    const element = ownerDocument.createElementNS("http://www.w3.org/2000/svg", name);
    element.textContent = text;
    (svg as unknown as { prepend(node: unknown): void }).prepend(element);
  }
  svg.setAttribute("aria-label", `${title}. ${description}`);
  return (svg as unknown as { outerHTML: string }).outerHTML;
}

/** The same figures are asked for again and again, and each drawing costs some milliseconds. */
const drawings = new LRUCache<string, string>({ max: 60 });

/** Bars as the text of an SVG element: see `draw`. Drawn once for the same input. */
export async function drawBars(input: ChartInput): Promise<string> {
  const key = JSON.stringify(input, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
  const drawing = drawings.get(key) ?? (await draw(input));
  drawings.set(key, drawing);
  return drawing;
}

/**
 * Bars of whole amounts in outline and of weighted ones filled, as the text of an SVG element that takes its colours
 * from the page it stands on. The figures stand in words beside each bar, and in the table that goes with it.
 */
async function draw(input: ChartInput): Promise<string> {
  const [Plot, { parseHTML }] = await (tools ??= importTools());
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const words = (paise: bigint) => moneyInWords(paise, "INR", input.locale);
  const bars = input.bars.map(({ label, paise, weightedPaise }) => ({
    label,
    whole: Number(paise) / 100,
    weighted: Number(weightedPaise) / 100,
    amounts: paise === 0n ? "–" : `${words(weightedPaise)} of ${words(paise)}`,
  }));
  const line = { y: "label", dy: -9, fill: "var(--color-ink)", fontSize: 14 } as const;
  const bar = { y: "label", insetTop: 24, insetBottom: 8 } as const;
  const svg = Plot.plot({
    document: document as unknown as Document,
    width: WIDTH,
    height: bars.length * ROW_HEIGHT,
    margin: 1,
    x: { axis: null, domain: [0, Math.max(...bars.map(({ whole }) => whole), 1)] },
    y: { axis: null, domain: bars.map(({ label }) => label), padding: 0 },
    marks: [
      Plot.text(bars, { ...line, text: "label", frameAnchor: "left", textAnchor: "start" }),
      Plot.text(bars, { ...line, text: "amounts", frameAnchor: "right", textAnchor: "end" }),
      Plot.barX(bars, {
        ...bar,
        x: "whole",
        fill: "var(--color-action-wash)",
        stroke: "var(--color-action)",
      }),
      Plot.barX(bars, { ...bar, x: "weighted", fill: "var(--color-action)" }),
    ],
  });
  return withoutStyles(svg as unknown as Element, input);
}
