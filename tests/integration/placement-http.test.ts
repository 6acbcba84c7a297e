import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "#app/core/db.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { makeOpportunity, makeOrganisation } from "#tests/factories/factories.ts";
import { index } from "#tests/integration/public-requests.ts";
import { databaseUrl } from "#tests/setup/database.ts";
import { startProduct, type RunningProcess } from "#tests/setup/product-process.ts";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

let product: RunningProcess;
const made: { id: string; reference: string; title: string }[] = [];

beforeAll(async () => {
  const organisationId = (await makeOrganisation({ kind: "research_body" })).id;
  for (let number = 1; number <= 7; number++)
    made.push(await makeOpportunity({ organisationId, title: `Radar antenna ${number}` }));
  await db.featuredSlot.createMany({
    data: made.slice(0, 5).map(({ id }) => ({
      opportunityId: id,
      isRunning: true,
      endsAt: new Date(Date.now() + 3_600_000),
      remainingMs: 3_600_000,
    })),
  });
  await index();
  product = await startProduct(databaseUrl, { roles: "web" });
});
afterAll(async () => {
  await product?.stop();
  await closeDatabase();
});

async function get(path: string, headers: Record<string, string> = { "User-Agent": BROWSER }) {
  const answer = await fetch(product.url + path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test("pages shared by their readers count for each of them, and nothing is lost when the process ends", async () => {
  const path = opportunityPath(made[0]!);
  for (let view = 0; view < 60; view++) {
    const { headers } = await get("/opportunities?q=radar");
    expect(headers.get("x-note")).toBeNull();
    expect(headers.get("set-cookie")).toBeNull();
    // Longer than a page is shared, now and then.
    if (view % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 1_100));
  }
  for (let view = 0; view < 5; view++) await get("/opportunities?q=radar", { "User-Agent": ROBOT });
  await get("/opportunities?q=radar", { "User-Agent": BROWSER, "Sec-Purpose": "prefetch" });
  expect((await get("/opportunities/live?q=radar")).text).toContain('id=\\"featured\\"');
  for (let click = 0; click < 3; click++) expect((await get(`${path}?from=featured`)).status).toBe(200);
  // Without the title's words the mark goes along, and only the page itself counts.
  expect((await get(`/opportunities/${made[0]!.reference}?from=organic`)).status).toBe(200);
  const { text } = await get(`${path}?from=https://elsewhere.example`);
  expect(text).toContain(`<link rel="canonical" href="`);
  expect(/<link rel="canonical" href="[^"?]*"/.exec(text)).not.toBeNull();
  expect((await get("/")).status).toBe(200);
  await product.stop();

  const counts = await db.listingCount.groupBy({ by: ["place"], _sum: { views: true, clicks: true } });
  const sums = Object.fromEntries(counts.map(({ place, _sum }) => [place, [_sum.views, _sum.clicks]]));
  expect(sums).toMatchObject({ featured: [120, 3], organic: [60 * 7, 1], home_featured: [2, 0] });
  const featured = await db.listingCount.findMany({ where: { place: "featured" } });
  expect(featured).toHaveLength(5);
  // A page has ten readers at most: nobody is further behind than one page.
  const views = featured.map((each) => each.views);
  expect(Math.max(...views) - Math.min(...views)).toBeLessThanOrEqual(10);
}, 60_000);
