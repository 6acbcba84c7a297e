import type { SearchDocument } from "#search/document.ts";
import type { SearchEngine, SearchResults } from "#search/port.ts";
import { parseSearchQuery } from "#search/query.ts";
import { PAGE_SIZE, type SearchQuery } from "#search/url.ts";

const BATCH_SIZE = 500;

/** Replaces all that an engine has, by the port's own rebuild. */
export async function fillEngine(engine: SearchEngine, documents: readonly SearchDocument[]): Promise<void> {
  if (await engine.ensureIndex()) await engine.applySettings();
  const build = await engine.startBuild();
  for (let from = 0; from < documents.length; from += BATCH_SIZE)
    await build.upsert(documents.slice(from, from + BATCH_SIZE));
  await build.finish();
  await build.swapIn();
}

/** A search as somebody types it, limits and all. */
export const typedQuery = (q: string): SearchQuery => parseSearchQuery(new URLSearchParams({ q })).query;

/** Ids of the first `depth` hits, page by page as a reader would turn them. */
export async function rankingOf(engine: SearchEngine, query: SearchQuery, depth: number): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ids.length < depth; page++) {
    const { hits }: SearchResults = await engine.search({ ...query, page });
    ids.push(...hits.map((hit) => hit.id));
    if (hits.length < PAGE_SIZE) break;
  }
  return ids.slice(0, depth);
}
