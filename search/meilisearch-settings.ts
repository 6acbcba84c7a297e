import type { Settings } from "meilisearch";
import { SEARCHED_FIELDS, STOP_WORDS, SYNONYMS, TYPO_LETTERS } from "#search/settings.ts";
import { FACETS, type Facet } from "#search/url.ts";

/** Under which name a facet stands in Meilisearch's documents. */
export const facetAttribute = (facet: Facet) => `facets.${facet}`;

/** Far more than there will be: totals and deep pages stay exact. */
const MAX_TOTAL_HITS = 100_000_000;
const MAX_FACET_VALUES_COUNTED = 100_000;

function synonyms(): Record<string, string[]> {
  const others: Record<string, string[]> = {};
  for (const group of SYNONYMS)
    for (const name of group) {
      const rest = group.filter((other) => other !== name).map((other) => other.toLowerCase());
      others[name.toLowerCase()] = [...new Set([...(others[name.toLowerCase()] ?? []), ...rest])];
    }
  return others;
}

/** What Meilisearch is told about the field: all of it follows from settings.ts. */
export const MEILISEARCH_SETTINGS: Settings = {
  searchableAttributes: [...SEARCHED_FIELDS],
  filterableAttributes: [...FACETS.map(facetAttribute), "id", "reference", "closingAtMs"],
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
  stopWords: [...STOP_WORDS].sort(),
  synonyms: synonyms(),
  typoTolerance: { minWordSizeForTypos: { oneTypo: TYPO_LETTERS.one, twoTypos: TYPO_LETTERS.two } },
  pagination: { maxTotalHits: MAX_TOTAL_HITS },
  faceting: { maxValuesPerFacet: MAX_FACET_VALUES_COUNTED, sortFacetValuesBy: { "*": "count" } },
};
