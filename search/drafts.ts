import { conceptsIn } from "#search/concepts.ts";
import { TYPO_LETTERS } from "#search/settings.ts";
import { partsOf, type Term } from "#search/typed.ts";
import { isStopWord, lexemeOf, type Word } from "#search/words.ts";

/** Lexemes that must stand at these distances from the first; mostly just one. */
export type Atom = { lexeme: string; offset: number }[];
/** One way to have a term; `worth` from 0 to 1. */
export type Way = { atom: Atom; worth: number };
const SYNONYM_WORTH = 0.8;

/** How many letters of a word may be wrong. */
export const allowedChanges = (word: string) =>
  word.length >= TYPO_LETTERS.two ? 2 : word.length >= TYPO_LETTERS.one ? 1 : 0;

export const single = (lexeme: string): Atom => [{ lexeme, offset: 0 }];

/** Words side by side in their order; stop words between them keep their place. Null when nothing is left. */
export function phraseOf(words: Word[]): Atom | null {
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
export type Draft = { typed: string; compound: Word[] | null; ways: Way[]; open: boolean };

export function draftsOf(term: Term): Draft[] {
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

export const lexemesOf = (ways: Way[]) => ways.flatMap(({ atom }) => atom.map(({ lexeme }) => lexeme));

/** The single word of a draft that may be misspelled; null for designations, phrases and names of things. */
export function spellable({ compound, ways }: Draft): string | null {
  if (compound === null || compound.length > 1 || ways.length !== 1) return null;
  const { text } = compound[0]!;
  return /^\p{L}+$/u.test(text) && allowedChanges(text) > 0 ? text : null;
}

/** A compound that nobody wrote, neither whole nor in a row, as its parts: one of them may be misspelled. */
export function inParts(draft: Draft, frequencies: Map<string, number>): Draft[] {
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
export function joinedPairs(drafts: Draft[]): { first: Draft; second: Draft; lexeme: string }[] {
  return drafts.flatMap((second, index) => {
    const first = drafts[index - 1];
    const [a, b] = [first?.compound, second.compound];
    if (!first || a?.length !== 1 || b?.length !== 1 || b[0]!.position !== a[0]!.position + 1) return [];
    return [{ first, second, lexeme: lexemeOf(a[0]!.text + b[0]!.text) }];
  });
}
