import { conceptsIn } from "#search/concepts.ts";
import type { Marked } from "#search/highlight.ts";
import { TYPO_LETTERS } from "#search/settings.ts";
import { partsOf, readTyped, type Term } from "#search/typed.ts";
import { isStopWord, lexemeOf, type Word } from "#search/words.ts";

/** What the lexicon says of a word. */
export type LexiconEntry = { word: string; lexeme: string; documents: number };

/** What planning has to know about the index. */
export type Lexicon = {
  /** In how many documents each of these lexemes stands, about; those that stand nowhere are left out. */
  frequencies(lexemes: string[]): Promise<Map<string, number>>;
  /** The most frequent words that begin like this. */
  beginning(text: string, limit: number): Promise<LexiconEntry[]>;
  /** Words at most two changes away from each of these, and the halves of two that were written as one. */
  similar(words: string[]): Promise<{ typed: string; entries: LexiconEntry[] }[]>;
};

/** Lexemes that must stand at these distances from the first; mostly just one. */
export type Atom = { lexeme: string; offset: number }[];
/** One way to have a term; `worth` from 0 to 1. */
export type Way = { atom: Atom; worth: number };
/** A part of the query; a document has it when it has it in any way. */
export type PlannedTerm = {
  typed: string;
  ways: Way[];
  /** What has been typed of a word that may be unfinished; null for the others. */
  open: string | null;
  /** In how many documents it stands as typed, about. */
  frequency: number;
};

export type Plan = {
  reference: string | null;
  terms: PlannedTerm[];
  /** What must not be there. */
  excluded: Atom[];
  corrections: { typed: string; used: string[] }[];
  /** What to mark in texts. */
  marked: Marked;
};

const MAX_OPEN_WORDS = 30;
const MAX_CORRECTIONS = 3;
const SYNONYM_WORTH = 0.8;
const PREFIX_WORTH = 0.5;
/** So many times more documents have a word that is taken for the one that was meant. */
const MUCH_MORE_USUAL = 20;

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

const single = (lexeme: string): Atom => [{ lexeme, offset: 0 }];

/** Words side by side in their order; stop words between them keep their place. Null when nothing is left. */
function phraseOf(words: Word[]): Atom | null {
  const parts = partsOf(words).filter((word) => !isStopWord(word));
  if (parts.length === 0) return null;
  return parts.map((part) => ({ lexeme: part.lexeme, offset: part.position - parts[0]!.position }));
}

/** A compound by its whole or by its parts in a row; a single word by itself. */
function atomsOf(compound: Word[]): Atom[] {
  const whole = compound.find((word) => word.form === "joined");
  if (!whole) return [single(compound[0]!.lexeme)];
  const phrase = phraseOf(compound);
  return phrase === null ? [single(whole.lexeme)] : [single(whole.lexeme), phrase];
}

/** One thing that must be there, before anything is known about the index. */
type Draft = { typed: string; compound: Word[] | null; ways: Way[]; open: boolean };

function draftsOf(term: Term): Draft[] {
  if (term.phrase) {
    const phrase = phraseOf(term.compounds.flat());
    return phrase
      ? [{ typed: term.typed, compound: null, ways: [{ atom: phrase, worth: 1 }], open: false }]
      : [];
  }
  const words = term.compounds.flat();
  const parts = partsOf(words);
  const concepts = conceptsIn(words);
  return term.compounds
    .filter((compound) => !compound.every(isStopWord) || (term.open && compound === term.compounds.at(-1)))
    .map((compound) => {
      const own = partsOf(compound);
      const from = parts.indexOf(own[0]!);
      const names = concepts.filter((c) => c.from <= from && c.from + c.length >= from + own.length);
      const ways = compound.every(isStopWord) ? [] : atomsOf(compound).map((atom) => ({ atom, worth: 1 }));
      return {
        typed: own.length > 1 || term.compounds.length > 1 ? compound[0]!.text : term.typed,
        compound,
        ways: [...ways, ...names.map(({ lexeme }) => ({ atom: single(lexeme), worth: SYNONYM_WORTH }))],
        open: term.open && compound === term.compounds.at(-1),
      };
    });
}

