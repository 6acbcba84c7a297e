import { afterAll, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "#app/core/db.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import * as billing from "#app/routes/desk/billing/overview.tsx";
import * as exportRoute from "#app/routes/desk/billing/purchases-export.ts";
import { makeMember, makeOrganisation, signIn } from "#tests/factories/factories.ts";
import { atPayment, makeBuyer, order } from "#tests/integration/billing-world.ts";
import { run, overview } from "#tests/integration/billing-requests.ts";

afterAll(closeDatabase);

vi.setConfig({ testTimeout: 30_000 });

describe("the history", () => {
  test("lists an organisation's own purchases by accounting year, and the file has the same", async () => {
    const buyer = await makeBuyer({ stateCode: "27" });
    const now = await order(buyer);
    await atPayment(now.stripeSessionId, "pay");
    await convergePurchase(now.id);
    const old = await order(buyer, "featured_60");
    await db.purchase.update({
      where: { id: old.id },
      data: { createdAt: new Date("2026-03-31T18:29:59Z") },
    });
    const first = await order(buyer, "featured_90");
    await db.purchase.update({
      where: { id: first.id },
      data: { createdAt: new Date("2026-03-31T18:30:00Z") },
    });
    await order(await makeBuyer());

    type List = { purchases: { id: string; state: string }[]; years: number[] };
    const list = async (query: string) =>
      (await run(billing.loader, overview(buyer.cookie, query))).data as List;
    const all = await list("");
    expect(all.purchases.map(({ id }) => id)).toEqual([now.id, first.id, old.id]);
    expect(all.years).toContain(2025);
    expect((await list("?year=2025")).purchases.map(({ id }) => id)).toEqual([old.id]);
    expect((await list("?year=nonsense&page=-1")).purchases).toHaveLength(3);

    const path = "/desk/billing/purchases.csv?year=2025";
    const file = await run(exportRoute.loader, { path, cookie: buyer.cookie });
    expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="purchases-2025-2026.csv"');
    const [, row, rest] = file.text.split("\n");
    expect(row).toContain("INR,8999.00,0.00,0.00,1619.82,10618.82,0.00,Not paid yet");
    expect(rest).toBe("");
  });

  test("what a spreadsheet would run as a formula is text in the file", async () => {
    const buyer = await makeBuyer();
    await db.opportunity.update({
      where: { id: buyer.opportunity.id },
      data: { title: '=HYPERLINK("http://elsewhere.example")' },
    });
    await order(buyer);
    const { text } = await run(exportRoute.loader, {
      path: "/desk/billing/purchases.csv",
      cookie: buyer.cookie,
    });
    expect(text).toContain(`"'=HYPERLINK(""http://elsewhere.example"")"`);
  });

  test("is not there for organisations that post nothing", async () => {
    const msme = await makeOrganisation({ kind: "msme" });
    const cookie = await signIn(await makeMember(msme.id), msme.id);
    expect((await run(billing.loader, overview(cookie))).status).toBe(404);
  });
});
