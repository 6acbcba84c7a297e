import { conceptsIn } from "#search/concepts.ts";
import { MAX_QUERY_WORDS } from "#search/settings.ts";
import { asciiDigits, isQuantity } from "#search/units.ts";
import { compoundsOf, isStopWord, type Word } from "#search/words.ts";

/**
 * What somebody means by one part of a query: a word, a compound, a quoted phrase, or several words that
 * together name a thing.
 */
export type Term = {
  typed: string;
  /** Compounds and words; all of them must be there. */
  compounds: Word[][];
  /** They must stand side by side in this order. */
  phrase: boolean;
  /** The last word may be unfinished. */
  open: boolean;
};

export type Typed = {
  /** Set when the whole query is a reference number. */
  reference: string | null;
  wanted: Term[];
  excluded: Term[];
};

const DASHES = "-‐‑–−－";
const QUOTES = '"“”„‟«»＂';
const REFERENCE = new RegExp(
  `^sy[${DASHES}_/ ]{0,3}(\\d{4})(?:[${DASHES}_/ ]{1,3}(\\d{1,12})|(\\d{6,12}))$`,
  "i",
);
const REFERENCE_DIGITS = 6;
/** A quoted phrase, perhaps never closed; what opens before one; anything else up to a space. */
const CLAUSE = new RegExp(
  `(?<=^|[\\s([{])([${DASHES}]?)[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]?|[([{]+(?=[${DASHES}]?[${QUOTES}])|(\\S+)`,
  "gu",
);
const EXCLUSION = new RegExp(`^[${DASHES}](?=[\\p{L}\\p{N}.])`, "u");
/** Habits from other searches that mean nothing here: "+word", "title:word". */
const HABITS = new RegExp(
  `(?<=(?:^|[\\s([{])[${DASHES}]?)(?:\\+|(?:title|summary|description|keywords?|organisation|organization|sector|kind|country|q):)(?=\\S)`,
  "giu",
);
const LONE_PATENT = /^[a-z]{2}[ -]\d[\d ,./]{4,20}(?: ?[a-z]\d?)?$/i;

/** The words that follow one another, without the wholes of compounds. */
export const partsOf = (words: Word[]) => words.filter((word) => word.form !== "joined");

/** The words in order; those that together name a thing are one term, and the longest name wins. */
function wordTerms(text: string): Term[] {
  const compounds = compoundsOf(text);
  const names = conceptsIn(compounds.flat());
  const ends = compounds.map((words) => words.at(-1)!.position);
  const terms: Term[] = [];
  for (let at = 0; at < compounds.length;) {
    const { position } = compounds[at]![0]!;
    const own = names.filter((name) => name.position === position).map((name) => position + name.length - 1);
    const last = Math.max(at, ...own.map((end) => ends.indexOf(end)));
    const typed = text.slice(compounds[at]![0]!.start, compounds[last]!.at(-1)!.end);
    terms.push({ typed, compounds: compounds.slice(at, last + 1), phrase: false, open: false });
    at = last + 1;
  }
  return terms;
}

function phraseTerm(text: string): Term[] {
  const compounds = compoundsOf(text);
  return compounds.length > 0 ? [{ typed: text, compounds, phrase: true, open: false }] : [];
}

const isEmpty = (term: Term) => term.compounds.flat().every(isStopWord);

/** Without the words that say nothing, unless there is nothing else. */
function withoutStopWords(terms: Term[]): Term[] {
  const telling = terms.filter((term) => !isEmpty(term));
  return telling.length > 0 ? telling : terms.slice(-1);
}

/** A reference in any spelling, as it is written everywhere; null for anything else. */
function readReference(q: string): string | null {
  const bare = asciiDigits(q).replace(/^[\s#(["'“«]+|[\s.,;)\]"'”»]+$/g, "");
  const [, year, apart, together] = REFERENCE.exec(bare) ?? [];
  const number = apart ?? together;
  return year && number ? `SY-${year}-${number.padStart(REFERENCE_DIGITS, "0")}` : null;
}

/** What is left out by "-word": not a negative number or temperature. */
function exclusionOf(word: string): string | null {
  if (!EXCLUSION.test(word) || isQuantity(word.slice(1))) return null;
  return word.slice(1);
}

/**
 * Reads a cleaned query: words, "quoted phrases", -exclusions (also of phrases), reference numbers.
 * Nothing that is typed is an error; what has no meaning is left out.
 */
export function readTyped(q: string): Typed {
  const reference = readReference(q);
  if (reference !== null) return { reference, wanted: [], excluded: [] };
  const wanted: Term[] = [];
  const excluded: Term[] = [];
  const plain = LONE_PATENT.test(q) ? q.toUpperCase() : q.replace(HABITS, "");
  let loose = "";
  let endsOpen = false;
  for (const [, minus, quoted, word] of plain.matchAll(CLAUSE)) {
    endsOpen = false;
    if (quoted !== undefined) (minus ? excluded : wanted).push(...phraseTerm(quoted));
    else if (word !== undefined) {
      const exclusion = exclusionOf(word);
      if (exclusion !== null) excluded.push(...phraseTerm(exclusion));
      else {
        loose += ` ${word}`;
        endsOpen = /[\p{L}\p{N}\p{M}]$/u.test(word);
      }
    }
  }
  const words = wordTerms(loose);
  const last = words.at(-1);
  if (last && endsOpen) last.open = true;
  return {
    reference: null,
    wanted: withoutStopWords([...wanted, ...words]).slice(0, MAX_QUERY_WORDS),
    excluded: excluded.filter((term) => !isEmpty(term)).slice(0, MAX_QUERY_WORDS),
  };
}
