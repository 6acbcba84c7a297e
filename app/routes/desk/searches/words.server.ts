import { organisationNames } from "#app/domain/organisations/public-queries.server.ts";
import { NAME_MAX } from "#app/domain/alerts/schema.ts";
import { valueLabel } from "#app/routes/opportunities/facets.server.ts";
import { parseSearchQuery } from "#search/query.ts";
import { FACETS, searchParamsOf, type SearchQuery } from "#search/url.ts";

type Names = ReadonlyMap<string, string>;

/** The words of an address under which a search is kept: without order and page, the same for the same choice. */
export function storedQuery(query: SearchQuery): string {
  const filters = { ...query.filters };
  for (const facet of FACETS) filters[facet] = [...filters[facet]].sort();
  return searchParamsOf({ ...query, filters, sort: "relevance", page: 1 }).toString();
}

/** A search as a person would say it: "gallium nitride, Joint venture or Collaboration call, closes within 30 days". */
export function inWords(query: SearchQuery, names: Names): string {
  const parts = FACETS.filter((facet) => query.filters[facet].length > 0).map((facet) =>
    query.filters[facet].map((value) => valueLabel(facet, value, names)).join(" or "),
  );
  if (query.q) parts.unshift(query.q);
  if (query.closingDays !== null)
    parts.push(`closes within ${valueLabel("closing", String(query.closingDays), names)}`);
  if (query.qualifying) parts.push("what we qualify for");
  return parts.join(", ") || "All opportunities";
}

/** A name to begin with: the same with bare readiness levels, because names are short. */
export function proposedName(query: SearchQuery, names: Names): string {
  const words = inWords(query, names).replaceAll(/(TRL \d): [^,]*?(?= or TRL|,|$)/g, "$1");
  return words.length <= NAME_MAX ? words : `${words.slice(0, NAME_MAX - 1).trimEnd()}…`;
}

/** Kept searches in words, by their stored form. */
export async function wordsOfStored(stored: string[]): Promise<Map<string, string>> {
  const queries = stored.map((each) => parseSearchQuery(new URLSearchParams(each)).query);
  const names = await organisationNames([...new Set(queries.flatMap((query) => query.filters.organisation))]);
  return new Map(queries.map((query, place) => [stored[place]!, inWords(query, names)]));
}
