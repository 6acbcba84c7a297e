import { conceptsIn } from "#search/concepts.ts";
import {
  draftsOf,
  inParts,
  joinedPairs,
  lexemesOf,
  phraseOf,
  single,
  type Atom,
  type Draft,
  type Way,
} from "#search/drafts.ts";
import type { Marked } from "#search/highlight.ts";
import type { Lexicon, LexiconEntry } from "#search/lexicon.ts";
import { findCorrections, type Known } from "#search/spelling.ts";
import { readTyped, type Term } from "#search/typed.ts";
import { isStopWord } from "#search/words.ts";

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
const PREFIX_WORTH = 0.5;

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
