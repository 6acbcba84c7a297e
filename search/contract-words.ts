import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { DOCUMENTS, written } from "#search/contract-documents.ts";
import { clear } from "#search/contract-facets.ts";
import type { SearchEngine } from "#search/port.ts";
import { parseSearchQuery } from "#search/query.ts";
import type { SearchQuery } from "#search/url.ts";

function asked(text: string): SearchQuery {
  return parseSearchQuery(new URLSearchParams(text)).query;
}

const hitText = (segments: { text: string; hit: boolean }[]) =>
  segments.filter((segment) => segment.hit).map((segment) => segment.text.toLowerCase());

/** What an engine makes of words, typed well, badly or with ill intent. */
export function wordsContract(name: string, engine: SearchEngine): void {
  const nameOf = new Map(Object.entries(DOCUMENTS).map(([key, document]) => [document.id, key]));
  const search = (text: string) => engine.search(asked(text));
  const found = async (text: string) => (await search(text)).hits.map((hit) => nameOf.get(hit.id) ?? hit.id);

  describe(`${name}: words`, () => {
    beforeAll(async () => {
      await clear(engine);
      await engine.upsert(Object.values(DOCUMENTS));
    });

    test.each([
      ["one word", "q=antenna", ["antenna"]],
      ["several words, all of them", "q=forging+titanium+", ["alloy"]],
      ["a word of the description", "q=folds+", ["drone"]],
      ["capitals", "q=GALLIUM+", ["antenna"]],
      ["plural for singular", "q=antennas+", ["antenna"]],
      ["a hyphen as a space", "q=radar+absorbing+", ["hindi", "paint"]],
      ["a hyphen as typed", "q=radar-absorbing+", ["paint"]],
      ["a Hindi name for an English one", "q=रडार", ["hindi", "paint"]],
      ["a number with its unit written together", "q=12GHz", ["paint"]],
      ["a designation in pieces", "q=Ti+6Al+4V", ["alloy"]],
      ["a standard without its revision", "q=AS+9100", ["alloy"]],
      ["two words written as one", "q=phasedarray+antenna+", ["antenna"]],
      ["a first letter that is wrong", "q=hallium+", ["antenna"]],
      ["the beginning of the last word", "q=galli", ["antenna"]],
      ["a letter too few in five", "q=forgng+", ["alloy"]],
      ["a wrong letter", "q=galliom+", ["antenna"]],
      ["two neighbours swapped", "q=gallimu+", ["antenna"]],
      ["two wrong letters in a long word", "q=superstroctares+", ["paint"]],
      ["an abbreviation for its words", "q=UAV+", ["drone"]],
      ["another name of the same thing", "q=drone+", ["drone"]],
      ["words for an abbreviation's words", "q=carbon+fibre+", ["drone"]],
      ["American spelling", "q=carbon+fiber+", ["drone"]],
      ["a designation", "q=Ti-6Al-4V", ["alloy"]],
      ["a standard", "q=AS9100", ["alloy"]],
      ["a standard's other name", "q=EN+9100", ["alloy"]],
      ["a phrase", "q=%22phased+array%22", ["antenna"]],
      ["a phrase in another order", "q=%22array+phased%22", []],
      ["an exclusion", "q=ships+-paint", ["antenna", "hindi"]],
      ["an excluded phrase", "q=titanium+-%22little+machining%22", []],
      ["only an exclusion", "q=-titanium&country=FR", []],
      ["a reference", `q=${DOCUMENTS.drone.reference}`, ["drone"]],
      ["a reference in small letters", `q=${DOCUMENTS.drone.reference.toLowerCase()}`, ["drone"]],
      ["a patent number", "q=IN345678", ["antenna"]],
      ["an organisation's name", "q=Ailes+", ["alloy"]],
      ["Devanagari", "q=अवशोषक", ["hindi"]],
      ["nothing that is there", "q=zzqqxxyy", []],
    ])("finds by %s", async (_, query, expected) => {
      expect((await found(query)).sort()).toEqual([...expected].sort());
    });

    test("hits with some of the words follow when none has all", async () => {
      const results = await search("q=forging+antenna+");
      expect(results.match).toBe("some");
      expect(results.total).toBeGreaterThan(0);
    });

    test("a word that nobody wrote does not hide what the others find", async () => {
      expect(await found("q=zzqqxxyy+antenna")).toContain("antenna");
      expect(await found("q=antenna+zzqqxxyy")).toContain("antenna");
    });

    test("marks what matched, as text and never as markup", async () => {
      const { hits } = await search("q=gallium+ships");
      const antenna = hits.find((hit) => hit.id === DOCUMENTS.antenna.id)!;
      expect(hitText(antenna.titleSegments)).toContain("gallium");
      expect(antenna.titleSegments.map((segment) => segment.text).join("")).toBe(antenna.title);
      expect(hitText(antenna.excerpt)).toContain("ships");
    });

    test("says what it took a word for that nobody wrote", async () => {
      const { corrections } = await search("q=galliom+antenna+");
      expect(corrections).toEqual([{ typed: "galliom", used: ["gallium"] }]);
    });

    test("says where the words stand when a card does not show them", async () => {
      const [drone] = (await search("q=folds+")).hits;
      expect(drone!.elsewhere?.field).toBe("description");
      expect(hitText(drone!.elsewhere!.excerpt)).toEqual(["folds"]);
      const [antenna] = (await search("q=terminals+")).hits;
      expect(antenna!.elsewhere).toBeNull();
      const [alloy] = (await search("q=Ailes+")).hits;
      expect(alloy!.elsewhere?.field).toBe("organisationName");
    });

    test("says it without the signs of Markdown", async () => {
      const marked = written({
        title: "Plain",
        description: "## Evidence\n\n- **Printed** [sporran](https://example.org) plates",
      });
      await engine.upsert([marked]);
      const [hit] = (await search("q=sporran+")).hits;
      expect(hit!.elsewhere!.excerpt.map(({ text }) => text).join("")).toBe(
        "Evidence Printed sporran plates",
      );
      await engine.remove([marked.id]);
    });

    test("asks whether a much more usual word was meant", async () => {
      const usual = Array.from({ length: 25 }, (_, index) =>
        written({ title: `Gearbox number ${index + 1}` }),
      );
      const rare = written({ title: "Gearbux that somebody misspelled" });
      await engine.upsert([...usual, rare]);
      const results = await search("q=steel+gearbux+");
      expect(results.didYouMean).toBe("steel gearbox");
      expect((await search("q=steel+gearbox+")).didYouMean).toBeNull();
      await engine.remove([...usual, rare].map(({ id }) => id));
    });

    test("carries everything that a result card shows", async () => {
      const { hits } = await search(`q=${DOCUMENTS.drone.reference}`);
      const { drone } = DOCUMENTS;
      expect(hits[0]).toMatchObject({
        reference: drone.reference,
        title: drone.title,
        summary: drone.summary,
        kind: drone.kind,
        sector: drone.sector,
        subSector: drone.subSector,
        trlCurrent: 8,
        licence: drone.licence,
        organisation: { name: drone.organisationName, slug: drone.organisation, country: "IN" },
        publishedAt: new Date(drone.publishedAtMs).toISOString(),
        closingAt: new Date(drone.closingAtMs).toISOString(),
        totFeeMinor: "12500000",
        currency: "INR",
        release: "anyone",
        certifications: [],
      });
    });

    test("orders by newest and by closing", async () => {
      expect(await found("")).toEqual(["paint", "drone", "alloy", "antenna", "hindi"]);
      expect((await found("sort=closing")).slice(0, 2)).toEqual(["drone", "antenna"]);
      expect((await found("q=ships+&sort=newest"))[0]).toBe("paint");
    });

    test("completes the last word", async () => {
      expect(await engine.complete("new gall")).toEqual([{ text: "new gallium", count: 1 }]);
      expect(await engine.complete("")).toEqual([]);
    });

    test("what is closed by time is not shown, even before it is taken out", async () => {
      const late = written({ title: "Expired hovercraft skirt", closingAtMs: Date.now() - 1 });
      await engine.upsert([late]);
      expect(await found("q=hovercraft")).toEqual([]);
      expect((await search("")).total).toBe(Object.keys(DOCUMENTS).length);
      await engine.remove([late.id]);
    });

    test("a second write replaces, a second removal does nothing", async () => {
      const once = written({ title: "Bagpipe tuner" });
      await engine.upsert([once]);
      await engine.upsert([{ ...once, title: "Hurdy-gurdy tuner" }]);
      expect(await found("q=bagpipe")).toEqual([]);
      expect(await found("q=hurdy")).toEqual([once.id]);
      await engine.remove([once.id]);
      await engine.remove([once.id]);
      expect(await found("q=hurdy")).toEqual([]);
      expect(await engine.count()).toBe(Object.keys(DOCUMENTS).length);
    });

    test("stores what it is given, field by field", async () => {
      const stored = await engine.stored(Object.values(DOCUMENTS).map((document) => document.id));
      for (const document of Object.values(DOCUMENTS))
        expect(stored.get(document.id)).toEqual(engine.expected(document));
    });

    test.each([
      ["SQL", "q='; drop table search.document; --"],
      ["a text query's operators", "q=a:* | !b & (c <-> d)"],
      ["backslashes, quotes, control characters", "q=\\' \\\\ ' \" \u0000 \u0007"],
      ["an engine's filter", 'q=kind = "x" OR id EXISTS'],
      ["10,000 characters of words", `q=${"long ".repeat(2_000)}`],
      ["one word of 10,000 letters", `q=${"x".repeat(10_000)}`],
      ["500 quotes", `q=${'"'.repeat(500)}`],
      ["300 exclusions", `q=${"-a ".repeat(300)}`],
      ["surrogates and signs", "q=\ud800 \udc00 \u202e ﷽ 🙂 👩‍👩‍👧"],
      ["unknown values", "q=%&kind=%27;--&trl=99&country=XX&sort=up&page=-1&closing=x"],
      ["the last page there could be", "page=1000000"],
      ["page 10⁹", "page=1000000000"],
      ["quotes in a value", "organisation=a%22b\\&organisation=tarang-labs"],
      ["200 repeated parameters", "trl=1&".repeat(200)],
    ])("answers %s", async (_, text) => {
      const { query } = parseSearchQuery(new URLSearchParams(text));
      const results = await engine.search(query);
      expect(results.total).toBeGreaterThanOrEqual(0);
    });

    test("answers whatever is typed", async () => {
      const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));
      await fc.assert(
        fc.asyncProperty(anything, async (q) => {
          const { query } = parseSearchQuery(new URLSearchParams({ q }));
          const { hits } = await engine.search(query);
          for (const hit of hits)
            expect(hit.titleSegments.map((segment) => segment.text).join("")).toBe(hit.title);
        }),
        { numRuns: 100 },
      );
    });
  });
}
