import type { SearchDocument } from "#search/document.ts";
import { currentIndex, listsOf } from "#search/postgres-reader.server.ts";
import { termsOf } from "#search/terms.ts";

type Row = { id: string; number: number; document: SearchDocument };

/** Words that a stored document has and under which the index does not know it, by its id. */
export async function storedWords(rows: Row[]): Promise<Map<string, string[]>> {
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
  return new Map(
    own.map((row) => [row.id, row.lexemes.filter((lexeme) => !indexed.get(lexeme)!.has(row.number))]),
  );
}
