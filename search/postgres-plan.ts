import { TYPO_LETTERS } from "#search/settings.ts";
import { any, lexemeQuery, synonymQueries, typedQuery } from "#search/tsquery.ts";
import { partsOf, readTyped, type Term } from "#search/typed.ts";
import { isStopWord, type Word } from "#search/words.ts";

/** What the lexicon says. */
export type LexiconEntry = { word: string; lexeme: string; documents: number };

/** The lexicon, as planning needs it. */
export type Lexicon = {
  /** In how many documents each lexeme stands (at most), and how many documents there are. */
  frequencies(lexemes: string[]): Promise<{ documents: number; byLexeme: Map<string, number> }>;
  /** The most frequent words that begin like this. */
  beginning(text: string, limit: number): Promise<LexiconEntry[]>;
  /** Words at most two changes away from each of these. */
  similar(words: string[]): Promise<{ typed: string; entries: LexiconEntry[] }[]>;
};

export type PlannedTerm = {
  typed: string;
  /** The tsquery that a document must fulfil to have this term. */
  query: string;
  /** The tsqueries that are ranked, with what each is worth. */
  ranked: { query: string; worth: number }[];
  /** How many documents have it, about. */
  frequency: number;
};

export type Plan = {
  reference: string | null;
  terms: PlannedTerm[];
  /** What must not be there, as one tsquery. */
  excluded: string | null;
  corrections: { typed: string; used: string[] }[];
  /** What to mark in texts. */
  marked: { lexemes: Set<string>; beginning: string | null };
  documents: number;
};

const MAX_OPEN_WORDS = 30;
const MAX_CORRECTIONS = 3;
const SYNONYM_WORTH = 0.8;
const PREFIX_WORTH = 0.3;

/** Changes (insert, drop, replace, swap of neighbours) that make one word the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

const allowedChanges = (word: string) =>
  word.length >= TYPO_LETTERS.two ? 2 : word.length >= TYPO_LETTERS.one ? 1 : 0;

/** The nearest words that exist, most frequent first. */
function correct(typed: string, entries: LexiconEntry[]): LexiconEntry[] {
  const near = entries
    .map((entry) => ({ entry, distance: editDistance(typed, entry.word) }))
    .filter(({ distance }) => distance <= allowedChanges(typed));
  const least = Math.min(...near.map(({ distance }) => distance));
  const nearest = near.filter(({ distance }) => distance === least).map(({ entry }) => entry);
  return nearest.sort((a, b) => b.documents - a.documents).slice(0, MAX_CORRECTIONS);
}

const wordsOfTerm = (term: Term) => term.compounds.flat().filter((word) => !isStopWord(word));

/** The single word of a term that may be misspelled; null for designations, phrases and names of things. */
function spellable(term: Term): Word | null {
  const [words, ...others] = term.compounds;
  const [word] = words!;
  if (term.phrase || others.length > 0 || words!.length > 1 || term.synonyms.length > 0) return null;
  return /^\p{L}+$/u.test(word!.text) && allowedChanges(word!.text) > 0 ? word! : null;
}

/** Weight of a term by how rare it is, as in BM25. */
export function rarity(frequency: number, documents: number): number {
  return Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5));
}

function planTerm(term: Term, byLexeme: Map<string, number>, beginning: LexiconEntry[]): PlannedTerm | null {
  const own = typedQuery(term);
  if (own === null) return null;
  const exact = typedQuery({ ...term, open: false }) ?? own;
  const synonyms = synonymQueries(term);
  const lexemes = [...new Set(beginning.map((entry) => entry.lexeme))];
  const begun = term.open ? lexemes.map((lexeme) => lexemeQuery(lexeme)) : [];
  const parts = partsOf(wordsOfTerm(term));
  const known = parts.map((word) => byLexeme.get(word.lexeme) ?? 0);
  return {
    typed: term.typed,
    query: any([own, ...synonyms, ...begun]),
    ranked: [
      { query: exact, worth: 1 },
      ...(synonyms.length > 0 ? [{ query: any(synonyms), worth: SYNONYM_WORTH }] : []),
      ...(own !== exact || begun.length > 0 ? [{ query: any([own, ...begun]), worth: PREFIX_WORTH }] : []),
    ],
    frequency: known.length > 0 ? Math.min(...known) : 0,
  };
}

function correctedTerm(typed: string, entries: LexiconEntry[]): PlannedTerm {
  const query = any([...new Set(entries.map((entry) => lexemeQuery(entry.lexeme)))]);
  const frequency = Math.max(...entries.map((entry) => entry.documents));
  return { typed, query, ranked: [{ query, worth: 1 }], frequency };
}

function markedWords(terms: Term[], others: LexiconEntry[]): Plan["marked"] {
  const open = terms.find((term) => term.open);
  const words = terms.flatMap((term) => [
    ...wordsOfTerm(term),
    ...term.synonyms.flat().filter((w) => !isStopWord(w)),
  ]);
  const last = open ? partsOf(wordsOfTerm(open)).at(-1) : undefined;
  return {
    lexemes: new Set([...words.map((word) => word.lexeme), ...others.map((entry) => entry.lexeme)]),
    beginning: last && last.text.length > 1 ? last.text : null,
  };
}

/** Makes of a cleaned query what the database is asked: two look-ups in the lexicon at most. */
export async function planQuery(q: string, lexicon: Lexicon): Promise<Plan> {
  const { reference, wanted, excluded } = readTyped(q);
  const open = wanted.find((term) => term.open);
  const openWord = open ? partsOf(open.compounds.flat()).at(-1)! : null;
  const lexemes = wanted.flatMap((term) => wordsOfTerm(term).map((word) => word.lexeme));
  const [{ documents, byLexeme }, begun] = await Promise.all([
    lexicon.frequencies(lexemes),
    openWord && openWord.text.length > 2 ? lexicon.beginning(openWord.text, MAX_OPEN_WORDS) : [],
  ]);
  const unknown = wanted.filter((term) => {
    const word = spellable(term);
    return word !== null && !byLexeme.get(word.lexeme) && !(term.open && begun.length > 0);
  });
  const similar =
    unknown.length > 0 ? await lexicon.similar(unknown.map((term) => spellable(term)!.text)) : [];
  const corrections: Plan["corrections"] = [];
  const used: LexiconEntry[] = [];
  const terms = wanted.flatMap((term) => {
    const word = unknown.includes(term) ? spellable(term)!.text : null;
    const entries = word ? correct(word, similar.find(({ typed }) => typed === word)?.entries ?? []) : [];
    if (entries.length === 0) return planTerm(term, byLexeme, term.open ? begun : []) ?? [];
    corrections.push({ typed: term.typed, used: entries.map((entry) => entry.word) });
    used.push(...entries);
    return correctedTerm(term.typed, entries);
  });
  const without = excluded.flatMap((term) => typedQuery(term) ?? []);
  return {
    reference,
    terms,
    excluded: without.length > 0 ? any(without) : null,
    corrections,
    marked: markedWords(wanted, [...used, ...begun]),
    documents,
  };
}
