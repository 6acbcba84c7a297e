import type { SearchDocument } from "#search/document.ts";
import { SEARCHED_FIELDS } from "#search/settings.ts";
import { isStopWord, wordsOf } from "#search/words.ts";

/** A document as the embedded engine keeps it; vectors in PostgreSQL's text form. */
export type PostgresRow = {
  id: string;
  document: SearchDocument;
  body: string;
  title: string;
  /** Every different word, for the lexicon, with its lexeme. */
  words: Map<string, string>;
};

/** PostgreSQL keeps no later position and no more of them for one lexeme. */
const LAST_POSITION = 16_383;
const MAX_POSITIONS = 255;
/** Between two fields, so that no phrase reaches from one into the next. */
const FIELD_GAP = 10;

type Postings = Map<string, { position: number; weight: string }[]>;

function post(postings: Postings, lexeme: string, position: number, weight: string): void {
  const list = postings.get(lexeme) ?? [];
  if (list.length === 0) postings.set(lexeme, list);
  const last = list.at(-1);
  if (last?.position === position || last?.position === LAST_POSITION || list.length >= MAX_POSITIONS) return;
  list.push({ position, weight: weight === "D" ? "" : weight });
}

/** The vector in the order in which PostgreSQL itself writes it, so that both can be compared. */
function vectorText(postings: Postings): string {
  return [...postings]
    .map(([lexeme, list]) => ({ lexeme, bytes: Buffer.from(lexeme), list }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ lexeme, list }) => `'${lexeme}':${list.map((p) => `${p.position}${p.weight}`).join(",")}`)
    .join(" ");
}

const textsOf = (value: string | string[]) => (typeof value === "string" ? [value] : value);

/** Turns a document into vectors and words. */
export function toPostgresRow(document: SearchDocument): PostgresRow {
  const body: Postings = new Map();
  const title: Postings = new Map();
  const words = new Map<string, string>();
  let position = 1;
  for (const [field, weight] of SEARCHED_FIELDS) {
    for (const text of textsOf(document[field])) {
      for (const word of wordsOf(text, position)) {
        position = Math.max(position, word.position);
        // A reference is found as a whole: "2026" alone should not find everything of that year.
        if (isStopWord(word) || (field === "reference" && word.form === "part")) continue;
        const at = Math.min(word.position, LAST_POSITION);
        post(body, word.lexeme, at, weight);
        if (field === "title") post(title, word.lexeme, at, weight);
        if (field !== "reference" && /\p{L}/u.test(word.text)) words.set(word.text, word.lexeme);
      }
      position += FIELD_GAP;
    }
  }
  return { id: document.id, document, body: vectorText(body), title: vectorText(title), words };
}
