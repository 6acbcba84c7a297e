import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import { ListingCounter } from "#app/domain/billing/listing-counts.server.ts";
import { recordTurns } from "#app/domain/billing/placement.server.ts";
import { makeOpportunity, makeOrganisation } from "#tests/factories/factories.ts";
import { ask, index } from "#tests/integration/public-requests.ts";
import * as feed from "#app/routes/opportunities/feed.ts";
import * as home from "#app/routes/home.tsx";
import * as live from "#app/routes/opportunities/live-results.ts";
import * as results from "#app/routes/opportunities/results.tsx";
import type { Card } from "#app/components/search/result-card.tsx";
import type { ResultsAnswer } from "#app/components/search/live-search.ts";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const HOUR_MS = 3_600_000;

type Made = { id: string; reference: string };
let organisationId: string;
const radars: Made[] = [];
let pump: Made;

beforeAll(async () => {
  organisationId = (await makeOrganisation({ kind: "research_body" })).id;
  for (let number = 1; number <= 45; number++)
    radars.push(await makeOpportunity({ organisationId, title: `Radar antenna ${number}` }));
  pump = await makeOpportunity({
    organisationId,
    title: "Pump for sea water",
    summary: "Moves much.",
    description: "",
    advantages: "",
    applications: "",
    keywords: [],
    sector: "naval-marine",
  });
  await index();
});
afterAll(closeDatabase);
beforeEach(async () => {
  await db.featuredSlot.deleteMany();
  await db.listingCount.deleteMany();
});

/** As the ledger writes it. @param endsInMs null: the clock stands */
async function feature(endsInMs: number | null, ...opportunities: Made[]): Promise<void> {
  await db.featuredSlot.createMany({
    data: opportunities.map(({ id }) => ({
      opportunityId: id,
      isRunning: endsInMs !== null,
      endsAt: endsInMs === null ? null : new Date(Date.now() + endsInMs),
      remainingMs: HOUR_MS,
    })),
  });
}

const REFERENCES = /<h\d class="card-title"><a href="\/opportunities\/(SY-\d+-\d+)\/[^"?]*\?from=(\w+)"/g;
const CARDS = /<ul class="cards">.*?<\/ul><\/li><\/ul>/gs;

async function page(query: string) {
  const { data, status } = await ask<ResultsAnswer>(results.loader, `/opportunities${query}`);
  const html = data.results;
  const block = /<section id="featured".*?<\/section>/s.exec(html)?.[0] ?? "";
  const organic = html.replace(block, "");
  const referencesIn = (text: string) => [...text.matchAll(REFERENCES)].map(([, reference]) => reference!);
  return { status, html, block, organic, featured: referencesIn(block), references: referencesIn(organic) };
}

describe("featured listings", () => {
  it("stand above the results, two at most, with the word on each, and change nothing else", async () => {
    const queries = [
      "",
      "?q=radar",
      "?q=radar&page=2",
      "?sort=closing",
      "?sector=defence-electronics&page=3",
    ];
    const before = await Promise.all(queries.map(page));
    expect(before.map(({ block }) => block)).toEqual(queries.map(() => ""));
    await feature(HOUR_MS, ...radars.slice(0, 5));
    for (const [place, query] of queries.entries()) {
      const after = await page(query);
      expect(after.featured.length).toBe(2);
      expect(after.block.match(/<strong class="card-label">Featured<\/strong>/g)).toHaveLength(2);
      expect(after.organic).toBe(before[place]!.html);
      expect(after.references.length).toBe(after.organic.match(CARDS)![0].split('class="card"').length - 1);
    }
    const everywhere = await Promise.all([1, 2, 3].map((number) => page(`?q=radar&page=${number}`)));
    const shown = everywhere.flatMap(({ references }) => references);
    expect(shown.sort()).toEqual(radars.map(({ reference }) => reference).sort());
  });

  it("are only those that match words and filters", async () => {
    await feature(HOUR_MS, pump, radars[3]!);
    expect((await page("?q=radar")).featured).toEqual([radars[3]!.reference]);
    expect((await page("?q=pump")).featured).toEqual([pump.reference]);
    expect((await page("?sector=naval-marine")).featured).toEqual([pump.reference]);
    expect((await page("?q=radar&sector=naval-marine")).featured).toEqual([]);
    expect((await page("?q=radar&page=9")).featured).toEqual([]);
  });

  it("are only those whose time runs and that are published", async () => {
    await feature(HOUR_MS, radars[0]!);
    await feature(-1_000, radars[1]!);
    await feature(null, radars[2]!);
    const held = await makeOpportunity({ organisationId, title: "Radar on hold", status: "on_hold" });
    await feature(HOUR_MS, held);
    expect((await page("?q=radar")).featured).toEqual([radars[0]!.reference]);
  });

  it("take turns, so that each gets its share of the views", { timeout: 120_000 }, async () => {
    const chosen = radars.slice(10, 15);
    await feature(HOUR_MS, ...chosen);
    const counts = new Map<string, number>();
    for (let view = 0; view < 100; view++) {
      const { featured } = await page(view % 3 === 0 ? "" : "?q=antenna&page=2");
      recordTurns({ featured });
      for (const reference of featured) counts.set(reference, (counts.get(reference) ?? 0) + 1);
    }
    for (const { reference } of chosen)
      expect(Math.abs(counts.get(reference)! / 200 - 1 / 5)).toBeLessThan(0.01);
  });

  it("stand on the home page among the newest, and in no feed", async () => {
    type Home = { featured: Card[]; newest: Card[] };
    const before = await ask<Home>(home.loader, "/");
    expect(before.data.featured).toEqual([]);
    const plain = await ask(feed.loader, "/opportunities.atom");
    await feature(HOUR_MS, radars[0]!, radars[1]!, radars[2]!);
    const after = await ask<Home>(home.loader, "/");
    expect(after.data.featured.map(({ href }) => href.split("?")[1])).toEqual([
      "from=home_featured",
      "from=home_featured",
    ]);
    expect(JSON.stringify(after.data.newest)).toBe(JSON.stringify(before.data.newest));
    const same = await ask(feed.loader, "/opportunities.atom");
    expect(await same.response!.text()).toBe(await plain.response!.text());
  });

  it("cost no added query when nothing is featured, and two when something is", async () => {
    const queries: string[] = [];
    const query = pool.query.bind(pool);
    const watched = ((...given: Parameters<typeof query>) => {
      const [first] = given as unknown as [string | { text: string }];
      queries.push(typeof first === "string" ? first : first.text);
      return query(...given);
    }) as typeof pool.query;
    pool.query = watched;
    try {
      await page("?q=radar");
      queries.length = 0;
      await page("?q=radar");
      const without = queries.length;
      expect(queries.filter((text) => text.includes("featured_slot"))).toHaveLength(1);
      await feature(HOUR_MS, radars[0]!);
      queries.length = 0;
      await page("?q=radar");
      expect(queries.length).toBeLessThanOrEqual(without + 2);
    } finally {
      pool.query = query as typeof pool.query;
    }
  });
});

