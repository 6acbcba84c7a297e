import type { FacetName, SearchResults } from "#search/port.ts";
import { COLUMN_FACETS, type Choice, type ColumnFacet, type Columns } from "#search/postgres-columns.ts";
import { toFacetCounts } from "#search/results.ts";
import { CLOSING_WINDOWS_DAYS, FACETS, type Facet, type SearchQuery } from "#search/url.ts";

const DAY_MS = 86_400_000;

/** Combinations of values that documents have for a facet. */
export type Combinations = {
  /** By number; empty for those of requirements, which are many and judged elsewhere. */
  choices: (Choice | undefined)[];
  /** The numbers of the combinations of each facet. */
  choicesByFacet: Record<Facet, number[]>;
  /** Numbers are below this. */
  choiceCount: number;
};

export type Counted = {
  /** Indexes of the matches that pass all filters. */
  passing: Int32Array;
  facets: SearchResults["facets"];
  qualifying: number | null;
};

/** `ok` by combination: 1 for those that pass. */
type Filter = { column: Int32Array; ok: Uint8Array };

function filtersOf(
  query: SearchQuery,
  qualified: Uint8Array | null,
  columns: Columns,
  { choices, choicesByFacet, choiceCount }: Combinations,
): Filter[] {
  const columnOf = (facet: ColumnFacet) => columns.choices[COLUMN_FACETS.indexOf(facet)]!;
  const filters = FACETS.flatMap((facet): Filter[] => {
    const wanted = new Set(query.filters[facet]);
    if (wanted.size === 0) return [];
    const ok = new Uint8Array(choiceCount);
    for (const number of choicesByFacet[facet])
      if (choices[number]!.values.some((value) => wanted.has(value))) ok[number] = 1;
    return [{ column: columnOf(facet), ok }];
  });
  if (query.qualifying && qualified) filters.push({ column: columnOf("requirements"), ok: qualified });
  return filters;
}

/** Counts by combination become counts by value. */
function facetCounts(
  counts: Uint32Array,
  byFacet: Combinations["choicesByFacet"],
  choices: Combinations["choices"],
  query: SearchQuery,
): SearchResults["facets"] {
  const facets = {} as Record<FacetName, SearchResults["facets"][FacetName]>;
  for (const facet of FACETS) {
    const own = new Map<string, number>();
    for (const number of byFacet[facet]) {
      const count = counts[number]!;
      if (count > 0)
        for (const value of choices[number]!.values) own.set(value, (own.get(value) ?? 0) + count);
    }
    facets[facet] = toFacetCounts(own, query.filters[facet]);
  }
  return facets;
}

/** Of the matches, those that pass all filters, and for each filter those that miss nothing else. */
type Sifted = { passing: Int32Array; missingOnly: Int32Array[]; missingOnlyClosing: Int32Array };

function sift(numbers: Int32Array, filters: Filter[], closingAtMs: Float64Array, closesByMs: number): Sifted {
  const everything = () => new Int32Array(numbers.length);
  const passing = everything();
  const missingOnly = filters.map(everything);
  const missingOnlyClosing = closesByMs === Infinity ? new Int32Array(0) : everything();
  const missed = filters.map(() => 0);
  let passed = 0;
  let missedClosing = 0;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!;
    let misses = closingAtMs[number]! <= closesByMs ? 0 : 1;
    let which = -1;
    for (let place = 0; place < filters.length && misses < 2; place++) {
      const { column, ok } = filters[place]!;
      if (ok[column[number]!] === 1) continue;
      misses++;
      which = place;
    }
    if (misses === 0) passing[passed++] = index;
    else if (misses === 1 && which >= 0) missingOnly[which]![missed[which]!++] = index;
    else if (misses === 1) missingOnlyClosing[missedClosing++] = index;
  }
  return {
    passing: passing.subarray(0, passed),
    missingOnly: missingOnly.map((list, place) => list.subarray(0, missed[place])),
    missingOnlyClosing: missingOnlyClosing.subarray(0, missedClosing),
  };
}

function countColumn(
  counts: Uint32Array,
  column: Int32Array,
  indexes: Int32Array,
  numbers: Int32Array,
): void {
  for (let place = 0; place < indexes.length; place++) counts[column[numbers[indexes[place]!]!]!]!++;
}

function countWindow(
  indexes: Int32Array,
  numbers: Int32Array,
  closingAtMs: Float64Array,
  untilMs: number,
): number {
  let count = 0;
  for (let place = 0; place < indexes.length; place++)
    if (closingAtMs[numbers[indexes[place]!]!]! <= untilMs) count++;
  return count;
}

/**
 * Applies the filters and counts every facet as if it had no choice of its own: with what passes, and with what
 * misses nothing but that facet's filter.
 * @param numbers what matched the words
 * @param qualified see `qualifiedOf`; null without a reader
 */
export function countFacets(
  numbers: Int32Array,
  query: SearchQuery,
  qualified: Uint8Array | null,
  { columns, ...combinations }: Combinations & { columns: Columns },
  nowMs: number,
): Counted {
  const filters = filtersOf(query, qualified, columns, combinations);
  const { choices, choicesByFacet, choiceCount } = combinations;
  const { closingAtMs } = columns;
  const closesByMs = query.closingDays === null ? Infinity : nowMs + query.closingDays * DAY_MS;
  const { passing, missingOnly, missingOnlyClosing } = sift(numbers, filters, closingAtMs, closesByMs);
  const counts = new Uint32Array(choiceCount);
  for (const [place, facet] of COLUMN_FACETS.entries())
    if (facet !== "requirements" || qualified) countColumn(counts, columns.choices[place]!, passing, numbers);
  for (const [place, { column }] of filters.entries())
    countColumn(counts, column, missingOnly[place]!, numbers);
  const facets = facetCounts(counts, choicesByFacet, choices, query);
  facets.closing = CLOSING_WINDOWS_DAYS.map((days) => {
    const untilMs = nowMs + days * DAY_MS;
    const count =
      countWindow(passing, numbers, closingAtMs, untilMs) +
      countWindow(missingOnlyClosing, numbers, closingAtMs, untilMs);
    return { value: String(days), count };
  });
  let qualifying: number | null = null;
  if (qualified) {
    qualifying = 0;
    for (let choice = 0; choice < choiceCount; choice++)
      if (qualified[choice] === 1) qualifying += counts[choice]!;
  }
  return { passing, facets, qualifying };
}
