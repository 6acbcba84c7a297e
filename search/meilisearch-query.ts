import type { MultiSearchQuery } from "meilisearch";
import { HIT_END, HIT_START } from "#search/highlight.ts";
import { facetAttribute } from "#search/meilisearch-settings.ts";
import { SHOWN_FIELDS } from "#search/results.ts";
import { readTyped, type Term } from "#search/typed.ts";
import {
  CLOSING_WINDOWS_DAYS,
  FACETS,
  PAGE_SIZE,
  sortInUse,
  type Facet,
  type SearchQuery,
} from "#search/url.ts";
import { isStopWord } from "#search/words.ts";

const DAY_MS = 86_400_000;
/** Meilisearch reads no more words of a query than this. */
const MAX_WORDS = 10;

/** How rare a word is: the number of documents that have it. */
export type Frequencies = (lexemes: string[]) => Promise<Map<string, number>>;

/** What is typed, as Meilisearch is asked: `words` counts the terms that must be there. */
export type Text = { q: string; words: number; reference: string | null };

const lexemesOf = (term: Term) =>
  term.compounds.flat().flatMap((word) => (word.form === "joined" || isStopWord(word) ? [] : [word.lexeme]));

/** Rarest first, because rare words tell documents apart best; words that nobody wrote last. */
async function byRarity(terms: Term[], frequencies: Frequencies): Promise<Term[]> {
  const known = await frequencies(terms.flatMap(lexemesOf));
  const frequency = (term: Term) =>
    Math.min(
      Number.MAX_SAFE_INTEGER,
      ...lexemesOf(term).map((lexeme) => known.get(lexeme) ?? Number.MAX_SAFE_INTEGER),
    );
  return [...terms].sort((a, b) => frequency(a) - frequency(b));
}

/** As many as Meilisearch reads. */
function firstReadable(terms: Term[]): Term[] {
  let words = 0;
  return terms.filter((term) => (words += term.compounds.flat().length) <= MAX_WORDS);
}

/**
 * Writes a query anew from what was understood, so that quotes, signs and length mean what they mean here.
 * For `some`, rare words come first: the "last" strategy leaves out words from the end.
 */
export async function toText(typed: string, match: "all" | "some", frequencies: Frequencies): Promise<Text> {
  const { reference, wanted, excluded } = readTyped(typed);
  if (reference !== null) return { q: "", words: 0, reference };
  const isLong = firstReadable(wanted).length < wanted.length;
  const ranked = isLong || match === "some" ? firstReadable(await byRarity(wanted, frequencies)) : wanted;
  const terms = match === "some" ? ranked : wanted.filter((term) => ranked.includes(term));
  const plain = (text: string) => text.replaceAll('"', " ");
  const write = (term: Term) => (term.phrase ? `"${plain(term.typed)}"` : plain(term.typed));
  // A word is unfinished only where it stands at the end, and an exclusion would finish it.
  const parts = [...excluded.map((term) => `-"${plain(term.typed)}"`), ...terms.map(write)];
  return { q: parts.join(" "), words: terms.length, reference: null };
}

const quote = (value: string) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

type Filter = (string | string[])[];

function filterOf(query: SearchQuery, text: Text, nowMs: number, without: string | null = null): Filter {
  const filter: Filter = [`closingAtMs > ${nowMs}`];
  if (text.reference !== null) filter.push(`reference = ${quote(text.reference)}`);
  for (const facet of FACETS)
    if (facet !== without && query.filters[facet].length > 0)
      filter.push(query.filters[facet].map((value) => `${facetAttribute(facet)} = ${quote(value)}`));
  if (query.closingDays !== null && without !== "closing")
    filter.push(`closingAtMs <= ${nowMs + query.closingDays * DAY_MS}`);
  return filter;
}

const SORTS = {
  relevance: undefined,
  newest: ["publishedAtMs:desc", "id:asc"],
  closing: ["closingAtMs:asc", "publishedAtMs:desc", "id:asc"],
} as const;

/** The searches of one answer and, by place, what each is for. */
export type Searches = { queries: MultiSearchQuery[]; chosen: Facet[] };

/**
 * One answer takes several searches at once: the page with the facets that have no choice, one for each
 * facet with a choice (counted as if it had none), one for each closing window, and one without any filter.
 */
export function toSearches(
  indexUid: string,
  query: SearchQuery,
  text: Text,
  match: "all" | "some",
  nowMs: number,
): Searches {
  const chosen = FACETS.filter((facet) => query.filters[facet].length > 0);
  const free = FACETS.filter((facet) => !chosen.includes(facet));
  const sort = SORTS[sortInUse(query)];
  const common = { indexUid, q: text.q, matchingStrategy: match === "all" ? "all" : "last" } as const;
  const counting = { ...common, hitsPerPage: 1, page: 1, attributesToRetrieve: ["id"] };
  const main: MultiSearchQuery = {
    ...common,
    filter: filterOf(query, text, nowMs),
    facets: free.map((facet) => facetAttribute(facet)),
    page: query.page,
    hitsPerPage: PAGE_SIZE,
    attributesToRetrieve: [...SHOWN_FIELDS],
    attributesToHighlight: ["title", "summary"],
    highlightPreTag: HIT_START,
    highlightPostTag: HIT_END,
    ...(sort ? { sort: [...sort] } : {}),
  };
  const windows = CLOSING_WINDOWS_DAYS.map((days) => ({
    ...counting,
    filter: [...filterOf(query, text, nowMs, "closing"), `closingAtMs <= ${nowMs + days * DAY_MS}`],
  }));
  const own = chosen.map((facet) => ({
    ...counting,
    filter: filterOf(query, text, nowMs, facet),
    facets: [facetAttribute(facet)],
  }));
  const unfiltered = { ...counting, filter: [`closingAtMs > ${nowMs}`] };
  return { queries: [main, unfiltered, ...windows, ...own], chosen };
}
