import { createHash } from "node:crypto";
import { conceptsIn } from "#search/concepts.ts";
import { requirementsText, type SearchDocument } from "#search/document.ts";
import { SEARCHED_FIELDS } from "#search/settings.ts";
import { isStopWord, wordsOf } from "#search/words.ts";

/**
 * What Meilisearch keeps of a document: the document itself, and its words as words.ts understands them. It knows no
 * stems, British spellings, compounds or names of one thing, and searching prepared words teaches it all of them.
 */
export type StoredDocument = SearchDocument & {
  /** By field: stems in their order, side by side where the words are. */
  words: Record<string, string>;
  /** Words as written, for what is still being typed; wholes of compounds; concepts. */
  forms: string;
  requirementsKey: string;
};

/** Where a sentence or a value ends, so that no phrase reaches beyond: Meilisearch takes a full stop for a far jump. */
const BREAK = " . ";

const textsOf = (value: string | string[]) => (typeof value === "string" ? [value] : value);

/** Short enough for a filter. @param text of `requirementsText` */
export function requirementsKey(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

/** Prepares a document for Meilisearch. */
export function toStored(document: SearchDocument): StoredDocument {
  const words: Record<string, string> = {};
  const forms = new Set<string>();
  for (const field of SEARCHED_FIELDS) {
    const texts = textsOf(document[field]).map((text) => {
      const all = wordsOf(text);
      for (const { lexeme } of conceptsIn(all)) forms.add(lexeme);
      const own = all.filter((word) => !isStopWord(word));
      for (const word of own) {
        if (word.form === "joined") forms.add(word.lexeme);
        if (word.text !== word.lexeme && field !== "reference") forms.add(word.text);
      }
      // A reference is found as a whole: "2026" alone should not find everything of that year.
      const kept = own.filter(({ form }) => (field === "reference" ? form !== "part" : form !== "joined"));
      return kept.map((word) => word.lexeme).join(" ");
    });
    words[field] = texts.join(BREAK);
  }
  return {
    ...document,
    words,
    forms: [...forms].join(" "),
    requirementsKey: requirementsKey(requirementsText(document.requirements)),
  };
}
