import { conceptsIn } from "#search/concepts.ts";
import type { SearchDocument } from "#search/document.ts";
import { FIELD_WEIGHTS } from "#search/settings.ts";
import { isStopWord, wordsOf, type Word } from "#search/words.ts";

/** A document as words: what the embedded engine indexes. */
export type Terms = {
  /** By lexeme: how often it stands there, each field weighted, and at which places. */
  postings: Map<string, { weight: number; places: number[] }>;
  /** Words in all, weighted in the same way. */
  length: number;
  /** Every different word as written, with its lexeme, for the lexicon. */
  words: Map<string, string>;
};

const LAST_PLACE = 65_535;
const MAX_PLACES = 255;
/** Between two fields, so that no phrase reaches from one into the next. */
const FIELD_GAP = 10;

const textsOf = (value: string | string[]) => (typeof value === "string" ? [value] : value);

function post(terms: Terms, lexeme: string, place: number, weight: number): void {
  let posting = terms.postings.get(lexeme);
  if (!posting) terms.postings.set(lexeme, (posting = { weight: 0, places: [] }));
  if (posting.places.at(-1) === place) return;
  posting.weight += weight;
  if (posting.places.length < MAX_PLACES && place <= LAST_PLACE) posting.places.push(place);
}

function postWord(terms: Terms, word: Word, field: keyof typeof FIELD_WEIGHTS, weight: number): void {
  // A reference is found as a whole: "2026" alone should not find everything of that year.
  if (isStopWord(word) || (field === "reference" && word.form === "part")) return;
  post(terms, word.lexeme, word.position, weight);
  if (word.form !== "joined") terms.length += weight;
  if (field !== "reference" && /\p{L}/u.test(word.text)) terms.words.set(word.text, word.lexeme);
}

/** Cuts a document into weighted words with their places. */
export function termsOf(document: SearchDocument): Terms {
  const terms: Terms = { postings: new Map(), length: 0, words: new Map() };
  let position = 1;
  for (const [name, weight] of Object.entries(FIELD_WEIGHTS)) {
    const field = name as keyof typeof FIELD_WEIGHTS;
    for (const text of textsOf(document[field])) {
      const words = wordsOf(text, position);
      for (const word of words) postWord(terms, word, field, weight);
      for (const concept of conceptsIn(words)) post(terms, concept.lexeme, concept.position, weight);
      position = Math.max(position, words.at(-1)?.position ?? 0) + FIELD_GAP;
    }
  }
  return terms;
}
