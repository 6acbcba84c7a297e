import { measureMiniSearch, measurePlainSql } from "#tests/bench/search-baselines.ts";
import { measureKnownItems } from "#tests/bench/search-known-items.ts";
import { loadOpportunities } from "#tests/bench/search-load.ts";
import { measureRelevance } from "#tests/bench/search-relevance.ts";
import { measureSpeed } from "#tests/bench/search-speed.ts";

/** Parts of the search bench that run in processes of their own, on the database of DATABASE_URL. */
export const searchRoles = {
  "search-relevance": measureRelevance,
  "search-known-items": measureKnownItems,
  "search-load": loadOpportunities,
  "search-speed": measureSpeed,
  "search-plain-sql": measurePlainSql,
  "search-minisearch": measureMiniSearch,
} as const;

export type SearchRole = keyof typeof searchRoles;
export type RoleInput<R extends SearchRole> = Parameters<(typeof searchRoles)[R]>[0];
export type RoleResult<R extends SearchRole> = Awaited<ReturnType<(typeof searchRoles)[R]>>;
