import { LRUCache } from "lru-cache";
import { leadOf, readDesignations, type Designation, type Lead } from "#search/designations.ts";
import { foldDevanagari, hindiStem } from "#search/hindi.ts";
import { STOP_WORDS } from "#search/settings.ts";
import { englishStem } from "#search/stems.ts";
import { asciiDigits, foldNumber, NUMBER } from "#search/units.ts";

/**
 * How a text becomes words: the one analysis for indexing, queries and highlighting. A compound such as
 * "Ti-6Al-4V" or "AS9100D" is found by its parts in a row and by itself written together; so is a quantity,
 * a standard or a patent that is written with spaces ("10 GHz").
 */
export type Word = {
  /** Folded: lower case, without accents; letters and digits only. */
  text: string;
  /** What is compared: the American spelling's stem. */
  lexeme: string;
  /** Counts words; the parts of a compound follow one another. */
  position: number;
  /** Where it stands in the text that was given. */
  start: number;
  end: number;
  /** `joined` is the whole of a compound, which its `part`s follow. */
  form: "single" | "joined" | "part";
};

/** Soft hyphens, joiners and their like stand inside a word and mean nothing. */
const INSIDE = String.raw`[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]`;
const TOKEN = String.raw`[\p{L}\p{N}]${INSIDE}*(?:(?:\+\+|#)(?<=(?<!${INSIDE})[cC](?:\+\+|#)))?`;
const JOINER = String.raw`(?:[-‐‑–/.&+_'’－．／]|(?<=\p{Nd})(?:,(?=\p{Nd})|[\u00A0\u2009\u202F](?=\p{Nd}{3}(?!\p{Nd}))))`;
const COMPOUND = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}\p{M}])\.(?=net(?!${INSIDE})))?${TOKEN}(?:${JOINER}${TOKEN})*`,
  "giu",
);
const PART = new RegExp(
  String.raw`\.net|c\+\+|c#|${NUMBER}|\p{N}+|[\p{L}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]+`,
  "giu",
);
const MAX_WORD_CHARACTERS = 60;

/** Names that are made of signs. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["c++", "cpp"],
  ["c#", "csharp"],
  [".net", "dotnet"],
]);

/** Letters that no decomposition turns into others. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" },
};
const GREEK_NAMES: ReadonlyMap<string, string> = new Map(
  "α:alpha β:beta γ:gamma δ:delta ε:epsilon ζ:zeta η:eta θ:theta κ:kappa λ:lambda μ:mu π:pi ρ:rho σ:sigma τ:tau φ:phi χ:chi ψ:psi ω:omega"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

function foldSigns(text: string): string {
  const plain = asciiDigits(text.normalize("NFKD"))
    .replace(/[\u0300-\u036F]/g, "")
    .toLowerCase()
    .replace(/[ßæœøđðþłıς]/g, (letter) => LETTERS[letter]!)
    .replace(/^\u03BC(?=[a-z])/, "u")
    .replace(/(?<=^[kmgt]?)\u03C9$/, (sign) => (text.length > 1 ? "ohm" : sign))
    .replace(/[^\p{L}\p{N}\p{M}]/gu, "");
  return foldDevanagari(GREEK_NAMES.get(plain) ?? plain).normalize("NFC");
}

function fold(text: string): string {
  const isPlain = /^[a-z0-9]+$/i.test(text);
  const isNumber = !isPlain && new RegExp(`^${NUMBER}$`, "u").test(text);
  const plain = isPlain ? text.toLowerCase() : isNumber ? foldNumber(text) : foldSigns(text);
  return plain.slice(0, MAX_WORD_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "");
}

/** The stem of a folded word: English or Hindi by its letters, anything else as it is. */
export function lexemeOf(word: string): string {
  return /[\u0900-\u097F]/.test(word) ? hindiStem(word) : englishStem(word);
}

/** The words of a compound as if it stood at the beginning; `lead` is set when it may be more than that. */
type Compound = { words: Word[]; lead: Lead | null };

const wordOf = (text: string, start: number, end: number, position: number, form: Word["form"]): Word => ({
  text,
  lexeme: lexemeOf(text),
  position,
  start,
  end,
  form,
});

