import { LRUCache } from "lru-cache";
import { stemmer } from "stemmer";
import { SPELLINGS, STOP_WORDS } from "#search/settings.ts";

/**
 * How a text becomes words: the one analysis for indexing, queries and highlighting. A compound such as
 * "Ti-6Al-4V" or "AS9100D" is found by its parts in a row and by itself written together.
 */
export type Word = {
  /** Folded: lower case, without accents. */
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

const COMPOUND =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200C\u200D]*(?:[-‐‑/.&+_'’][\p{L}\p{N}][\p{L}\p{N}\p{M}\u200C\u200D]*)*/gu;
const PART = /\p{N}+|[\p{L}\p{M}\u200C\u200D]+/gu;
const MAX_WORD_CHARACTERS = 60;

type Form = { text: string; lexeme: string };

function fold(text: string): string {
  const plain = /^[a-z0-9]+$/i.test(text)
    ? text.toLowerCase()
    : text
        .normalize("NFKD")
        .replace(/[\u0300-\u036F]/g, "")
        .normalize("NFC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}]/gu, "");
  return plain.slice(0, MAX_WORD_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "");
}

/** The stem of a folded word, the same for British and American spelling, singular and plural. */
export function lexemeOf(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  let spelled = word;
  for (const [british, american] of SPELLINGS) spelled = spelled.replace(british, american);
  return stemmer(spelled);
}

/** Words come again and again: what they become is kept for the most recent ones. */
const knownForms = new LRUCache<string, Form>({ max: 50_000 });

function formOf(word: string): Form {
  const known = knownForms.get(word);
  if (known) return known;
  const text = fold(word);
  const form = { text, lexeme: lexemeOf(text) };
  knownForms.set(word, form);
  return form;
}

function compoundWords(compound: string, start: number, position: number): Word[] {
  const bare = compound.replace(/['’]s$/i, "");
  const parts = [...bare.matchAll(PART)];
  const form = parts.length > 1 ? "part" : "single";
  const words: Word[] = parts.map((part, index) => ({
    ...formOf(part[0]),
    position: position + index,
    start: start + part.index,
    end: start + part.index + part[0].length,
    form,
  }));
  if (parts.length > 1)
    words.unshift({ ...formOf(bare), position, start, end: start + bare.length, form: "joined" });
  return words.filter((word) => word.text !== "");
}

/** The compounds and single words of a text in order, stop words included; each as its words. */
export function compoundsOf(text: string, firstPosition = 1): Word[][] {
  const compounds: Word[][] = [];
  let position = firstPosition;
  for (const match of text.matchAll(COMPOUND)) {
    const words = compoundWords(match[0], match.index, position);
    if (words.length === 0) continue;
    compounds.push(words);
    position = words.at(-1)!.position + 1;
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
