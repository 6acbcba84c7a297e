import { pool } from "#app/core/db.server.ts";
import type { Completion } from "#search/port.ts";
import type { Lexicon, LexiconEntry } from "#search/postgres-plan.ts";
import { wordsOf } from "#search/words.ts";

/** Follows every character in the order of bytes. */
const LAST_CHARACTER = "\u{10FFFF}";

/** The lexicon of the embedded index, see the migration that makes it. */
export const lexicon: Lexicon = {
  async frequencies(lexemes) {
    const { rows } = await pool.query<{ lexeme: string | null; documents: number }>({
      name: "search-frequencies",
      text: `select lexeme, sum(documents)::int as documents from search.lexicon where lexeme = any($1) group by lexeme
        union all
        select null, greatest(reltuples, 0)::int from pg_class where oid = 'search.document'::regclass`,
      values: [lexemes],
    });
    const byLexeme = new Map<string, number>();
    let documents = 0;
    for (const row of rows) {
      if (row.lexeme === null) documents = row.documents;
      else byLexeme.set(row.lexeme, row.documents);
    }
    return { documents, byLexeme };
  },

  async beginning(text, limit) {
    const { rows } = await pool.query<LexiconEntry>({
      name: "search-beginning",
      text: `select word, lexeme, documents from search.lexicon where word >= $1 and word < $2
        order by documents desc, word limit $3`,
      values: [text, text + LAST_CHARACTER, limit],
    });
    return rows;
  },

  async similar(words) {
    const { rows } = await pool.query<LexiconEntry & { typed: string }>({
      name: "search-similar",
      text: `select typed, found.word, found.lexeme, found.documents
        from unnest($1::text[]) typed cross join lateral (
          select word, lexeme, documents from search.lexicon
          where left(word, 1) = left(typed, 1) and length(word) = any(array[
              length(typed) - 2, length(typed) - 1, length(typed), length(typed) + 1, length(typed) + 2])
            and levenshtein_less_equal(word, typed, 2) <= 2
          union
          select word, lexeme, documents from search.lexicon
          where word % typed and levenshtein_less_equal(word, typed, 2) <= 2
        ) found`,
      values: [words],
    });
    return words.map((typed) => ({ typed, entries: rows.filter((row) => row.typed === typed) }));
  },
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
