import { measureKnownItems } from "#tests/bench/search-known-items.ts";
import { measureRelevance } from "#tests/bench/search-relevance.ts";

/** Parts of the search bench that run in processes of their own, on the database of DATABASE_URL. */
export const searchRoles = {
  "search-relevance": measureRelevance,
  "search-known-items": measureKnownItems,
} as const;
