import type { Settings } from "meilisearch";
import { conceptNames } from "#search/concepts.ts";
import { SEARCHED_FIELDS } from "#search/settings.ts";
import { FACETS, type Facet } from "#search/url.ts";

/** Under which name a facet stands in Meilisearch's documents. */
export const facetAttribute = (facet: Facet) => `facets.${facet}`;

/** Far more than there will be: totals and deep pages stay exact. */
const MAX_TOTAL_HITS = 100_000_000;
const MAX_FACET_VALUES_COUNTED = 100_000;
/** Meilisearch takes no more words than these for one name. */
const MAX_NAME_WORDS = 3;

/** The concept stands in for each name of a thing; names and concepts are words as toStored writes them. */
function synonyms(): Record<string, string[]> {
  const concepts = new Map<string, string[]>();
  for (const { name, lexeme } of conceptNames())
    if (name.split(" ").length <= MAX_NAME_WORDS) concepts.set(name, [...(concepts.get(name) ?? []), lexeme]);
  return Object.fromEntries(concepts);
}

/** What Meilisearch is told about the field: all of it follows from settings.ts. */
export const MEILISEARCH_SETTINGS: Settings = {
  searchableAttributes: [...SEARCHED_FIELDS.map((field) => `words.${field}`), "forms"],
  filterableAttributes: [...FACETS.map(facetAttribute), "requirementsKey", "id", "reference", "closingAtMs"],
  sortableAttributes: ["publishedAtMs", "closingAtMs", "id"],
  // "sort" first: whoever asks for the newest gets the newest. The last two make every order a full one.
  rankingRules: [
    "sort",
    "words",
    "typo",
    "proximity",
    "attribute",
    "exactness",
    "publishedAtMs:desc",
    "id:asc",
  ],
  stopWords: [],
  synonyms: synonyms(),
  // Planning corrects what nobody wrote by the lexicon; stems are too short to be guessed at once more.
  typoTolerance: { enabled: false },
  pagination: { maxTotalHits: MAX_TOTAL_HITS },
  faceting: { maxValuesPerFacet: MAX_FACET_VALUES_COUNTED, sortFacetValuesBy: { "*": "count" } },
};
