import { LRUCache } from "lru-cache";
import { pool } from "#app/core/db.server.ts";
import type { Completion } from "#search/port.ts";
import type { Lexicon, LexiconEntry } from "#search/lexicon.ts";
import { allowedChanges } from "#search/drafts.ts";
import { wordsOf } from "#search/words.ts";

/** Follows every character in the order of bytes. */
const LAST_CHARACTER = "\u{10FFFF}";

/** Which words begin like this changes little: every letter that is typed asks, so the answer is kept for a moment. */
const BEGINNINGS_LIVE_MS = 2_000;
const beginnings = new LRUCache<string, LexiconEntry[]>({ max: 500, ttl: BEGINNINGS_LIVE_MS });

async function beginning(text: string, limit: number): Promise<LexiconEntry[]> {
  const key = `${limit} ${text}`;
  const known = beginnings.get(key);
  if (known) return known;
  const { rows } = await pool.query<LexiconEntry>({
    name: "search-beginning",
    text: `select word, lexeme, documents from search.lexicon where word >= $1 and word < $2
      order by documents desc, word limit $3`,
    values: [text, text + LAST_CHARACTER, limit],
  });
  beginnings.set(key, rows);
  return rows;
}

/** With another first letter, none, one too many, or the first two swapped: what "the same first letter" misses. */
function firstLetterWrong(word: string) {
  const [first = "", second = "", ...rest] = word;
  const tail = second + rest.join("");
  return { words: [tail, second + first + rest.join("")], tails: [tail, word] };
}

/** How long a word may be that was meant by this one. */
function nearLengths(word: string): number[] {
  const { length } = [...word];
  const changes = allowedChanges(word);
  return Array.from({ length: 2 * changes + 1 }, (_, place) => length - changes + place);
}

async function similar(words: string[]): Promise<{ typed: string; entries: LexiconEntry[] }[]> {
  const { rows } = await pool.query<LexiconEntry & { typed: string }>({
    name: "search-similar",
    text: `select typed, found.word, found.lexeme, found.documents
      from jsonb_to_recordset($1::jsonb) as w(typed text, lengths int[]) cross join lateral (
        select word, lexeme, documents from search.lexicon
        where left(word, 1) = left(typed, 1) and length(word) = any(lengths)
          and levenshtein_less_equal(word, typed, 2) <= 2
      ) found
      union
      select typed, word, lexeme, documents from jsonb_to_recordset($1::jsonb) as w(typed text, words text[], tails text[])
        join search.lexicon on word = any(words) or substr(word, 2) = any(tails)`,
    values: [
      JSON.stringify(
        words.map((typed) => ({ typed, lengths: nearLengths(typed), ...firstLetterWrong(typed) })),
      ),
    ],
  });
  return words.map((typed) => ({ typed, entries: rows.filter((row) => row.typed === typed) }));
}

/** The lexicon of the embedded index, see the migration that makes it. */
export const lexicon: Lexicon = {
  async frequencies(lexemes) {
    const { rows } = await pool.query<{ lexeme: string; documents: number }>({
      name: "search-frequencies",
      text: `select lexeme, sum(documents)::int as documents from search.lexicon where lexeme = any($1) group by lexeme`,
      values: [lexemes],
    });
    return new Map(rows.map(({ lexeme, documents }) => [lexeme, documents]));
  },
  beginning,
  similar,
};

/**
 * Completions of the last word of what has been typed; the same for every engine, because the embedded
 * index is always kept.
 */
export async function complete(prefix: string, limit = 8): Promise<Completion[]> {
  const last = wordsOf(prefix).at(-1);
  if (!last || last.end < prefix.length) return [];
  const entries = await lexicon.beginning(last.text, limit);
  return entries.map(({ word, documents }) => ({
    text: prefix.slice(0, last.start) + word,
    count: documents,
  }));
}