const lexemesOf = (ways: Way[]) => ways.flatMap(({ atom }) => atom.map(({ lexeme }) => lexeme));

/** The single word of a draft that may be misspelled; null for designations, phrases and names of things. */
function spellable({ compound, ways }: Draft): string | null {
  if (compound === null || compound.length > 1 || ways.length !== 1) return null;
  const { text } = compound[0]!;
  return /^\p{L}+$/u.test(text) && allowedChanges(text) > 0 ? text : null;
}

/** A compound that nobody wrote, neither whole nor in a row, as its parts: one of them may be misspelled. */
function inParts(draft: Draft, frequencies: Map<string, number>): Draft[] {
  const { compound, ways, open } = draft;
  const isKnown = ways.some(({ atom }) => atom.every(({ lexeme }) => frequencies.has(lexeme)));
  if (compound === null || compound.length === 1 || isKnown) return [draft];
  const parts = partsOf(compound).filter((part) => !isStopWord(part));
  return parts.map((part) => ({
    typed: part.text,
    compound: [part],
    ways: [{ atom: single(part.lexeme), worth: 1 }],
    open: open && part === parts.at(-1),
  }));
}

/** The whole of two words that stand side by side, as in "air craft". */
function joinedPairs(drafts: Draft[]): { first: Draft; second: Draft; lexeme: string }[] {
  return drafts.flatMap((second, index) => {
    const first = drafts[index - 1];
    const [a, b] = [first?.compound, second.compound];
    if (!first || a?.length !== 1 || b?.length !== 1 || b[0]!.position !== a[0]!.position + 1) return [];
    return [{ first, second, lexeme: lexemeOf(a[0]!.text + b[0]!.text) }];
  });
}

function markedWords(wanted: Term[], drafts: Draft[], others: LexiconEntry[]): Marked {
  const words = wanted.flatMap((term) => term.compounds.flat()).filter((word) => !isStopWord(word));
  const names = wanted.flatMap((term) =>
    conceptsIn(term.compounds.flat()).flatMap(({ names }) => names.flat()),
  );
  const open = drafts.find((draft) => draft.open)?.compound?.at(-1);
  return {
    lexemes: new Set([
      ...[...words, ...names.filter((word) => !isStopWord(word))].map((word) => word.lexeme),
      ...others.map((entry) => entry.lexeme),
    ]),
    beginning: open && open.text.length > 1 ? open.text : null,
  };
}

type Known = { frequencies: Map<string, number>; begun: LexiconEntry[] };

function planDraft({ typed, ways, open, compound }: Draft, { frequencies, begun }: Known): PlannedTerm {
  const own = new Set(lexemesOf(ways));
  const frequency = Math.max(0, ...[...own].map((lexeme) => frequencies.get(lexeme) ?? 0));
  if (!open) return { typed, ways, open: null, frequency };
  const further = [...new Set(begun.map(({ lexeme }) => lexeme))].filter((lexeme) => !own.has(lexeme));
  const begunWays = further.map((lexeme) => ({ atom: single(lexeme), worth: PREFIX_WORTH }));
  return { typed, ways: [...ways, ...begunWays], open: compound?.[0]?.text ?? null, frequency };
}

function planCorrected({ typed }: Draft, entries: LexiconEntry[]): PlannedTerm {
  const lexemes = [...new Set(entries.map((entry) => entry.lexeme))];
  const frequency = Math.max(...entries.map((entry) => entry.documents));
  return {
    typed,
    ways: lexemes.map((lexeme) => ({ atom: single(lexeme), worth: 1 })),
    open: null,
    frequency,
  };
}

