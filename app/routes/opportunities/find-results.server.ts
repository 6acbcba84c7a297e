import { redirect } from "@remix-run/node";
import type { Actor } from "#app/core/actor.ts";
import { readLocale } from "#app/core/locale.ts";
import { featuredCandidates } from "#app/domain/billing/placement.server.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { organisationNames } from "#app/domain/organisations/public-queries.server.ts";
import { shownOrganisations } from "#app/routes/opportunities/facets.server.ts";
import { resultsView, type ResultsView } from "#app/routes/opportunities/results-view.server.ts";
import { waysOutOf } from "#app/routes/opportunities/ways-out.server.ts";
import { parseSearchQuery } from "#search/query.ts";
import { searchEngine } from "#search/select.server.ts";

/** Who types the number of an opportunity wants that one and no list. */
const REFERENCE = /^sy[- ]?\d{4}[- ]?\d{6,12}$/i;

type Asked = { request: Request; url: URL; actor: Actor };

/**
 * Searches for what an address asks.
 * @returns what to show, and 400 when a part of the address could not be used, 404 beyond the last page
 * @throws a redirect to the opportunity whose number was asked for
 */
export async function findResults({
  request,
  url,
  actor,
}: Asked): Promise<{ view: ResultsView; status: number }> {
  const locale = readLocale(request.headers.get("Accept-Language"));
  const { query, problems } = parseSearchQuery(url.searchParams);
  const [reader, featured] = await Promise.all([readerFor(actor), featuredCandidates()]);
  const results = await searchEngine.search(query, { reader, featured });
  const [first] = results.hits;
  if (first && REFERENCE.test(query.q)) throw redirect(opportunityPath(first));
  const names = await organisationNames(shownOrganisations(results, query));
  const waysOut = results.total > 0 ? [] : await waysOutOf({ query, engine: searchEngine, reader, names });
  const view = resultsView({ actor, reader, query, results, locale, names, problems, waysOut });
  return { view, status: problems.length > 0 ? 400 : view.isBeyondEnd ? 404 : 200 };
}
