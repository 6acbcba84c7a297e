import { countryText, dateText } from "#app/core/formats.ts";
import type { SearchReader } from "#app/core/requirements.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import type { SearchResults } from "#search/port.ts";
import { searchEngine } from "#search/select.server.ts";
import { PAGE_SIZE, type SearchQuery } from "#search/url.ts";

export const PREVIEW_DAYS = 30;
const SHOWN = 5;
const DAY_MS = 24 * 3600 * 1000;

/**
 * How many of the newest-first pages' hits are younger than `sinceMs`. The last page that begins with such a hit
 * is looked for by halving, so that a broad search costs about ten questions and not thousands.
 */
async function countSince(
  first: SearchResults,
  pageOf: (page: number) => Promise<SearchResults>,
  sinceMs: number,
): Promise<number> {
  const isYoung = (hit: { publishedAt: string }) => Date.parse(hit.publishedAt) >= sinceMs;
  let [page, youngest] = [1, first];
  let beyond = Math.ceil(first.total / PAGE_SIZE) + 1;
  while (youngest.hits.length > 0 && youngest.hits.every(isYoung) && beyond - page > 1) {
    const middle = Math.floor((page + beyond) / 2);
    const results = await pageOf(middle);
    if (results.hits[0] && isYoung(results.hits[0])) [page, youngest] = [middle, results];
    else beyond = middle;
  }
  return (page - 1) * PAGE_SIZE + youngest.hits.filter(isYoung).length;
}

/** What a saved search would have brought in the last 30 days: how many, and the newest few. */
export async function previewOf(query: SearchQuery, reader: SearchReader | null, locale: string) {
  const pageOf = (page: number) => searchEngine.search({ ...query, sort: "newest", page }, { reader });
  const sinceMs = Date.now() - PREVIEW_DAYS * DAY_MS;
  const first = await pageOf(1);
  const count = await countSince(first, pageOf, sinceMs);
  const newest = first.hits.slice(0, Math.min(count, SHOWN)).map((hit) => ({
    reference: hit.reference,
    title: hit.title,
    href: opportunityPath(hit),
    line: `${hit.organisation.name}, ${countryText(hit.organisation.country)} · published ${dateText(hit.publishedAt, locale)}`,
  }));
  return { count, newest, total: first.total, someWords: first.match === "some" };
}
export type Preview = Awaited<ReturnType<typeof previewOf>>;