const countsOf = async (opportunity: Made) =>
  (
    await db.listingCount.findMany({
      where: { opportunityId: opportunity.id },
      orderBy: { place: "asc" },
    })
  ).map(({ place, views, clicks }) => [place, views, clicks]);

describe("views and clicks", () => {
  const somebody = { userAgent: BROWSER, organisationId: undefined };
  const pathOf = ({ reference }: Made) => `/opportunities/${reference}/radar-antenna`;
  const from = (place: string) => new URLSearchParams({ from: place });

  it("are added up by place, from many processes at once", async () => {
    const [first, second] = radars as [Made, Made];
    const counters = Array.from({ length: 8 }, () => new ListingCounter());
    for (const [number, counter] of counters.entries())
      for (let time = 0; time < 25; time++) {
        const both = [first.reference, second.reference];
        counter.recordViews({ featured: number % 2 ? both : both.toReversed(), home: both }, somebody);
        if (time % 5 === 0) counter.recordClick(`${pathOf(second)}.data`, from("featured"), somebody);
      }
    await Promise.all(counters.map((counter) => counter.flush()));
    expect(await countsOf(first)).toEqual([
      ["featured", 200, 0],
      ["home", 200, 0],
    ]);
    expect(await countsOf(second)).toEqual([
      ["featured", 200, 40],
      ["home", 200, 0],
    ]);
  });

  it("leave out robots, the poster's own people, other pages and marks that are not ours", async () => {
    const counter = new ListingCounter();
    const [first] = radars as [Made];
    const listings = { organic: [first.reference], featured: [first.reference] };
    const robot = { ...somebody, userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" };
    for (const nobody of [robot, { ...somebody, userAgent: undefined }, { ...somebody, organisationId }]) {
      counter.recordViews(listings, nobody);
      counter.recordClick(pathOf(first), from("featured"), nobody);
    }
    counter.recordClick(pathOf(first), from("elsewhere"), somebody);
    counter.recordClick(pathOf(first), new URLSearchParams(), somebody);
    counter.recordClick(`/opportunities/${first.reference}/interest/save`, from("featured"), somebody);
    counter.recordClick("/opportunities/SY-1999-000001", from("featured"), somebody);
    await counter.flush();
    expect(await db.listingCount.count()).toBe(0);
  });

  it("are kept while the database does not take them", async () => {
    const counter = new ListingCounter();
    const [first] = radars as [Made];
    await db.$executeRawUnsafe("alter table listing_count rename to listing_count_away");
    try {
      counter.recordViews({ organic: [first.reference] }, somebody);
      await counter.flush();
      counter.recordViews({ organic: [first.reference] }, somebody);
    } finally {
      await db.$executeRawUnsafe("alter table listing_count_away rename to listing_count");
    }
    await counter.flush();
    expect(await countsOf(first)).toEqual([["organic", 2, 0]]);
  });

  it("tell who types which cards there were, and take back only what could be such cards", async () => {
    const { response } = await ask(live.loader, "/opportunities/live?q=radar");
    const { listings } = (await response!.json()) as ResultsAnswer;
    expect(listings!.organic!.length).toBe(20);
    const send = async (fields: string[][]) => {
      const request = new Request("http://localhost/opportunities/live", {
        method: "POST",
        headers: { "User-Agent": BROWSER },
        body: new URLSearchParams(fields as [string, string][]),
      });
      const args = { request, params: {}, context: {} as never };
      const answer: unknown = await live.action(args).catch((thrown: unknown) => thrown);
      return answer instanceof Response ? answer.status : (answer as { init: ResponseInit }).init.status;
    };
    expect(await send(listings!.organic!.map((reference) => ["organic", reference]))).toBe(204);
    expect(await send([["organic", "SY-2026-1'; drop"]])).toBe(422);
    expect(await send(Array.from({ length: 3 }, () => ["featured", radars[0]!.reference]))).toBe(422);
  });
});
