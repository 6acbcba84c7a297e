import { SYNONYMS } from "#search/settings.ts";
import { compoundsOf, isStopWord, type Word } from "#search/words.ts";

/**
 * A thing that has several names (SYNONYMS) is indexed as one more word, its concept, wherever one of the names
 * stands, and looked for as that word. So a query costs the same however many names there are.
 */

/** Letters only, so that every engine takes it for a word; nobody types it. */
const PREFIX = "zqc";

/** The words that follow one another, without the wholes of compounds. */
const partsOf = (words: Word[]) => words.filter((word) => word.form !== "joined");
const letters = (text: string) =>
  [...text].map((c) => (/[a-z]/.test(c) ? c : `x${c.codePointAt(0)!.toString(26)}`)).join("");

type Name = {
  /** The lexeme of its concept. */
  lexeme: string;
  parts: Word[];
  /** All names of the thing, as words. */
  names: Word[][];
};

const NAMES: readonly Name[] = SYNONYMS.flatMap((group) => {
  const names = group.map((name) => compoundsOf(name).flat());
  const first = partsOf(names[0]!).map((word) => word.lexeme);
  const lexeme = PREFIX + letters(first.join("")).slice(0, 40);
  return names.map((name) => ({ lexeme, parts: partsOf(name), names }));
});

/** By the first word's lexeme: most words begin no name, and cost one look here. */
const namesByFirst = new Map<string, Name[]>();
for (const name of NAMES) {
  const first = name.parts[0]!.lexeme;
  namesByFirst.set(first, [...(namesByFirst.get(first) ?? []), name]);
}

export type FoundConcept = {
  lexeme: string;
  names: Word[][];
  /** Index of the first word, and how many words the name has; counted without the wholes of compounds. */
  from: number;
  length: number;
  position: number;
};

/** Whether the words from here on are those of the name, side by side. */
function standsAt(words: Word[], from: number, parts: Word[]): boolean {
  const { position } = words[from]!;
  for (let index = 1; index < parts.length; index++) {
    const word = words[from + index];
    if (!word || word.lexeme !== parts[index]!.lexeme || word.position !== position + index) return false;
  }
  return true;
}

/** Every name of a thing among these words, also one within another. Stop words are words here: "research and development". */
export function conceptsIn(words: Word[]): FoundConcept[] {
  const own = partsOf(words);
  const found: FoundConcept[] = [];
  for (let from = 0; from < own.length; from++) {
    const candidates = namesByFirst.get(own[from]!.lexeme);
    if (!candidates) continue;
    for (const { lexeme, names, parts } of candidates)
      if (standsAt(own, from, parts))
        found.push({ lexeme, names, from, length: parts.length, position: own[from]!.position });
  }
  return found;
}

/** Every name as the lexemes of its telling words, with the lexeme of its concept. */
export function conceptNames(): { name: string; lexeme: string }[] {
  return NAMES.map(({ parts, lexeme }) => ({
    name: parts.flatMap((word) => (isStopWord(word) ? [] : [word.lexeme])).join(" "),
    lexeme,
  }));
}
