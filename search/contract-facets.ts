import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "#app/core/db.server.ts";
import type { SearchReader } from "#app/core/requirements.ts";
import { written } from "#search/contract-documents.ts";
import { requirementsText, type SearchDocument } from "#search/document.ts";
import { parseSearchQuery } from "#search/query.ts";
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

/** Somebody who meets about half of all requirements, as a seed decides. */
export const readerOf = (seed: number): SearchReader => ({
  key: `contract ${seed}`,
  qualifies: (requirements) =>
    createHash("md5")
      .update(seed + requirementsText(requirements))
      .digest()[0]! < 128,
});

/** Whether a document passes the filters, of which one may be left out, as counted by hand. */
export function passes(
  document: SearchDocument,
  query: SearchQuery,
  except: string | null,
  reader: SearchReader | null,
): boolean {
  const isChosen = (facet: Facet) =>
    facet === except ||
    query.filters[facet].length === 0 ||
    VALUES[facet](document).some((value) => query.filters[facet].includes(value));
  const closes = (days: number) => document.closingAtMs <= Date.now() + days * DAY_MS;
  return (
    FACETS.every(isChosen) &&
    (except === "qualifying" || !query.qualifying || !reader || reader.qualifies(document.requirements)) &&
    (except === "closing" || query.closingDays === null || closes(query.closingDays))
  );
}

function compareWithCount(
  query: SearchQuery,
  results: SearchResults,
  documents: SearchDocument[],
  reader: SearchReader | null,
): void {
  const passing = (except: string | null) =>
    documents.filter((document) => passes(document, query, except, reader));
  expect(results.total).toBe(passing(null).length);
  const qualifying = reader
    ? passing("qualifying").filter((document) => reader.qualifies(document.requirements)).length
    : null;
  expect(results.qualifying).toBe(qualifying);
  for (const facet of FACETS) {
    const counts = new Map(query.filters[facet].map((value) => [value, 0]));
    for (const document of passing(facet))
      for (const value of VALUES[facet](document)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const answered = Object.fromEntries(results.facets[facet].map(({ value, count }) => [value, count]));
    expect(answered, facet).toEqual(Object.fromEntries(counts));
  }
  for (const { value, count } of results.facets.closing) {
    const until = Date.now() + Number(value) * DAY_MS;
    const all = passing("closing").filter((document) => document.closingAtMs <= until);
    expect(count, `closing ${value}`).toBe(all.length);
  }
}

/** Any filters that some of the documents pass, without words. */
export function randomQuery(documents: SearchDocument[]): fc.Arbitrary<SearchQuery> {
  const choice = (facet: Facet) => {
    const values = [...new Set(documents.flatMap(VALUES[facet]))];
    if (values.length === 0) return fc.constant([] as string[]);
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
    qualifying: fc.boolean(),
    sort: fc.constantFrom("relevance", "newest", "closing"),
    page: fc.constant(1),
  });
}

let randomDocumentsMade: Promise<SearchDocument[]> | undefined;

/** Written to the tables and read back through the product's own rows, once for all engines. */
export function randomDocuments(): Promise<SearchDocument[]> {
  randomDocumentsMade ??= (async () => {
    const organisations = generateOrganisations(11, 12);
    await insertOrganisations(pool, organisations);
    await insertOpportunities(pool, [...generateOpportunities(12, 300, organisations, { words: 20 })]);
    return readDocumentsAfter(null, 1_000);
  })();
  return randomDocumentsMade;
}

/** Runs of a property: thousands where an answer costs nothing, fewer where it is asked for over HTTP. */
const RUNS: Record<SearchEngine["name"], number> = { postgres: 2_500, meilisearch: 250 };

/** Counts, orders and pages against a count by hand on random documents and filters. */
export function facetsContract(name: string, engine: SearchEngine): void {
  describe(`${name}: facets, orders and pages against a count by hand`, () => {
    let documents: SearchDocument[] = [];

    beforeAll(async () => {
      await clear(engine);
      documents = await randomDocuments();
      await engine.upsert(documents);
    });

    test("agree for any filters, readers and parts of the data", { timeout: 180_000 }, async () => {
      const parts = fc.record({
        from: fc.integer({ min: 0, max: documents.length - 1 }),
        count: fc.integer({ min: 1, max: documents.length }),
      });
      // Each time another part of the documents is there, and asked about many times.
      for (const { from, count } of [{ from: 0, count: documents.length }, ...fc.sample(parts, 4)]) {
        const present = documents.slice(from, from + count);
        await clear(engine);
        await engine.upsert(present);
        const readers = fc.option(fc.integer({ min: 0, max: 20 }).map(readerOf), { nil: null });
        await fc.assert(
          fc.asyncProperty(randomQuery(present), readers, async (query, reader) => {
            const results = await engine.search(query, { reader });
            expect(results.match).toBe("all");
            compareWithCount(query, results, present, reader);
          }),
          { numRuns: RUNS[engine.name] / 5 },
        );
      }
      await engine.upsert(documents);
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

    test("counts and pages are exact beyond a thousand", { timeout: 120_000 }, async () => {
      const many = Array.from({ length: 1_230 }, (_, index) =>
        written({ title: `Deep drawn bracket ${index}`, summary: "", labels: [] }),
      );
      await engine.upsert(many);
      const query = parseSearchQuery(new URLSearchParams("q=bracket+")).query;
      const last = await engine.search({ ...query, page: 62 });
      expect(last.total).toBe(1_230);
      expect(last.hits.length).toBe(10);
      const seen = new Set<string>();
      for (let page = 50; page <= 62; page++)
        for (const { id } of (await engine.search({ ...query, page })).hits) seen.add(id);
      expect(seen.size).toBe(1_230 - 49 * 20);
      await engine.remove(many.map(({ id }) => id));
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
