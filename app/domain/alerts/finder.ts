import type { AlertFrequency } from "#app/domain/alerts/frequencies.ts";

/** A saved search as matching needs it. */
export type StoredSearch = {
  id: string;
  organisationId: string;
  /** The words of its address. */
  query: string;
  frequency: AlertFrequency;
  createdAt: Date;
  knownBefore: Date | null;
};

/** An opportunity that a search finds. */
export type Found = { id: string; publishedAt: Date };

type Asked = Pick<StoredSearch, "query" | "organisationId">;

/** What matching asks of search: saved searches find exactly what the search itself finds. */
export type Finder = {
  /** The newest that a search finds, the newest first; `isAll` when there are no others. */
  newest(search: Asked, limit: number): Promise<{ found: Found[]; isAll: boolean }>;
  /** Prepares a question to many searches: which of these opportunities does one find now? */
  among(opportunityIds: string[]): Promise<(search: Asked) => Promise<Found[]>>;
};
