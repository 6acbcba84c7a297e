import { MAX_QUERY_WORDS, SYNONYMS } from "#search/settings.ts";
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
  /** Other names of the same thing, each a phrase. */
  synonyms: Word[][];
  /** The last word may be unfinished. */
  open: boolean;
};

export type Typed = {
  /** Set when the whole query is a reference number. */
  reference: string | null;
  wanted: Term[];
  excluded: Term[];
};

const REFERENCE = /^sy[- ]?(\d{4})[- ]?(\d{6,12})$/i;
const CLAUSE = /(?<=^|\s)(-?)"([^"]*)"?|(\S+)/g;
const MAX_NAME_COMPOUNDS = 8;

/** The words that follow one another, without the wholes of compounds. */
export const partsOf = (words: Word[]) => words.filter((word) => word.form !== "joined");
const nameKey = (compounds: Word[][]) =>
  partsOf(compounds.flat())
    .map((word) => word.lexeme)
    .join(" ");

const synonymsByName: ReadonlyMap<string, Word[][]> = new Map(
  SYNONYMS.flatMap((group) => {
    const names = group.map((name) => compoundsOf(name));
    return names.map((name) => [nameKey(name), names.filter((other) => other !== name).map((n) => n.flat())]);
  }),
);

/** The longest name of a thing that begins here, as a number of compounds, with its other names. */
function findName(compounds: Word[][]): { length: number; synonyms: Word[][] } {
  for (let length = Math.min(MAX_NAME_COMPOUNDS, compounds.length); length > 0; length--) {
    const synonyms = synonymsByName.get(nameKey(compounds.slice(0, length)));
    const isWord = length === 1 && compounds[0]!.every(isStopWord);
    if (synonyms && !isWord) return { length, synonyms };
  }
  return { length: 1, synonyms: [] };
}

function wordTerms(text: string): Term[] {
  const compounds = compoundsOf(text);
  const terms: Term[] = [];
  for (let at = 0; at < compounds.length;) {
    const { length, synonyms } = findName(compounds.slice(at, at + MAX_NAME_COMPOUNDS));
    const own = compounds.slice(at, at + length);
    const typed = text.slice(own[0]![0]!.start, own.at(-1)!.at(-1)!.end);
    terms.push({ typed, compounds: own, phrase: false, synonyms, open: false });
    at += length;
  }
  return terms;
}

function phraseTerm(text: string): Term[] {
  const compounds = compoundsOf(text);
  return compounds.length > 0 ? [{ typed: text, compounds, phrase: true, synonyms: [], open: false }] : [];
}

const isEmpty = (term: Term) => term.compounds.flat().every(isStopWord);

/** Without the words that say nothing, unless there is nothing else. */
function withoutStopWords(terms: Term[]): Term[] {
  const telling = terms.filter((term) => !isEmpty(term));
  return telling.length > 0 ? telling : terms.slice(-1);
}

/**
 * Reads a cleaned query: words, "quoted phrases", -exclusions (also of phrases), reference numbers.
 * Nothing that is typed is an error; what has no meaning is left out.
 */
export function readTyped(q: string): Typed {
  const number = REFERENCE.exec(q);
  if (number) return { reference: `SY-${number[1]}-${number[2]}`, wanted: [], excluded: [] };
  const wanted: Term[] = [];
  const excluded: Term[] = [];
  let loose = "";
  let endsOpen = false;
  for (const [, minus, quoted, word] of q.matchAll(CLAUSE)) {
    endsOpen = false;
    if (quoted !== undefined) (minus ? excluded : wanted).push(...phraseTerm(quoted));
    else if (/^-[\p{L}\p{N}]/u.test(word!)) excluded.push(...phraseTerm(word!));
    else {
      loose += ` ${word}`;
      endsOpen = /[\p{L}\p{N}\p{M}]$/u.test(word!);
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