function partsIn(text: string, start: number, position: number, form: Word["form"]): Word[] {
  const parts: Word[] = [];
  for (const { 0: part, index } of text.matchAll(PART)) {
    const folded = SIGNS.get(part.toLowerCase()) ?? fold(part);
    if (folded === "") continue;
    const from = start + index;
    parts.push(wordOf(folded, from, from + part.length, position + parts.length, form));
  }
  return parts;
}

/** The whole of a compound, written together: numbers keep their decimal point. */
function joinedText(compound: string): string {
  const parts = [...compound.matchAll(PART)].map(([part]) => SIGNS.get(part.toLowerCase()) ?? fold(part));
  return parts
    .join("")
    .slice(0, MAX_WORD_CHARACTERS)
    .replace(/[\uD800-\uDBFF]$/, "");
}

/** "10-20": two numbers. */
const RANGE = new RegExp(String.raw`^${NUMBER}(?:[-‐‑–]${NUMBER})+$`, "u");

function readCompound(compound: string): Compound {
  const bare = compound.replace(/['’]s$/i, "");
  const lead = leadOf(compound);
  const parts = partsIn(bare, 0, 0, "part");
  if (parts.length > 1 && !RANGE.test(bare))
    return { words: [wordOf(joinedText(bare), 0, bare.length, 0, "joined"), ...parts], lead };
  return { words: parts.map((part) => ({ ...part, form: "single" })), lead };
}

/** Words come again and again: what they become is kept for the most recent ones. */
const knownCompounds = new LRUCache<string, Compound>({ max: 50_000 });

function compoundOf(compound: string): Compound {
  if (compound.length > MAX_WORD_CHARACTERS) return readCompound(compound);
  const known = knownCompounds.get(compound);
  if (known) return known;
  const read = readCompound(compound);
  knownCompounds.set(compound, read);
  return read;
}

function designationWords(text: string, designation: Designation, position: number): Word[] {
  const { joined, start, end, spans } = designation;
  const words = [wordOf(joined.slice(0, MAX_WORD_CHARACTERS), start, end, position, "joined")];
  for (const span of spans) {
    const at = position + words.length - 1;
    if (span.as !== undefined && /^[a-z]+$|^\d+$/.test(span.as))
      words.push(wordOf(span.as, span.start, span.end, at, "part"));
    else words.push(...partsIn(text.slice(span.start, span.end), span.start, at, "part"));
  }
  return words;
}

const placed = (words: Word[], start: number, position: number): Word[] =>
  words.map((word) => ({
    text: word.text,
    lexeme: word.lexeme,
    position: word.position + position,
    start: word.start + start,
    end: word.end + start,
    form: word.form,
  }));

/** Words that only stand together, as the numbers of a range, are each for themselves. */
const compoundsIn = (words: Word[]): Word[][] =>
  words[0]!.form === "single" ? words.map((word) => [word]) : [words];

/** The compounds and single words of a text in order, stop words included; each as its words. */
export function compoundsOf(text: string, firstPosition = 1): Word[][] {
  const compounds: Word[][] = [];
  let position = firstPosition;
  COMPOUND.lastIndex = 0;
  for (let match = COMPOUND.exec(text); match; match = COMPOUND.exec(text)) {
    const { words, lead } = compoundOf(match[0]);
    const designations = lead && readDesignations(text, match.index, lead);
    if (designations) COMPOUND.lastIndex = designations.at(-1)!.end;
    else if (words.length === 0) continue;
    const found = designations
      ? designations.map((designation, index) => designationWords(text, designation, position + index))
      : compoundsIn(placed(words, match.index, position));
    compounds.push(...found);
    position = found.at(-1)!.at(-1)!.position + 1;
  }
  return compounds;
}

/** The words of a text in order, stop words included. */
export function wordsOf(text: string, firstPosition = 1): Word[] {
  return compoundsOf(text, firstPosition).flat();
}

/** Whether a word says nothing by itself ("the", "of"); never true within a compound. */
export function isStopWord(word: Word): boolean {
  return word.form === "single" && STOP_WORDS.has(word.text);
}
