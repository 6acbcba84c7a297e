import { SYNONYMS } from "#search/settings.ts";
import { compoundsOf, type Word } from "#search/words.ts";

/**
 * A thing that has several names (SYNONYMS) is indexed as one more word, its concept, wherever one of the names
 * stands, and looked for as that word. So a query costs the same however many names there are.
 */

/** Letters only, so that every engine takes it for a word; nobody types it. */
const PREFIX = "zqc";
const MAX_NAME_WORDS = 10;

/** The words that follow one another, without the wholes of compounds. */
const partsOf = (words: Word[]) => words.filter((word) => word.form !== "joined");
const letters = (text: string) =>
  [...text].map((c) => (/[a-z]/.test(c) ? c : `x${c.codePointAt(0)!.toString(26)}`)).join("");

type Concept = { lexeme: string; names: Word[][] };

const byName = new Map<string, Concept[]>();
for (const group of SYNONYMS) {
  const names = group.map((name) => compoundsOf(name).flat());
  const key = (words: Word[]) =>
    partsOf(words)
      .map((word) => word.lexeme)
      .join(" ");
  const concept = { lexeme: PREFIX + letters(key(names[0]!).replaceAll(" ", "")).slice(0, 40), names };
  for (const name of names) byName.set(key(name), [...(byName.get(key(name)) ?? []), concept]);
}

export type FoundConcept = {
  lexeme: string;
  /** All names of the thing, as words. */
  names: Word[][];
  /** Index of the first word, and how many words the name has; counted without the wholes of compounds. */
  from: number;
  length: number;
  position: number;
};

/** Every name of a thing among these words, also one within another. */
export function conceptsIn(words: Word[]): FoundConcept[] {
  const parts = partsOf(words);
  const found: FoundConcept[] = [];
  for (let from = 0; from < parts.length; from++) {
    let key = "";
    for (let length = 1; length <= Math.min(MAX_NAME_WORDS, parts.length - from); length++) {
      const next = parts[from + length - 1]!;
      // Words of one name stand side by side.
      if (length > 1 && next.position !== parts[from + length - 2]!.position + 1) break;
      key = length === 1 ? next.lexeme : `${key} ${next.lexeme}`;
      for (const concept of byName.get(key) ?? [])
        found.push({ ...concept, from, length, position: parts[from]!.position });
    }
  }
  return found;
}

/** Every name as its words' lexemes, with the lexeme of its concept. */
export function conceptNames(): { name: string; lexeme: string }[] {
  return [...byName].flatMap(([name, concepts]) => concepts.map(({ lexeme }) => ({ name, lexeme })));
}
