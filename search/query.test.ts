import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FACET_VALUES, parseSearchQuery, searchQuerySchema } from "#search/query.ts";
import {
  FACETS,
  MAX_QUERY_CHARACTERS,
  searchParamsOf,
  SORTS,
  toggleFilter,
  type Facet,
} from "#search/url.ts";

const parse = (text: string) => parseSearchQuery(new URLSearchParams(text));

const facetValues = (facet: Facet) =>
  FACET_VALUES[facet] === null
    ? fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), { maxLength: 5 })
    : fc.shuffledSubarray([...FACET_VALUES[facet]], { maxLength: Math.min(6, FACET_VALUES[facet].size) });

const queries = fc.record({
  q: fc.string({ unit: "binary", maxLength: 80 }),
  filters: fc.record(
    Object.fromEntries(FACETS.map((facet) => [facet, facetValues(facet)])) as Record<
      Facet,
      fc.Arbitrary<string[]>
    >,
  ),
  closingDays: fc.option(fc.integer({ min: 1, max: 365 }), { nil: null }),
  qualifying: fc.boolean(),
  sort: fc.constantFrom(...SORTS),
  page: fc.integer({ min: 1, max: 1_000_000 }),
});

describe("a query and its address", () => {
  test("every query comes back from its address unchanged, without a problem", () => {
    fc.assert(
      fc.property(queries, (given) => {
        const { query } = parseSearchQuery(searchParamsOf(given));
        expect(query).toEqual({ ...given, q: query.q });
        const again = parseSearchQuery(searchParamsOf(query));
        expect(again).toEqual({ query, problems: [] });
        expect(searchQuerySchema.parse(query)).toEqual(query);
      }),
      { numRuns: 2_000 },
    );
  });

  test("any address gives a query that has an address", () => {
    const names = fc.constantFrom(...FACETS, "q", "closing", "qualify", "sort", "page", "other");
    const pairs = fc.array(fc.tuple(names, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 20 });
    fc.assert(
      fc.property(pairs, (list) => {
        const { query } = parseSearchQuery(new URLSearchParams(list));
        expect(parseSearchQuery(searchParamsOf(query)).query).toEqual(query);
      }),
      { numRuns: 2_000 },
    );
  });

  test("what cannot be used is named, and the rest is used", () => {
    const { query, problems } = parse("q=radar&kind=magic&trl=10&trl=4&closing=0&page=x&sort=up&country=XX");
    expect(query.q).toBe("radar");
    expect(query.filters.trl).toEqual(["4"]);
    expect(problems.map((problem) => problem.field)).toEqual([
      "kind",
      "trl",
      "country",
      "closing",
      "page",
      "sort",
    ]);
    for (const { message } of problems) expect(message).toMatch(/[.]$/);
  });

  test("a long text is cut, and said to be", () => {
    const { query, problems } = parse(`q=${"🙂".repeat(2_000)}`);
    expect(query.q.length).toBeLessThanOrEqual(MAX_QUERY_CHARACTERS);
    expect(query.q).not.toMatch(/\p{Cs}/u);
    expect(problems).toMatchObject([{ field: "q" }]);
  });

  test("control characters go, joiners of Indian scripts stay", () => {
    expect(parse("q=a%00b%07c%E2%80%AEd%0Ae").query.q).toBe("abcd e");
    expect(parse(`q=${encodeURIComponent("क्‍ष")}`).query.q).toBe("क्‍ष");
  });

  test("sub-sectors are values of the sector facet", () => {
    expect(parse("sector=radar&sector=aerospace")).toMatchObject({
      query: { filters: { sector: ["radar", "aerospace"] } },
      problems: [],
    });
  });

  test("a value is chosen and dropped again, back on the first page", () => {
    const { query } = parse("q=x&trl=4&page=3");
    const more = toggleFilter(query, "trl", "5");
    expect(more).toMatchObject({ page: 1, filters: { trl: ["4", "5"] } });
    expect(toggleFilter(more, "trl", "5").filters.trl).toEqual(["4"]);
  });
});
