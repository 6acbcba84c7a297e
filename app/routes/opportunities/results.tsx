import { data, redirect, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useNavigation } from "@remix-run/react";
import { useRef, type ReactNode } from "react";
import { Pagination } from "#app/components/pagination.tsx";
import { Notice } from "#app/components/primitives.tsx";
import { Chips } from "#app/components/search/chips.tsx";
import { FilterRail } from "#app/components/search/filter-rail.tsx";
import { useLiveSearch } from "#app/components/search/live-search.ts";
import { NothingFound } from "#app/components/search/nothing-found.tsx";
import { QueryNotices } from "#app/components/search/query-notices.tsx";
import { ResultList } from "#app/components/search/result-card.tsx";
import { SaveSearch } from "#app/components/search/save-search.tsx";
import { SearchBox } from "#app/components/search/search-box.tsx";
import { handle } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { organisationNames } from "#app/domain/organisations/public-queries.server.ts";
import { shownOrganisations } from "#app/routes/opportunities/facets.server.ts";
import { resultsView } from "#app/routes/opportunities/results-view.server.ts";
import { waysOutOf } from "#app/routes/opportunities/ways-out.server.ts";
import { parseSearchQuery } from "#search/query.ts";
import { searchEngine } from "#search/select.server.ts";

/** Who types the number of an opportunity wants that one and no list. */
const REFERENCE = /^sy[- ]?\d{4}[- ]?\d{6,12}$/i;

export const loader = handle(async ({ request, url, actor }) => {
  const locale = readLocale(request.headers.get("Accept-Language"));
  const { query, problems } = parseSearchQuery(url.searchParams);
  const reader = await readerFor(actor);
  const results = await searchEngine.search(query, { reader });
  const [first] = results.hits;
  if (first && REFERENCE.test(query.q)) throw redirect(opportunityPath(first));
  const names = await organisationNames(shownOrganisations(results, query));
  const waysOut = results.total > 0 ? [] : await waysOutOf({ query, engine: searchEngine, reader, names });
  const view = resultsView({ actor, reader, query, results, locale, names, problems, waysOut });
  return data(view, { status: problems.length > 0 ? 400 : view.isBeyondEnd ? 404 : 200 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.q ? `${data.q}: ${data.countText}` : "Opportunities"} · Sanyog` },
  {
    name: "description",
    content: `${data?.countText ?? "Opportunities"}: technologies to license, joint ventures, collaboration calls and requests, with fees, readiness and what you need to take part.`,
  },
  { tagName: "link", rel: "canonical", href: data?.canonical },
  { tagName: "link", rel: "alternate", type: "application/atom+xml", title: "Newest", href: data?.feed },
];

/** Tells by itself that an answer is on its way, so that the page around it is not rendered for that. */
function ResultsMain({ children }: { children: ReactNode }) {
  const isSearching = useNavigation().location?.pathname === "/opportunities";
  return (
    <div aria-busy={isSearching} className="results-main">
      {children}
    </div>
  );
}

export default function Results() {
  const view = useLoaderData<typeof loader>();
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const live = useLiveSearch(form, heading);
  return (
    <form ref={form} action="/opportunities" {...live}>
      <h1 ref={heading} tabIndex={-1} className="pt-6 pb-2 text-2xl">
        Opportunities
      </h1>
      <SearchBox id="q" label="What are you looking for?" labelHidden defaultValue={view.q} />
      <div className="results">
        <FilterRail
          facets={view.facets}
          toggles={view.toggles}
          chosenCount={view.chips.length}
          showLabel={`Show ${view.countText}`}
          signInHref={view.signInHref}
        />
        <ResultsMain>
          <div className="results-head">
            <p role="status" className="text-lg font-semibold">
              {view.countText}
            </p>
            <div className="results-actions">
              <SaveSearch />
              <label className="results-sort">
                <span>Sort by</span>
                <select name="sort" className="control" defaultValue={view.sort}>
                  <option value="relevance">{view.q ? "Best match" : "Newest first"}</option>
                  {view.q && <option value="newest">Newest first</option>}
                  <option value="closing">Closing soonest</option>
                </select>
              </label>
            </div>
          </div>
          <Chips chips={view.chips} clearHref={view.clearHref} />
          <QueryNotices {...view.notices} />
          {view.isBeyondEnd && (
            <Notice tone="warn" title={`There is no page ${view.page}.`}>
              <p>
                The last one is <Link to={view.lastPageHref}>page {view.pageCount}</Link>.
              </p>
            </Notice>
          )}
          {view.total === 0 && <NothingFound q={view.q} waysOut={view.waysOut} />}
          <ResultList cards={view.cards} heading="h2" />
          {!view.isBeyondEnd && (
            <Pagination
              page={view.page}
              pageCount={view.pageCount}
              hrefOf={(page) => view.pageHref.replace("PAGE", String(page))}
            />
          )}
        </ResultsMain>
      </div>
    </form>
  );
}