/** Words that nobody wrote, with what was probably meant. */
async function findCorrections(
  drafts: Draft[],
  { frequencies, begun }: Known,
  lexicon: Lexicon,
): Promise<Map<Draft, LexiconEntry[]>> {
  const unknown = drafts.flatMap((draft) => {
    const word = spellable(draft);
    const isKnown = lexemesOf(draft.ways).some((lexeme) => frequencies.has(lexeme));
    return word === null || isKnown || (draft.open && begun.length > 0) ? [] : [{ draft, word }];
  });
  if (unknown.length === 0) return new Map();
  const similar = await lexicon.similar(unknown.map(({ word }) => word));
  const corrected = unknown.map(({ draft, word }): [Draft, LexiconEntry[]] => [
    draft,
    correct(word, similar.find(({ typed }) => typed === word)?.entries ?? []),
  ]);
  return new Map(corrected.filter(([, entries]) => entries.length > 0));
}

/** Makes of a cleaned query what is looked for in the index. */
export async function planQuery(q: string, lexicon: Lexicon): Promise<Plan> {
  const { reference, wanted, excluded } = readTyped(q);
  const typed = wanted.flatMap(draftsOf);
  const pairs = joinedPairs(typed);
  const openText = typed.find((draft) => draft.open)?.compound?.[0]?.text ?? "";
  const lexemes = [...typed.flatMap(({ ways }) => lexemesOf(ways)), ...pairs.map(({ lexeme }) => lexeme)];
  const [frequencies, begun] = await Promise.all([
    lexicon.frequencies(lexemes),
    openText ? lexicon.beginning(openText, MAX_OPEN_WORDS) : [],
  ]);
  for (const { first, second, lexeme } of pairs)
    if (frequencies.has(lexeme))
      for (const draft of [first, second]) draft.ways.push({ atom: single(lexeme), worth: 1 });
  const drafts = typed.flatMap((draft) =>
    draft.open && begun.length > 0 ? draft : inParts(draft, frequencies),
  );
  const known = { frequencies, begun };
  const corrected = await findCorrections(drafts, known, lexicon);
  return {
    reference,
    terms: drafts.map((draft) =>
      corrected.has(draft) ? planCorrected(draft, corrected.get(draft)!) : planDraft(draft, known),
    ),
    excluded: excluded.map((term) => phraseOf(term.compounds.flat())).filter((phrase) => phrase !== null),
    corrections: [...corrected].map(([{ typed }, entries]) => ({
      typed,
      used: entries.map(({ word }) => word),
    })),
    marked: markedWords(wanted, drafts, [...[...corrected.values()].flat(), ...begun]),
  };
}

/**
 * A query that is probably meant instead: words that hardly anybody uses, changed to much more usual ones that
 * are one letter away. Null when nothing seems wrong. Worth asking only when little was found.
 */
export async function suggestQuery(q: string, lexicon: Lexicon): Promise<string | null> {
  const words = readTyped(q)
    .wanted.flatMap(draftsOf)
    .flatMap((draft) => spellable(draft) ?? []);
  if (words.length === 0) return null;
  const [known, similar] = await Promise.all([
    lexicon.frequencies(words.map(lexemeOf)),
    lexicon.similar(words),
  ]);
  let suggested = q;
  for (const { typed, entries } of similar) {
    const own = known.get(lexemeOf(typed)) ?? 0;
    if (own === 0) continue;
    const [better] = entries
      .filter(({ word, lexeme }) => lexeme !== lexemeOf(typed) && editDistance(typed, word) === 1)
      .sort((a, b) => b.documents - a.documents);
    if (better && better.documents >= MUCH_MORE_USUAL * own)
      suggested = suggested.replace(
        new RegExp(`(?<![\\p{L}\\p{N}])${typed}(?![\\p{L}\\p{N}])`, "iu"),
        better.word,
      );
  }
  return suggested === q ? null : suggested;
}
