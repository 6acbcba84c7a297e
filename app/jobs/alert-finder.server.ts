import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import type { Finder, Found } from "#app/domain/alerts/finder.ts";
import type { SearchDocument } from "#search/document.ts";
import type { SearchHit, SearchOptions } from "#search/port.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { parseSearchQuery, type SearchQuery } from "#search/query.ts";
import { readDocuments } from "#search/rows.server.ts";
import { FACETS, PAGE_SIZE } from "#search/url.ts";

/** More values than this are no help in narrowing a search down. */
const MAX_NARROWING_VALUES = 100;

type Asked = Parameters<Finder["newest"]>[0];

const foundOf = (hit: SearchHit): Found => ({ id: hit.id, publishedAt: new Date(hit.publishedAt) });

function queryOf({ query }: Asked): SearchQuery {
  return { ...parseSearchQuery(new URLSearchParams(query)).query, sort: "newest", page: 1 };
}

/** "I qualify" is asked for the organisation as it is now. */
async function optionsFor(query: SearchQuery, { organisationId }: Asked): Promise<SearchOptions> {
  return query.qualifying ? { reader: await readerFor(organisationId) } : {};
}

/**
 * What a search finds, the newest first, page by page, each once. Begins anew when something has gone meanwhile:
 * what moved up to an earlier page would be passed over. Always by the embedded engine: it is there whatever
 * happens to the other one, and an alert must not depend on which of the two has just answered.
 */
async function* hitsOf(query: SearchQuery, options: SearchOptions): AsyncGenerator<SearchHit> {
  const seen = new Set<string>();
  let least = Infinity;
  for (let page = 1; ; page++) {
    const { hits, total } = await postgresEngine.search({ ...query, page }, options);
    for (const hit of hits) {
      if (!seen.has(hit.id)) yield hit;
      seen.add(hit.id);
    }
    if (total < least && page > 1) page = 0;
    else if (hits.length === 0 || page * PAGE_SIZE >= total) return;
    least = Math.min(least, total);
  }
}

/**
 * The same search for less: only where these documents can be. Filters have no say in which words match, so what
 * it finds of them is what the search itself finds. Null when the filters leave none of them over.
 */
function narrowed(query: SearchQuery, documents: SearchDocument[]): SearchQuery | null {
  const filters = { ...query.filters };
  for (const facet of FACETS) {
    const values = documents.map((document) => document.facets[facet]);
    const present = [...new Set(values.flat())];
    const chosen = filters[facet];
    if (chosen.length > 0) {
      filters[facet] = chosen.filter((value) => present.includes(value));
      if (filters[facet].length === 0) return null;
    } else if (present.length <= MAX_NARROWING_VALUES && values.every((own) => own.length > 0))
      filters[facet] = present;
  }
  return { ...query, filters };
}

async function findAmong(documents: SearchDocument[], search: Asked): Promise<Found[]> {
  const query = narrowed(queryOf(search), documents);
  if (query === null) return [];
  const wanted = new Set(documents.map(({ id }) => id));
  const oldestMs = Math.min(...documents.map(({ publishedAtMs }) => publishedAtMs));
  const found: Found[] = [];
  for await (const hit of hitsOf(query, await optionsFor(query, search))) {
    if (Date.parse(hit.publishedAt) < oldestMs) break;
    if (wanted.delete(hit.id)) found.push(foundOf(hit));
    if (wanted.size === 0) break;
  }
  return found;
}

/** Saved searches by way of the search engine itself. */
export const alertFinder: Finder = {
  async newest(search, limit) {
    const query = queryOf(search);
    const found: Found[] = [];
    for await (const hit of hitsOf(query, await optionsFor(query, search))) {
      if (found.length === limit) return { found, isAll: false };
      found.push(foundOf(hit));
    }
    return { found, isAll: true };
  },

  async among(opportunityIds) {
    const documents = await readDocuments(opportunityIds);
    return (search) => (documents.length > 0 ? findAmong(documents, search) : Promise.resolve([]));
  },
};
