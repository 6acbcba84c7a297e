import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Pagination } from "#app/components/pagination.tsx";
import { Notice } from "#app/components/primitives.tsx";
import { Chips } from "#app/components/search/chips.tsx";
import { FilterRail } from "#app/components/search/filter-rail.tsx";
import type { ResultsAnswer } from "#app/components/search/live-search.ts";
import { NothingFound } from "#app/components/search/nothing-found.tsx";
import { QueryNotices } from "#app/components/search/query-notices.tsx";
import { FeaturedCards } from "#app/components/search/featured-cards.tsx";
import { Cards } from "#app/components/search/result-card.tsx";
import { SaveSearch } from "#app/components/search/save-search.tsx";
import type { ResultsView } from "#app/routes/opportunities/results-view.server.ts";

const PlainLink = ({ to, ...props }: Omit<ComponentProps<"a">, "href"> & { to: string }) => (
  <a href={to} {...props} />
);

function ResultsHead({ view }: { view: ResultsView }) {
  return (
    <div className="results-head">
      <p role="status" className="text-lg font-semibold">
        {view.countText}
      </p>
      <div className="results-actions">
        <SaveSearch query={view.savedQuery} />
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
  );
}

function ResultsMain({ view }: { view: ResultsView }) {
  return (
    <div className="results-main">
      <ResultsHead view={view} />
      <Chips chips={view.chips} clearHref={view.clearHref} />
      <QueryNotices {...view.notices} />
      {view.isBeyondEnd && (
        <Notice tone="warn" title={`There is no page ${view.page}.`}>
          <p>
            The last one is <a href={view.lastPageHref}>page {view.pageCount}</a>.
          </p>
        </Notice>
      )}
      {view.total === 0 && <NothingFound q={view.q} waysOut={view.waysOut} />}
      <FeaturedCards cards={view.featured} heading="h2">
        Paid for by those who posted them. They match your search like those below, whose order stays the
        same.
      </FeaturedCards>
      <Cards cards={view.cards} heading="h2" />
      {!view.isBeyondEnd && (
        <Pagination
          page={view.page}
          pageCount={view.pageCount}
          hrefOf={(page) => view.pageHref.replace("PAGE", String(page))}
          link={PlainLink}
        />
      )}
    </div>
  );
}

/**
 * The results are rendered here and nowhere else, for the document and for answers as one types: with twenty cards
 * and eighty filters, a slow phone takes several times as long to make elements from data as from ready HTML.
 */
export function answerOf(view: ResultsView): ResultsAnswer {
  const { q, countText, canonical, feed } = view;
  const title = `${q ? `${q}: ${countText}` : "Opportunities"} · Sanyog`;
  const rail = (
    <FilterRail
      facets={view.facets}
      toggles={view.toggles}
      chosenCount={view.chips.length}
      showLabel={`Show ${countText}`}
      signInHref={view.signInHref}
    />
  );
  const filters = renderToStaticMarkup(rail);
  const results = renderToStaticMarkup(<ResultsMain view={view} />);
  return { q, countText, canonical, feed, title, filters, results };
}
