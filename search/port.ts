import type { Requirements, SearchReader } from "#app/core/requirements.ts";
import type { SearchDocument } from "#search/document.ts";
import type { Facet, SearchQuery } from "#search/url.ts";

/** A piece of text; `hit` marks what matched. Never HTML: the page escapes it like any other text. */
export type Segment = { text: string; hit: boolean };

/** Everything a result card shows, so that a results page needs no other query. Times are ISO 8601 in UTC. */
export type SearchHit = {
  id: string;
  reference: string;
  title: string;
  titleSegments: Segment[];
  summary: string;
  /** At most about 240 characters of the summary around the first match. */
  excerpt: Segment[];
  kind: string;
  sector: string | null;
  subSector: string | null;
  trlCurrent: number | null;
  licence: string | null;
  iprStatus: string | null;
  organisation: { name: string; slug: string; country: string; verified: boolean };
  publishedAt: string;
  /** The earliest of expiry and the deadline for interest; null when it has no end. */
  closingAt: string | null;
  /** Decimal digits in the currency's minor unit; null when no fee is given. */
  totFeeMinor: string | null;
  currency: string;
  termsOnRequest: string[];
  /** Codes of the certifications without which an organisation does not qualify. */
  certifications: string[];
  release: string;
  requirements: Requirements;
  /** Where the words stand when neither title nor excerpt shows any of them; null when they do. */
  elsewhere: { field: ElsewhereField; excerpt: Segment[] } | null;
};

/** Searched fields that a result card does not show. */
export type ElsewhereField =
  | "keywords"
  | "patentNumbers"
  | "organisationName"
  | "labels"
  | "applications"
  | "advantages"
  | "description";

/** `closing` counts what closes within 7, 30 and 90 days; its values include one another. */
export type FacetName = Facet | "closing";
export type FacetCount = { value: string; count: number };

export type SearchResults = {
  hits: SearchHit[];
  /**
   * The first of the candidates that match words and filters, at most `MOST_FEATURED`. They are asked for beside the
   * rest: nothing else of an answer depends on them.
   */
  featured: SearchHit[];
  /**
   * Most frequent first, each counted as if nothing of the same facet were chosen. Chosen values are
   * always there, with 0 if need be. At most `MAX_FACET_VALUES` others each.
   */
  facets: Record<FacetName, FacetCount[]>;
  /** How many the reader qualifies for, counted as if that filter were not set; null without a reader. */
  qualifying: number | null;
  /** Exact. */
  total: number;
  page: { number: number; size: number };
  /** `all`: every hit has all the words. `some`: too few had, so hits with most of the words follow. */
  match: "all" | "some";
  /** Words that exist nowhere and what was searched instead. */
  corrections: { typed: string; used: string[] }[];
  /** A whole query that is probably meant, when what was typed exists but something much more usual is near. */
  didYouMean: string | null;
  engine: EngineName;
};

/** A way to go on with what has been typed. */
export type Completion = { text: string; count: number };

export type EngineName = "postgres" | "meilisearch";
export type EngineHealth = { healthy: boolean; message: string };

/**
 * An engine has looked at documents and will not take them, now or ever. Everything else that goes wrong is expected
 * to pass.
 */
export class DocumentsRefused extends Error {}

/** What is stored about a document, by field, for comparison. */
export type StoredFields = Record<string, unknown>;

/** An index being built beside the one that readers see. */
export type IndexBuild = {
  upsert(documents: SearchDocument[]): Promise<void>;
  remove(ids: string[]): Promise<void>;
  count(): Promise<number>;
  /** Called once after the great mass of documents; a few changes may follow. */
  finish(): Promise<void>;
  /** Makes it the one that readers see, in one step, and drops the former. */
  swapIn(): Promise<void>;
  discard(): Promise<void>;
};

export type SearchOptions = {
  /** Who asks; the filter "I qualify" means nothing without. */
  reader?: SearchReader | null;
  /** Ids of documents to be looked for among all that match, the preferred first. */
  featured?: readonly string[];
  signal?: AbortSignal;
};

/**
 * A search engine in the product's words. Only documents that readers may see are ever given to it;
 * what has closed since is left out when it answers. No method throws because of what somebody typed.
 */
export interface SearchEngine {
  readonly name: EngineName;
  /** @throws when the engine cannot be reached or does not answer before `signal` aborts. */
  search(query: SearchQuery, options?: SearchOptions): Promise<SearchResults>;
  /** Up to `limit` completions of the last word typed, most frequent first. */
  complete(prefix: string, limit?: number): Promise<Completion[]>;
  /** Adds or replaces; resolves when readers can find them. */
  upsert(documents: SearchDocument[]): Promise<void>;
  remove(ids: string[]): Promise<void>;
  count(): Promise<number>;
  health(): Promise<EngineHealth>;
  /** Another version than the one an index was written with: settings are applied and all is written again. */
  readonly settingsVersion: string;
  /** Makes the index if there is none; true when it had to be made. */
  ensureIndex(): Promise<boolean>;
  applySettings(): Promise<void>;
  /** A new, empty index aside. An earlier one that was never swapped in is dropped. */
  startBuild(): Promise<IndexBuild>;
  /** Every id in the index, in batches. */
  ids(): AsyncIterable<string[]>;
  stored(ids: string[]): Promise<Map<string, StoredFields>>;
  /** What `stored` should say for this document. */
  expected(document: SearchDocument): StoredFields;
}
