import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { clear, passes, randomDocuments, randomQuery, readerOf } from "#search/contract-facets.ts";
import type { SearchDocument } from "#search/document.ts";
import type { SearchEngine } from "#search/port.ts";
import { FEW_HITS, MOST_FEATURED } from "#search/settings.ts";
import { emptyQuery, type SearchQuery } from "#search/url.ts";

const RUNS: Record<SearchEngine["name"], number> = { postgres: 600, meilisearch: 100 };

/** Words of the documents themselves, one, two or none. */
function randomWords(documents: SearchDocument[]): fc.Arbitrary<string> {
  const words = [...new Set(documents.flatMap(({ title }) => title.split(/[^A-Za-z]+/)))].filter(
    (word) => word.length > 3,
  );
  return fc.array(fc.constantFrom(...words), { maxLength: 2 }).map((some) => some.join(" "));
}

/** All pages' hits, as the one list that they are. */
async function allIds(engine: SearchEngine, query: SearchQuery, options: object): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { hits } = await engine.search({ ...query, page }, options);
    if (hits.length === 0) return ids;
    ids.push(...hits.map(({ id }) => id));
  }
}

/** Paid listings: found like all others, beside an answer that does not know of them. */
export function featuredContract(name: string, engine: SearchEngine): void {
  describe(`${name}: featured listings`, () => {
    let documents: SearchDocument[] = [];

    beforeAll(async () => {
      await clear(engine);
      documents = await randomDocuments();
      await engine.upsert(documents);
    });

    test("leave everything else of an answer byte for byte as it is", { timeout: 180_000 }, async () => {
      const ids = documents.map(({ id }) => id);
      const readers = fc.option(fc.integer({ min: 0, max: 20 }).map(readerOf), { nil: null });
      let shown = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(randomQuery(documents), fc.constant(emptyQuery())),
          randomWords(documents),
          fc.integer({ min: 1, max: 3 }),
          readers,
          fc.shuffledSubarray(ids, { minLength: 1, maxLength: 60 }),
          async (filters, q, page, reader, candidates) => {
            const query = { ...filters, q, page };
            const { featured: none, ...without } = await engine.search(query, { reader });
            const { featured, ...beside } = await engine.search(query, { reader, featured: candidates });
            expect(JSON.stringify(beside)).toBe(JSON.stringify(without));
            expect(none).toEqual([]);
            expect(featured.length).toBeLessThanOrEqual(MOST_FEATURED);
            shown += featured.length;
          },
        ),
        { numRuns: RUNS[engine.name] },
      );
      expect(shown).toBeGreaterThan(RUNS[engine.name] / 3);
    });

    test("are the first candidates that pass the filters, by a count by hand", async () => {
      const ids = documents.map(({ id }) => id);
      await fc.assert(
        fc.asyncProperty(
          randomQuery(documents),
          fc.option(fc.integer({ min: 0, max: 20 }).map(readerOf), { nil: null }),
          fc.shuffledSubarray(ids, { minLength: 1, maxLength: 60 }),
          async (query, reader, candidates) => {
            const { featured } = await engine.search(query, { reader, featured: candidates });
            const passing = candidates.filter((candidate) =>
              passes(
                documents.find(({ id }) => id === candidate)!,
                query,
                null,
                reader,
              ),
            );
            expect(featured.map(({ id }) => id)).toEqual(passing.slice(0, MOST_FEATURED));
          },
        ),
        { numRuns: RUNS[engine.name] / 2 },
      );
    });

    test("match the words as a hit does, on whatever page that hit is", async () => {
      const query = { ...emptyQuery(), q: "system" };
      const found = await allIds(engine, query, {});
      expect(found.length).toBeGreaterThan(FEW_HITS);
      const others = documents.map(({ id }) => id).filter((id) => !found.includes(id));
      expect(others.length).toBeGreaterThan(0);
      for (const page of [1, 2]) {
        const last = found.at(-1)!;
        const featured = [...others, last, found[0]!];
        const answer = await engine.search({ ...query, page }, { featured });
        expect(answer.featured.map(({ id }) => id)).toEqual([last, found[0]]);
      }
      const alone = (await engine.search({ ...query, page: Math.ceil(found.length / 20) })).hits.at(-1);
      const [same] = (await engine.search(query, { featured: [found.at(-1)!] })).featured;
      expect(JSON.stringify(same)).toBe(JSON.stringify(alone));
      expect((await engine.search(query, { featured: others })).featured).toEqual([]);
    });

    test("are left out when they are not in the index", async () => {
      const [first, second] = documents;
      await engine.remove([first!.id]);
      const { featured } = await engine.search(emptyQuery(), { featured: [first!.id, second!.id] });
      expect(featured.map(({ id }) => id)).toEqual([second!.id]);
      await engine.upsert([first!]);
    });
  });
}
