/**
 * A search as an address. This module is small and imports nothing, so that browser code may use it;
 * reading an address, which needs the reference data, is in query.ts.
 */

/** Filters of which several values may be chosen: OR within one, AND between them. */
export const FACETS = [
  "kind",
  "sector",
  "trl",
  "licence",
  "ipr",
  "fee",
  "certification",
  "partner",
  "release",
  "addressed",
  "country",
  "verified",
  "organisation",
] as const;
export type Facet = (typeof FACETS)[number];

export const SORTS = ["relevance", "newest", "closing"] as const;
export type Sort = (typeof SORTS)[number];

/** The windows, in days, that the results page offers for "closing within". */
export const CLOSING_WINDOWS_DAYS = [7, 30, 90] as const;

export const PAGE_SIZE = 20;
export const MAX_QUERY_CHARACTERS = 1_000;

export type SearchQuery = {
  /** What was typed, cleaned; empty for "everything". */
  q: string;
  /** Chosen values by facet, in the order of choosing. `sector` holds codes of sectors and sub-sectors. */
  filters: Record<Facet, string[]>;
  /** Only what closes within so many days; null for no limit. */
  closingDays: number | null;
  /** Only what the reader's organisation qualifies for; without one it says nothing. */
  qualifying: boolean;
  sort: Sort;
  /** From 1. */
  page: number;
};

/** A query without words and filters: everything, page 1. */
export function emptyQuery(): SearchQuery {
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, [] as string[]]));
  return {
    q: "",
    filters: filters as Record<Facet, string[]>,
    closingDays: null,
    qualifying: false,
    sort: "relevance",
    page: 1,
  };
}

/** The address words of a query, without those that say what is so anyway. `parseSearchQuery` reads them back unchanged. */
export function searchParamsOf(query: SearchQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q) params.set("q", query.q);
  for (const facet of FACETS) for (const value of query.filters[facet]) params.append(facet, value);
  if (query.closingDays !== null) params.set("closing", String(query.closingDays));
  if (query.qualifying) params.set("qualify", "yes");
  if (query.sort !== "relevance") params.set("sort", query.sort);
  if (query.page > 1) params.set("page", String(query.page));
  return params;
}

/** The same query with one value of a facet chosen or, when it was chosen, dropped; back on page 1. */
export function toggleFilter(query: SearchQuery, facet: Facet, value: string): SearchQuery {
  const chosen = query.filters[facet];
  const values = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return { ...query, filters: { ...query.filters, [facet]: values }, page: 1 };
}

/** The order that is used: without words nothing is more relevant than another, so the newest come first. */
export function sortInUse(query: SearchQuery): Sort {
  return query.sort === "relevance" && query.q === "" ? "newest" : query.sort;
}

/** Whether anything but the words, the order and the page is chosen. */
export function isFiltered(query: SearchQuery): boolean {
  return (
    query.closingDays !== null || query.qualifying || FACETS.some((facet) => query.filters[facet].length > 0)
  );
}
