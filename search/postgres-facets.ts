import { LRUCache } from "lru-cache";
import type { Requirements, SearchReader } from "#app/core/requirements.ts";
import type { FacetName, SearchResults } from "#search/port.ts";
import { COLUMN_FACETS, type Choice, type ColumnFacet, type Columns } from "#search/postgres-columns.ts";
import { toFacetCounts } from "#search/results.ts";
import { CLOSING_WINDOWS_DAYS, FACETS, type SearchQuery } from "#search/url.ts";

const DAY_MS = 86_400_000;

/** Every combination of values by its number; empty where a number was never given. */
export type Choices = (Choice | undefined)[];

export type Counted = {
  /** Indexes of the matches that pass all filters. */
  passing: Int32Array;
  facets: SearchResults["facets"];
  qualifying: number | null;
};

/** Marks the combinations with one of these values. */
function chosenOf(facet: ColumnFacet, isChosen: (choice: Choice) => boolean, choices: Choices): Uint8Array {
  const ok = new Uint8Array(choices.length);
  for (const [number, choice] of choices.entries())
    if (choice?.facet === facet && isChosen(choice)) ok[number] = 1;
  return ok;
}

/** By reader; combinations are only ever added, so an answer is asked for once. */
const qualifications = new LRUCache<string, Uint8Array>({ max: 100 });

/** Marks the requirements that a reader meets. */
function qualifiedOf(reader: SearchReader, choices: Choices): Uint8Array {
  const known = qualifications.get(reader.key) ?? new Uint8Array(0);
  if (known.length === choices.length) return known;
  const ok = new Uint8Array(choices.length);
  ok.set(known);
  for (let number = known.length; number < choices.length; number++) {
    const choice = choices[number];
    if (choice?.facet !== "requirements") continue;
    if (reader.qualifies(JSON.parse(choice.values[0]!) as Requirements)) ok[number] = 1;
  }
  qualifications.set(reader.key, ok);
  return ok;
}

type Filter = { column: number; ok: Uint8Array };

function filtersOf(query: SearchQuery, qualified: Uint8Array | null, choices: Choices): Filter[] {
  const filters = FACETS.flatMap((facet, column): Filter[] => {
    const wanted = new Set(query.filters[facet]);
    if (wanted.size === 0) return [];
    return [
      { column, ok: chosenOf(facet, ({ values }) => values.some((value) => wanted.has(value)), choices) },
    ];
  });
  if (query.qualifying && qualified)
    filters.push({ column: COLUMN_FACETS.indexOf("requirements"), ok: qualified });
  return filters;
}

/** Counts by combination become counts by value. */
function facetCounts(counts: Uint32Array, choices: Choices, query: SearchQuery): SearchResults["facets"] {
  const byFacet = new Map(FACETS.map((facet) => [facet as string, new Map<string, number>()]));
  for (const [number, choice] of choices.entries()) {
    const count = counts[number]!;
    const own = choice && count > 0 ? byFacet.get(choice.facet) : undefined;
    if (own) for (const value of choice!.values) own.set(value, (own.get(value) ?? 0) + count);
  }
  const facets = {} as Record<FacetName, SearchResults["facets"][FacetName]>;
  for (const facet of FACETS) facets[facet] = toFacetCounts(byFacet.get(facet)!, query.filters[facet]);
  return facets;
}

/**
 * Applies the filters and counts every facet as if it had no choice of its own.
 * @param numbers what matched the words
 */
export function countFacets(
  numbers: Int32Array,
  query: SearchQuery,
  reader: SearchReader | null,
  { columns, choices }: { columns: Columns; choices: Choices },
  nowMs: number,
): Counted {
  const qualified = reader ? qualifiedOf(reader, choices) : null;
  const filters = filtersOf(query, qualified, choices);
  const columnsOf = columns.choices;
  const counts = new Uint32Array(choices.length);
  const { closingAtMs } = columns;
  const windows = CLOSING_WINDOWS_DAYS.map((days) => nowMs + days * DAY_MS);
  const inWindow = windows.map(() => 0);
  const closesByMs = query.closingDays === null ? Infinity : nowMs + query.closingDays * DAY_MS;
  const passing = new Int32Array(numbers.length);
  let passed = 0;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!;
    const closes = closingAtMs[number]!;
    // Missing one filter only, a document still counts for that filter's own facet.
    let missed = closes <= closesByMs ? 0 : 1;
    let column = missed === 1 ? -1 : -2;
    for (let place = 0; place < filters.length && missed < 2; place++) {
      const filter = filters[place]!;
      if (filter.ok[columnsOf[filter.column]![number]!] === 1) continue;
      missed++;
      column = filter.column;
    }
    if (missed > 1) continue;
    if (missed === 0) {
      passing[passed++] = index;
      for (let place = 0; place < columnsOf.length; place++) counts[columnsOf[place]![number]!]!++;
    } else if (column >= 0) counts[columnsOf[column]![number]!]!++;
    if (missed === 0 || column === -1)
      for (let place = 0; place < windows.length; place++) if (closes <= windows[place]!) inWindow[place]!++;
  }
  const facets = facetCounts(counts, choices, query);
  facets.closing = CLOSING_WINDOWS_DAYS.map((days, place) => ({
    value: String(days),
    count: inWindow[place]!,
  }));
  let qualifying: number | null = null;
  if (qualified) {
    qualifying = 0;
    for (let choice = 0; choice < counts.length; choice++)
      if (qualified[choice] === 1) qualifying += counts[choice]!;
  }
  return { passing: passing.subarray(0, passed), facets, qualifying };
}
