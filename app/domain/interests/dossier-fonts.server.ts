import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export type FontWeight = 400 | 700;

/** Which part of which family has a letter, as the packages themselves say; the first that fits is taken. */
const PARTS = [
  ["source-sans-3", "latin"],
  ["source-sans-3", "latin-ext"],
  ["source-sans-3", "cyrillic"],
  ["source-sans-3", "greek"],
  ["source-sans-3", "vietnamese"],
  ["noto-sans-devanagari", "devanagari"],
] as const;
type Part = (typeof PARTS)[number];

const files = createRequire(import.meta.url);

/** "U+0000-00FF,U+0131" as ranges of code points. */
function rangesOf([family, part]: Part): [first: number, last: number][] {
  const byPart = files(`@fontsource/${family}/unicode.json`) as Record<string, string>;
  return (byPart[part] ?? "").split(",").map((range) => {
    const [first = "", last = first] = range.trim().slice(2).split("-");
    return [parseInt(first, 16), parseInt(last, 16)];
  });
}

let ranges: { part: Part; ranges: [number, number][] }[] | undefined;
const known = () => (ranges ??= PARTS.map((part) => ({ part, ranges: rangesOf(part) })));

/** A mark or a joiner belongs to the letter before it, and a space to the words on both sides of it. */
const STAYS = /^[\p{M}\p{Cf}\s]$/u;

function partFor(letter: string, before: Part | null): Part {
  if (before && STAYS.test(letter)) return before;
  const point = letter.codePointAt(0)!;
  const fits = known().find((each) => each.ranges.some(([first, last]) => point >= first && point <= last));
  return fits?.part ?? PARTS[0];
}

/** A stretch of text that one font file can write. */
export type Run = { font: string; text: string };

/** Cuts a text where another font file is needed; a letter that none has shows as an empty box. Pure. */
export function runsOf(text: string, weight: FontWeight): Run[] {
  const runs: Run[] = [];
  let before: Part | null = null;
  for (const letter of text) {
    const part: Part = partFor(letter, before);
    if (part === before) runs.at(-1)!.text += letter;
    else runs.push({ font: `${part.join("/")}/${weight}`, text: letter });
    before = part;
  }
  return runs;
}

const read = new Map<string, Buffer>();

/** The file of a run's font, read once. The older of the two formats: the newer cannot be embedded in part. */
export function fontFile(font: string): Buffer {
  const [family, part, weight] = font.split("/");
  const found = read.get(font);
  if (found) return found;
  const file = readFileSync(
    files.resolve(`@fontsource/${family}/files/${family}-${part}-${weight}-normal.woff`),
  );
  read.set(font, file);
  return file;
}
