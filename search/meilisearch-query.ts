import type { MultiSearchQuery } from "meilisearch";
import { facetAttribute } from "#search/meilisearch-settings.ts";
import type { Atom } from "#search/drafts.ts";
import type { Plan, PlannedTerm } from "#search/plan.ts";
import { SHOWN_FIELDS } from "#search/results.ts";
import {
  CLOSING_WINDOWS_DAYS,
  FACETS,
  PAGE_SIZE,
  sortInUse,
  type Facet,
  type SearchQuery,
} from "#search/url.ts";

const DAY_MS = 86_400_000;
/** Meilisearch reads no more words of a query than this. */
const MAX_WORDS = 10;

/** A plan as Meilisearch is asked. */
export type Text = { q: string; reference: string | null };

const write = (atom: Atom) => {
  const words = atom.map(({ lexeme }) => lexeme).join(" ");
  return atom.length > 1 ? `"${words}"` : words;
};

/**
 * One way for each term, since Meilisearch knows no "or": a correction's best guess, otherwise the term as typed,
 * for whose other names and beginnings it has synonyms and prefixes of its own.
 */
function asTyped({ ways, open }: PlannedTerm): { text: string; words: number } {
  const [first] = ways;
  if (!first) return { text: "", words: 0 };
  // Still being typed, "batter" is looked for as it stands: its stem would be that of another word.
  const [only] = first.atom;
  const text = open && first.atom.length === 1 && !open.startsWith(only!.lexeme) ? open : write(first.atom);
  return { text, words: first.atom.length };
}

/** Whether Meilisearch reads the whole of it: it looks at no more than ten words. */
export function isReadable({ terms }: Plan): boolean {
  return terms.reduce((words, term) => words + asTyped(term).words, 0) <= MAX_WORDS;
}

/** Writes a plan in Meilisearch's words. */
export function toText({ reference, terms, excluded }: Plan): Text {
  if (reference !== null) return { q: "", reference };
  // A word is unfinished only where it stands at the end, and an exclusion would finish it.
  const without = excluded.map((atom) => `-${write(atom)}`);
  const q = [...without, ...terms.map((term) => asTyped(term).text)].join(" ");
  const isOpen = terms.at(-1)?.open != null;
  return { q: terms.length > 0 && !isOpen ? `${q} ` : q, reference: null };
}

const quote = (value: string) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

type Filter = (string | string[])[];

/** What every search of one answer has in common. */
export type Question = {
  indexUid: string;
  query: SearchQuery;
  text: Text;
  nowMs: number;
  /** Keys of the requirements that the reader meets; null without a reader. */
  qualifying: string[] | null;
  /** Ids of candidates, see the port. */
  featured: readonly string[];
};

function qualifies(keys: string[]): string {
  return keys.length > 0 ? `requirementsKey IN [${keys.map(quote).join(",")}]` : "requirementsKey IS NULL";
}

function filterOf({ query, text, nowMs, qualifying }: Question, without: string | null = null): Filter {
  const filter: Filter = [`closingAtMs > ${nowMs}`];
  if (text.reference !== null) filter.push(`reference = ${quote(text.reference)}`);
  for (const facet of FACETS)
    if (facet !== without && query.filters[facet].length > 0)
      filter.push(query.filters[facet].map((value) => `${facetAttribute(facet)} = ${quote(value)}`));
  if (query.closingDays !== null && without !== "closing")
    filter.push(`closingAtMs <= ${nowMs + query.closingDays * DAY_MS}`);
  if (query.qualifying && qualifying && without !== "qualifying") filter.push(qualifies(qualifying));
  return filter;
}

const SORTS = {
  relevance: undefined,
  newest: ["publishedAtMs:desc", "id:asc"],
  closing: ["closingAtMs:asc", "publishedAtMs:desc", "id:asc"],
} as const;

/** The searches of one answer by what each is for; `chosen` facets are counted as if they had no choice. */
export type Searches = {
  main: MultiSearchQuery;
  unfiltered: MultiSearchQuery;
  windows: MultiSearchQuery[];
  chosen: { facet: Facet; query: MultiSearchQuery }[];
  qualifying: MultiSearchQuery[];
  /** Asks which of the candidates match; what they say is read afterwards, of those that are shown. */
  featured: MultiSearchQuery[];
};

/** One answer takes several searches, which are asked at once. */
export function toSearches(question: Question): Searches {
  const { indexUid, query, text, nowMs, qualifying, featured } = question;
  const chosen = FACETS.filter((facet) => query.filters[facet].length > 0);
  const sort = SORTS[sortInUse(query)];
  const common = { indexUid, q: text.q, matchingStrategy: "all" } as const;
  const counting = { ...common, hitsPerPage: 1, page: 1, attributesToRetrieve: ["id"] };
  return {
    main: {
      ...common,
      filter: filterOf(question),
      facets: FACETS.filter((facet) => !chosen.includes(facet)).map(facetAttribute),
      page: query.page,
      hitsPerPage: PAGE_SIZE,
      attributesToRetrieve: [...SHOWN_FIELDS],
      ...(sort ? { sort: [...sort] } : {}),
    },
    unfiltered: { ...counting, filter: [`closingAtMs > ${nowMs}`] },
    windows: CLOSING_WINDOWS_DAYS.map((days) => ({
      ...counting,
      filter: [...filterOf(question, "closing"), `closingAtMs <= ${nowMs + days * DAY_MS}`],
    })),
    chosen: chosen.map((facet) => ({
      facet,
      query: { ...counting, filter: filterOf(question, facet), facets: [facetAttribute(facet)] },
    })),
    qualifying: qualifying
      ? [{ ...counting, filter: [...filterOf(question, "qualifying"), qualifies(qualifying)] }]
      : [],
    featured:
      featured.length > 0
        ? [
            {
              ...counting,
              hitsPerPage: featured.length,
              filter: [...filterOf(question), `id IN [${featured.map(quote).join(",")}]`],
            },
          ]
        : [],
  };
}
