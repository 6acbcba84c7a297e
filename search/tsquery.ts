import { partsOf, type Term } from "#search/typed.ts";
import { isStopWord, type Word } from "#search/words.ts";

/**
 * Queries as PostgreSQL's `tsquery` literals. Only lexemes of words.ts, which are letters, digits and marks,
 * get in, so nothing that somebody typed is ever read as an operator.
 */

/** One lexeme as a literal. @throws for anything but letters, digits and marks. */
export function lexemeQuery(lexeme: string, isPrefix = false): string {
  if (!/^[\p{L}\p{N}\p{M}]+$/u.test(lexeme)) throw new Error("a lexeme has letters, digits and marks only");
  return isPrefix ? `'${lexeme}':*` : `'${lexeme}'`;
}

const all = (queries: string[]) => (queries.length > 1 ? `(${queries.join(" & ")})` : queries[0]!);
export const any = (queries: string[]) => (queries.length > 1 ? `(${queries.join(" | ")})` : queries[0]!);

/** Words side by side in their order; stop words between them keep their place. Null when nothing is left. */
function phraseQuery(words: Word[], lastIsOpen = false): string | null {
  const parts = partsOf(words).filter((word) => !isStopWord(word));
  if (parts.length === 0) return null;
  let query = "";
  for (const [index, part] of parts.entries()) {
    if (index > 0) query += ` <${part.position - parts[index - 1]!.position}> `;
    query += lexemeQuery(part.lexeme);
  }
  if (!lastIsOpen) return parts.length > 1 ? `(${query})` : query;
  const open =
    query.slice(0, query.lastIndexOf("'", query.length - 2)) + lexemeQuery(parts.at(-1)!.text, true);
  return parts.length > 1 ? `(${query} | ${open})` : any([query, open]);
}

/** A compound by its whole or by its parts in a row; a single word by itself. */
function compoundQuery(words: Word[], isOpen: boolean): string | null {
  const whole = words.find((word) => word.form === "joined");
  if (!whole) {
    const word = words[0]!;
    if (!isOpen) return lexemeQuery(word.lexeme);
    return word.text.length > 1
      ? any([lexemeQuery(word.lexeme), lexemeQuery(word.text, true)])
      : lexemeQuery(word.lexeme);
  }
  const parts = phraseQuery(words, isOpen);
  return parts === null ? null : any([lexemeQuery(whole.lexeme, isOpen), parts]);
}

/** A term as typed, without its other names. Null when it has only stop words. */
export function typedQuery(term: Term): string | null {
  if (term.phrase) return phraseQuery(term.compounds.flat());
  const telling = term.compounds.filter((words) => !words.every(isStopWord));
  const queries = telling.flatMap((words) => {
    const isLast = words === term.compounds.at(-1);
    return compoundQuery(words, term.open && isLast) ?? [];
  });
  if (queries.length > 0) return all(queries);
  // "the", still being typed, may become "thermal".
  return term.open ? lexemeQuery(term.compounds.at(-1)!.at(-1)!.text, true) : null;
}

/** The other names of a term. */
export function synonymQueries(term: Term): string[] {
  return term.synonyms.flatMap((words) => {
    const whole =
      words.length > 1 && words[0]!.form === "joined" && partsOf(words).every((w) => w.form === "part");
    const phrase = phraseQuery(words) ?? [];
    return whole ? [lexemeQuery(words[0]!.lexeme), phrase].flat() : phrase;
  });
}
