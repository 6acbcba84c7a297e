import type { Actor } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { countText } from "#app/core/formats.ts";
import { cardsOf } from "#app/routes/opportunities/cards.server.ts";
import {
  FACET_LABELS,
  facetViewsOf,
  togglesOf,
  valueLabel,
} from "#app/routes/opportunities/facets.server.ts";
import { hrefOf, type WayOut } from "#app/routes/opportunities/ways-out.server.ts";
import type { EligibilityReader } from "#app/domain/eligibility/reader.server.ts";
import type { SearchResults } from "#search/port.ts";
import type { QueryProblem } from "#search/query.ts";
import { emptyQuery, FACETS, toggleFilter, type SearchQuery } from "#search/url.ts";

type Answer = {
  actor: Actor;
  /** What is known of whom the actor acts for; null when nothing is. */
  reader: EligibilityReader | null;
  query: SearchQuery;
  results: SearchResults;
  locale: string;
  /** Of organisations by slug. */
  names: ReadonlyMap<string, string>;
  problems: QueryProblem[];
  waysOut: WayOut[];
};

/** Each thing that was chosen, with the address of the same search without it. */
function chipsOf({ query, names, reader }: Pick<Answer, "query" | "names" | "reader">) {
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
  if (query.qualifying && reader)
    chips.unshift({
      facet: FACET_LABELS.qualify,
      label: valueLabel("qualify", "yes", names),
      href: hrefOf({ ...query, qualifying: false, page: 1 }),
    });
  return chips;
}

/** An address can be made of nothing but mistakes; nobody reads more than these. */
const PROBLEMS_SHOWN = 10;

const signInHrefOf = (query: SearchQuery) =>
  `/login?${new URLSearchParams({ next: hrefOf({ ...query, qualifying: true, page: 1 }) })}`;

/** Why "I qualify" says nothing although the address asks for it; null when it does, or is not asked for. */
function qualifyProblem({ actor, reader, query }: Pick<Answer, "actor" | "reader" | "query">) {
  if (!query.qualifying || reader) return null;
  return {
    text:
      actor.kind === "anonymous"
        ? "Who qualifies depends on the organisation, so all opportunities are shown."
        : "Your account acts for no organisation, so all opportunities are shown.",
    href: actor.kind === "anonymous" ? signInHrefOf(query) : null,
  };
}

/** The address of another page of the same search, with the word PAGE where its number stands. */
function pageHrefOf(query: SearchQuery): string {
  const firstPage = hrefOf({ ...query, page: 1 });
  return `${firstPage}${firstPage.includes("?") ? "&" : "?"}page=PAGE`;
}

const referencesOf = (cards: { reference: string }[]) => cards.map(({ reference }) => reference);

export type ResultsView = ReturnType<typeof resultsView>;

/** Everything the results page shows, written for the reader's locale. */
export function resultsView(answer: Answer) {
  const { actor, reader, query, results, locale, names, problems, waysOut } = answer;
  const pageCount = Math.ceil(results.total / results.page.size);
  const meant = results.didYouMean;
  const cards = cardsOf(results.hits, locale, { reader, place: "organic" });
  const isBeyondEnd = results.total > 0 && query.page > pageCount;
  const featured = cardsOf(isBeyondEnd ? [] : results.featured, locale, { reader, place: "featured" });
  return {
    q: query.q,
    sort: query.sort === "newest" && query.q === "" ? ("relevance" as const) : query.sort,
    total: results.total,
    countText: countText(results.total, "opportunity", locale, "opportunities"),
    cards,
    featured,
    /** What is counted when the page is sent. */
    listings: { organic: referencesOf(cards), featured: referencesOf(featured) },
    facets: facetViewsOf(results, { query, locale, names }),
    toggles: togglesOf(results, { query, locale, names }, reader !== null),
    chips: chipsOf(answer),
    clearHref: hrefOf({ ...emptyQuery(), q: query.q, sort: query.sort }),
    signInHref: actor.kind === "anonymous" ? signInHrefOf(query) : null,
    notices: {
      problems: problems.slice(0, PROBLEMS_SHOWN),
      corrections: results.corrections,
      someWords: results.match === "some" && results.total > 0,
      meant: meant === null ? null : { text: meant, href: hrefOf({ ...query, q: meant, page: 1 }) },
      qualify: qualifyProblem(answer),
    },
    waysOut,
    page: query.page,
    pageCount,
    isBeyondEnd,
    lastPageHref: hrefOf({ ...query, page: pageCount }),
    pageHref: pageHrefOf(query),
    /** What a saved search or a feed of this search has in its address. */
    savedQuery: hrefOf({ ...query, sort: "relevance", page: 1 }).replace("/opportunities", ""),
    canonical: config.publicUrl + hrefOf(query),
    feed: config.publicUrl + hrefOf({ ...query, page: 1 }).replace("/opportunities", "/opportunities.atom"),
  };
}
