import { FACET_LABELS, valueLabel } from "#app/routes/opportunities/facets.server.ts";
import type { SearchReader } from "#app/core/requirements.ts";
import type { SearchResults } from "#search/port.ts";
import { emptyQuery, FACETS, searchParamsOf, type Facet, type SearchQuery } from "#search/url.ts";

/** Something to drop from a search that found nothing, and how many that brings. */
export type WayOut = { what: string; href: string; total: number };

const ALL_FILTERS = "all filters";

type Names = ReadonlyMap<string, string>;
type Drop = { what: string; query: SearchQuery };

export const hrefOf = (query: SearchQuery) => `/opportunities?${searchParamsOf(query)}`.replace(/\?$/, "");

function withoutFacet(query: SearchQuery, facet: Facet, names: Names): Drop {
  const values = query.filters[facet].map((value) => valueLabel(facet, value, names)).join(" or ");
  return {
    what: `${FACET_LABELS[facet]}: ${values}`,
    query: { ...query, filters: { ...query.filters, [facet]: [] }, page: 1 },
  };
}

/** Each single thing that could be dropped; all filters at once where there are several. */
function dropsOf(query: SearchQuery, names: Names, reader: SearchReader | null): Drop[] {
  const filters = FACETS.filter((facet) => query.filters[facet].length > 0).map((facet) =>
    withoutFacet(query, facet, names),
  );
  if (query.closingDays !== null)
    filters.push({
      what: `${FACET_LABELS.closing}: ${valueLabel("closing", String(query.closingDays), names)}`,
      query: { ...query, closingDays: null, page: 1 },
    });
  if (query.qualifying && reader)
    filters.push({
      what: `${FACET_LABELS.qualify}: ${valueLabel("qualify", "yes", names)}`,
      query: { ...query, qualifying: false, page: 1 },
    });
  if (filters.length === 0) return [];
  const drops = [...filters];
  if (query.q !== "") drops.push({ what: `the words “${query.q}”`, query: { ...query, q: "", page: 1 } });
  if (filters.length > 1) drops.push({ what: ALL_FILTERS, query: { ...emptyQuery(), q: query.q } });
  return drops;
}

type Asked = {
  query: SearchQuery;
  engine: { search(query: SearchQuery, options: { reader: SearchReader | null }): Promise<SearchResults> };
  reader: SearchReader | null;
  /** Of organisations by slug. */
  names: Names;
};

/**
 * For a search without results: what to drop and how many opportunities that would bring, most first.
 * Asks the engine once for each filter that is set, and only when there is nothing else to show.
 */
export async function waysOutOf({ query, engine, reader, names }: Asked): Promise<WayOut[]> {
  const counted = await Promise.all(
    dropsOf(query, names, reader).map(async (drop) => {
      const { total } = await engine.search(drop.query, { reader });
      return { what: drop.what, href: hrefOf(drop.query), total };
    }),
  );
  const isAll = ({ what }: WayOut) => Number(what === ALL_FILTERS);
  return counted.filter(({ total }) => total > 0).sort((a, b) => isAll(a) - isAll(b) || b.total - a.total);
}
