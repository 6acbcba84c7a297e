import { pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import { currentIndex, listsOf, toNumbers, type Index } from "#search/postgres-reader.server.ts";
import { termsOf } from "#search/terms.ts";

type Row = { id: string; number: number; document: SearchDocument };

/** What the index knows a document by, compared with the words that it has. */
export type WordComparison = { wordsNotIndexed: string[]; wordsNotInDocument: string[] };

const POSTINGS_AT_ONCE = 10_000;

/** Every posting list of the index, one after the other. */
async function* allPostings({ segments }: Index): AsyncGenerator<{ lexeme: string; numbers: Int32Array }> {
  for (const segment of segments)
    for (let after = ""; ;) {
      const { rows } = await pool.query<{ lexeme: string; numbers: Buffer }>(
        `select lexeme, numbers from search.posting where segment = $1 and lexeme > $2
         order by lexeme limit ${POSTINGS_AT_ONCE}`,
        [segment, after],
      );
      for (const { lexeme, numbers } of rows) yield { lexeme, numbers: toNumbers(numbers) };
      if (rows.length < POSTINGS_AT_ONCE) break;
      after = rows.at(-1)!.lexeme;
    }
}

async function countWords(index: Index): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for await (const { numbers } of allPostings(index))
    for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** One look at all postings serves every batch of documents that is compared with the same index. */
const wordCounts = new WeakMap<Index, Promise<Map<number, number>>>();

function wordCountsOf(index: Index): Promise<Map<number, number>> {
  const known = wordCounts.get(index);
  if (known) return known;
  const counts = countWords(index);
  wordCounts.set(index, counts);
  return counts;
}

async function wordsOf(numbers: ReadonlySet<number>, index: Index): Promise<Map<number, string[]>> {
  const words = new Map<number, string[]>([...numbers].map((number) => [number, []]));
  if (numbers.size === 0) return words;
  for await (const posting of allPostings(index))
    for (const number of posting.numbers) words.get(number)?.push(posting.lexeme);
  return words;
}

/** Under which words the index does not know a document that has them, and under which it does that has not, by id. */
export async function compareWords(rows: Row[]): Promise<Map<string, WordComparison>> {
  const index = await currentIndex();
  const own = rows.map((row) => ({ ...row, lexemes: [...termsOf(row.document).postings.keys()] }));
  const lexemes = [...new Set(own.flatMap((row) => row.lexemes))];
  const lists = await listsOf(
    lexemes.map((lexeme) => [{ lexeme, offset: 0 }]),
    index,
  );
  const wanted = new Set(rows.map(({ number }) => number));
  const indexed = new Map(
    lexemes.map((lexeme, place) => {
      const numbers = lists[place]!.flatMap((list) => [
        ...list.numbers.filter((number) => wanted.has(number)),
      ]);
      return [lexeme, new Set(numbers)];
    }),
  );
  const counts = await wordCountsOf(index);
  const compared = own.map((row) => ({
    ...row,
    missing: row.lexemes.filter((lexeme) => !indexed.get(lexeme)!.has(row.number)),
  }));
  // Counting tells whether there are any; which ones they are is seldom asked and takes another look at everything.
  const suspects = compared.filter(
    ({ number, lexemes, missing }) => (counts.get(number) ?? 0) > lexemes.length - missing.length,
  );
  const known = await wordsOf(new Set(suspects.map(({ number }) => number)), index);
  return new Map(
    compared.map(({ id, number, lexemes, missing }) => {
      const has = new Set(lexemes);
      const superfluous = (known.get(number) ?? []).filter((lexeme) => !has.has(lexeme));
      return [id, { wordsNotIndexed: missing, wordsNotInDocument: superfluous }];
    }),
  );
}
