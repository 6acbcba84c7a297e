import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import type { SearchEngine, SearchResults } from "#search/port.ts";
import { readDocumentsAfter } from "#search/rows.server.ts";
import { emptyQuery, FACETS, type Facet, type SearchQuery } from "#search/url.ts";
import {
  generateOpportunities,
  generateOrganisations,
  insertOpportunities,
  insertOrganisations,
} from "#tests/fixtures/search-opportunities.ts";

const DAY_MS = 86_400_000;

/** Empties an engine's index. */
export async function clear(engine: SearchEngine): Promise<void> {
  if (await engine.ensureIndex()) await engine.applySettings();
  const all: string[] = [];
  for await (const ids of engine.ids()) all.push(...ids);
  await engine.remove(all);
}

const VALUES: Record<Facet, (document: SearchDocument) => string[]> = {
  kind: (document) => [document.kind],
  sector: (document) => [document.sector, document.subSector].filter((code) => code !== null),
  trl: (document) => (document.trlCurrent === null ? [] : [String(document.trlCurrent)]),
  licence: (document) => (document.licence === null ? [] : [document.licence]),
  ipr: (document) => (document.iprStatus === null ? [] : [document.iprStatus]),
  fee: (document) => document.facets.fee,
  certification: (document) => document.certifications,
  partner: (document) => document.requirements.partnerKinds,
  addressed: (document) => document.requirements.partnerCountries,
  verified: (document) => (document.organisationVerified ? ["yes"] : []),
  country: (document) => [document.country],
  release: (document) => [document.release],
  organisation: (document) => [document.organisation],
};

function passes(document: SearchDocument, query: SearchQuery, except: string | null): boolean {
  const isChosen = (facet: Facet) =>
    facet === except ||
    query.filters[facet].length === 0 ||
    VALUES[facet](document).some((value) => query.filters[facet].includes(value));
  const closes = (days: number) => document.closingAtMs <= Date.now() + days * DAY_MS;
  return (
    FACETS.every(isChosen) &&
    (except === "closing" || query.closingDays === null || closes(query.closingDays))
  );
}

function compareWithCount(query: SearchQuery, results: SearchResults, documents: SearchDocument[]): void {
  expect(results.total).toBe(documents.filter((document) => passes(document, query, null)).length);
  for (const facet of FACETS) {
    const counts = new Map(query.filters[facet].map((value) => [value, 0]));
    for (const document of documents.filter((candidate) => passes(candidate, query, facet)))
      for (const value of VALUES[facet](document)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const answered = Object.fromEntries(results.facets[facet].map(({ value, count }) => [value, count]));
    expect(answered, facet).toEqual(Object.fromEntries(counts));
  }
  for (const { value, count } of results.facets.closing) {
    const until = Date.now() + Number(value) * DAY_MS;
    const all = documents.filter(
      (document) => passes(document, query, "closing") && document.closingAtMs <= until,
    );
    expect(count, `closing ${value}`).toBe(all.length);
  }
}

function randomQuery(documents: SearchDocument[]): fc.Arbitrary<SearchQuery> {
  const choice = (facet: Facet) => {
    const values = [...new Set(documents.flatMap(VALUES[facet]))];
    return fc.oneof(
      { weight: 3, arbitrary: fc.constant([] as string[]) },
      { weight: 1, arbitrary: fc.subarray(values, { minLength: 1, maxLength: Math.min(4, values.length) }) },
    );
  };
  return fc.record({
    q: fc.constant(""),
    filters: fc.record(Object.fromEntries(FACETS.map((facet) => [facet, choice(facet)]))) as fc.Arbitrary<
      SearchQuery["filters"]
    >,
    closingDays: fc.option(fc.constantFrom(1, 7, 30, 90, 365), { nil: null }),
    qualifying: fc.constant(false),
    sort: fc.constantFrom("relevance", "newest", "closing"),
    page: fc.constant(1),
  });
}

let randomDocumentsMade: Promise<SearchDocument[]> | undefined;

/** Written to the tables and read back through the product's own rows, once for all engines. */
function randomDocuments(): Promise<SearchDocument[]> {
  randomDocumentsMade ??= (async () => {
    const organisations = generateOrganisations(11, 12);
    await insertOrganisations(pool, organisations);
    await insertOpportunities(pool, [...generateOpportunities(12, 300, organisations, { words: 20 })]);
    return readDocumentsAfter(null, 1_000);
  })();
  return randomDocumentsMade;
}

/** Counts, orders and pages against a count by hand on random documents and filters. */
export function facetsContract(name: string, engine: SearchEngine): void {
  describe(`${name}: facets, orders and pages against a count by hand`, () => {
    let documents: SearchDocument[] = [];

    beforeAll(async () => {
      await clear(engine);
      documents = await randomDocuments();
      await engine.upsert(documents);
    });

    test("agree for any filters", async () => {
      await fc.assert(
        fc.asyncProperty(randomQuery(documents), async (query) => {
          const results = await engine.search(query);
          expect(results.match).toBe("all");
          compareWithCount(query, results, documents);
        }),
        { numRuns: 60 },
      );
    });

    test("pages show everything once, in one order", async () => {
      for (const sort of ["newest", "closing", "relevance"] as const) {
        const seen: string[] = [];
        const query = { ...emptyQuery(), q: sort === "relevance" ? "system" : "", sort };
        const { total } = await engine.search(query);
        for (let page = 1; page <= Math.ceil(total / 20); page++)
          seen.push(...(await engine.search({ ...query, page })).hits.map((hit) => hit.id));
        expect(new Set(seen).size).toBe(total);
        expect(seen.length).toBe(total);
        expect((await engine.search({ ...query, page: Math.ceil(total / 20) + 1 })).hits).toEqual([]);
      }
    });

    test("a build aside is invisible until it is swapped in", async () => {
      const build = await engine.startBuild();
      await build.upsert(documents.slice(0, 50));
      await build.finish();
      await build.upsert(documents.slice(50, 60));
      await build.remove([documents[0]!.id]);
      expect(await engine.count()).toBe(documents.length);
      expect(await build.count()).toBe(59);
      await build.swapIn();
      expect(await engine.count()).toBe(59);
      expect((await engine.search(emptyQuery())).total).toBe(59);
      await engine.upsert(documents);
      expect(await engine.count()).toBe(documents.length);
    });
  });
}
