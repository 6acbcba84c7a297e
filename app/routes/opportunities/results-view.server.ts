import { config } from "#app/core/config.server.ts";
import { countText } from "#app/core/formats.ts";
import { cardsOf } from "#app/routes/opportunities/cards.server.ts";
import { FACET_LABELS, facetViewsOf, valueLabel } from "#app/routes/opportunities/facets.server.ts";
import { hrefOf, type WayOut } from "#app/routes/opportunities/ways-out.server.ts";
import type { SearchResults } from "#search/port.ts";
import type { QueryProblem } from "#search/query.ts";
import { emptyQuery, FACETS, toggleFilter, type SearchQuery } from "#search/url.ts";

type Answer = {
  query: SearchQuery;
  results: SearchResults;
  locale: string;
  /** Of organisations by slug. */
  names: ReadonlyMap<string, string>;
  problems: QueryProblem[];
  waysOut: WayOut[];
};

/** Each thing that was chosen, with the address of the same search without it. */
function chipsOf({ query, names }: Pick<Answer, "query" | "names">) {
  const chips = FACETS.flatMap((facet) =>
    query.filters[facet].map((value) => ({
      facet: FACET_LABELS[facet],
      label: valueLabel(facet, value, names),
      href: hrefOf(toggleFilter(query, facet, value)),
    })),
  );
  if (query.closingDays !== null)
    chips.push({
      facet: FACET_LABELS.closing,
      label: valueLabel("closing", String(query.closingDays), names),
      href: hrefOf({ ...query, closingDays: null, page: 1 }),
    });
  return chips;
}

/** Everything the results page shows, written for the reader's locale. */
export function resultsView({ query, results, locale, names, problems, waysOut }: Answer) {
  const pageCount = Math.ceil(results.total / results.page.size);
  const firstPage = hrefOf({ ...query, page: 1 });
  return {
    q: query.q,
    sort: query.sort === "newest" && query.q === "" ? ("relevance" as const) : query.sort,
    total: results.total,
    countText: countText(results.total, "opportunity", locale, "opportunities"),
    cards: cardsOf(results.hits, locale),
    facets: facetViewsOf(results, { query, locale, names }),
    chips: chipsOf({ query, names }),
    clearHref: hrefOf({ ...emptyQuery(), q: query.q, sort: query.sort }),
    problems,
    corrections: results.corrections,
    someWords: results.match === "some" && results.total > 0,
    waysOut,
    page: query.page,
    pageCount,
    isBeyondEnd: results.total > 0 && query.page > pageCount,
    lastPageHref: hrefOf({ ...query, page: pageCount }),
    /** With the word PAGE where the number stands. */
    pageHref: `${firstPage}${firstPage.includes("?") ? "&" : "?"}page=PAGE`,
    canonical: config.publicUrl + hrefOf(query),
  };
}
