import type { SearchDocument } from "#search/document.ts";
import type { ElsewhereField, SearchHit, Segment } from "#search/port.ts";
import { wordsOf } from "#search/words.ts";

export const EXCERPT_CHARACTERS = 240;

/** What to look for in texts: finished words by their lexeme, an unfinished one by how it begins. */
export type Marked = { lexemes: ReadonlySet<string>; beginning: string | null };
type Range = { start: number; end: number };

function hitsIn(text: string, marked: Marked): Range[] {
  const ranges: Range[] = [];
  if (marked.lexemes.size === 0 && marked.beginning === null) return ranges;
  for (const word of wordsOf(text)) {
    const isHit =
      marked.lexemes.has(word.lexeme) ||
      (marked.beginning !== null && word.text.startsWith(marked.beginning));
    const last = ranges.at(-1);
    if (!isHit || (last && last.end >= word.end)) continue;
    ranges.push({ start: word.start, end: word.end });
  }
  return ranges;
}

function cut(text: string, ranges: Range[], from: number, to: number): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  for (const { start, end } of ranges.filter((range) => range.start >= from && range.end <= to)) {
    if (start > at) segments.push({ text: text.slice(at, start), hit: false });
    segments.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < to) segments.push({ text: text.slice(at, to), hit: false });
  return segments;
}

/** The whole text, with what matched marked. */
export function highlight(text: string, marked: Marked): Segment[] {
  return cut(text, hitsIn(text, marked), 0, text.length);
}

/** Where a word begins at or after this place; the place itself when none does soon. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.slice(at, at + 30).search(/\s\S/);
  return space < 0 ? at : at + space + 1;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(" ", at);
  return space > at - 30 ? space : at;
}

/** A piece of the text around its first hit, with "…" where it was cut. */
export function excerpt(text: string, marked: Marked): Segment[] {
  const ranges = hitsIn(text, marked);
  if (text.length <= EXCERPT_CHARACTERS) return cut(text, ranges, 0, text.length);
  const first = ranges[0]?.start ?? 0;
  const from = wordStart(text, first < EXCERPT_CHARACTERS / 2 ? 0 : first - EXCERPT_CHARACTERS / 4);
  const to = wordEnd(text, from + EXCERPT_CHARACTERS);
  const segments = cut(text, ranges, from, to);
  if (from > 0) segments.unshift({ text: "… ", hit: false });
  if (to < text.length) segments.push({ text: " …", hit: false });
  return segments;
}

/** In this order a card says where else the words stand: the shortest and most telling first. */
const ELSEWHERE: readonly ElsewhereField[] = [
  "keywords",
  "patentNumbers",
  "organisationName",
  "labels",
  "applications",
  "advantages",
  "description",
];

/** Markdown's signs say nothing in a line of text; links keep their words. */
const withoutMarkdown = (text: string) =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(?:[#>]+|[-*+]|\d+\.)\s+|[*`|~]+|__+/gm, " ")
    .replace(/\s+/g, " ")
    .trim();

/** Why a document matched when neither title nor summary shows it; null when one of them does. */
export function findElsewhere(
  document: Pick<SearchDocument, "title" | "summary" | ElsewhereField>,
  marked: Marked,
): SearchHit["elsewhere"] {
  if (hitsIn(document.title, marked).length > 0 || hitsIn(document.summary, marked).length > 0) return null;
  for (const field of ELSEWHERE) {
    const texts = [document[field]].flat().map(withoutMarkdown);
    const text = texts.find((each) => hitsIn(each, marked).length > 0);
    if (text !== undefined) return { field, excerpt: excerpt(text, marked) };
  }
  return null;
}
