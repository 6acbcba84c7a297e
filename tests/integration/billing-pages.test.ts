import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "#app/core/db.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import * as billing from "#app/routes/desk/billing/overview.tsx";
import * as purchasePage from "#app/routes/desk/billing/purchase.tsx";
import * as feature from "#app/routes/desk/opportunities/feature.tsx";
import * as members from "#app/routes/desk/organisation/members.tsx";
import { atPayment, makeBuyer, order } from "#tests/integration/billing-world.ts";
import { PAYMENT_PAGE } from "#tests/integration/route-answer.ts";
import {
  run,
  featurePage,
  purchaseAt,
  overview,
  shown,
  choice,
  ordersOf,
  colleague,
} from "#tests/integration/billing-requests.ts";

afterAll(closeDatabase);

vi.setConfig({ testTimeout: 30_000 });

describe("featuring an opportunity", () => {
  test("shows each plan with its taxes apart, and a new key for every form", async () => {
    const buyer = await makeBuyer();
    const [first, second] = [
      await run(feature.loader, featurePage(buyer)),
      await run(feature.loader, featurePage(buyer)),
    ];
    type Page = { offers: { code: string; price: Record<string, string> }[]; requestKey: string };
    const page = first.data as Page;
    expect(page.offers.map(({ code }) => code)).toEqual(["featured_30", "featured_60", "featured_90"]);
    expect(page.offers[0]!.price).toMatchObject({
      netMinor: "499900",
      cgstMinor: "44991",
      sgstMinor: "44991",
      totalMinor: "589882",
    });
    expect((second.data as Page).requestKey).not.toBe(page.requestKey);
  });

  test("a form sent twice, also at once, is one order and leads to one payment page", async () => {
    const buyer = await makeBuyer();
    const form = choice();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => run(feature.action, featurePage(buyer), form)),
    );
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 302, location: expect.stringMatching(PAYMENT_PAGE) });
    expect(await ordersOf(buyer)).toHaveLength(1);
  });

  test("another plan in the same form is another order, as after coming back from the payment page", async () => {
    const buyer = await makeBuyer();
    const key = randomUUID();
    await run(feature.action, featurePage(buyer), choice(key, "featured_30"));
    await run(feature.action, featurePage(buyer), choice(key, "featured_90"));
    expect((await ordersOf(buyer)).map(({ days }) => days).sort()).toEqual([30, 90]);
  });

  test("a credit features without a payment, once for a form sent twice", async () => {
    const buyer = await makeBuyer();
    const pack = await order(buyer, "pack_10");
    await atPayment(pack.stripeSessionId, "pay");
    await convergePurchase(pack.id);
    const form = { intent: "credit", plan: "credit", pay: "credit", requestKey: randomUUID() };
    const [first, second] = [
      await run(feature.action, featurePage(buyer), form),
      await run(feature.action, featurePage(buyer), form),
    ];
    expect(first).toMatchObject({
      status: 302,
      location: expect.stringMatching(/^\/desk\/billing\/purchases\//),
    });
    expect(second.location).toBe(first.location);
    const page = await run(billing.loader, overview(buyer.cookie));
    expect(page.data).toMatchObject({ credits: { left: 9, days: 30 } });
    const story = shown(await run(purchasePage.loader, purchaseAt(pack.id, buyer.cookie))).story;
    expect(story).toMatchObject({ creditsLeft: 9, lines: [{ text: "10 listings bought" }, {}] });
  });

  test("without billing details it leads to them, and they lead back", async () => {
    const buyer = await makeBuyer();
    await db.billingProfile.delete({ where: { organisationId: buyer.organisation.id } });
    expect((await run(feature.loader, featurePage(buyer))).data).toMatchObject({ hasProfile: false });
    expect(await run(feature.action, featurePage(buyer), choice())).toMatchObject({ status: 409 });
    const next = featurePage(buyer).path;
    const details = {
      intent: "details",
      legalName: "Works Limited",
      address: "7 Works Road",
      country: "IN",
      stateCode: "27",
      email: "accounts@works.example",
    };
    const saved = await run(billing.action, overview(buyer.cookie), { ...details, next });
    expect(saved).toMatchObject({ status: 302, location: next });
    const astray = await run(billing.action, overview(buyer.cookie), {
      ...details,
      next: "//elsewhere.example",
    });
    expect(astray.location).toBe("/desk/billing?saved");
    expect((await run(feature.loader, featurePage(buyer))).data).toMatchObject({ hasProfile: true });
  });

  test("a draft is not sold, a plan that does not exist is said beside the field", async () => {
    const buyer = await makeBuyer();
    const unknown = await run(feature.action, featurePage(buyer), choice(randomUUID(), "featured_7"));
    expect(unknown.status).toBe(422);
    expect(unknown.data).toMatchObject({
      result: { error: { plan: [expect.stringContaining("not sold")] } },
    });
    await db.opportunity.update({ where: { id: buyer.opportunity.id }, data: { status: "draft" } });
    expect((await run(feature.action, featurePage(buyer), choice())).status).toBe(409);
    expect((await run(feature.loader, featurePage(buyer))).data).toMatchObject({ isFeaturable: false });
    expect(await ordersOf(buyer)).toEqual([]);
  });
});

describe("billing details", () => {
  test("what is wrong comes back beside its field with everything that was typed", async () => {
    const buyer = await makeBuyer();
    const typed = {
      intent: "details",
      legalName: "  ",
      address: "Plot 4\r\nPune",
      country: "IN",
      stateCode: "27",
      gstin: "29AAGCB7383J1Z4",
      email: "accounts",
    };
    const { status, data } = await run(billing.action, overview(buyer.cookie), typed);
    expect(status).toBe(422);
    const { result } = data as { result: { error: object; initialValue: object } };
    expect(Object.keys(result.error).sort()).toEqual(["email", "gstin", "legalName"]);
    expect(result.initialValue).toMatchObject({
      address: typed.address,
      gstin: typed.gstin,
      email: "accounts",
    });
  });
});

describe("the billing right", () => {
  test("owners give and take it; without it nothing is bought and the page names who may give it", async () => {
    const buyer = await makeBuyer();
    const editor = await colleague(buyer, "editor");
    const viewer = await colleague(buyer, "viewer");
    for (const { cookie } of [editor, viewer]) {
      expect((await run(feature.loader, featurePage(buyer, cookie))).data).toMatchObject({
        refusal: expect.stringContaining("billing right"),
        owners: [buyer.user.name],
      });
      expect((await run(feature.action, featurePage(buyer, cookie), choice())).status).toBe(403);
      const pack = { intent: "pack", plan: "pack_10", requestKey: randomUUID() };
      expect((await run(billing.action, overview(cookie), pack)).status).toBe(403);
    }
    expect(await ordersOf(buyer)).toEqual([]);

    const give = (cookie: string, userId: string, mayBuy: string) =>
      run(
        members.action,
        { path: "/desk/organisation/members", cookie },
        {
          ...{ intent: "set_buying_right", userId, mayBuy },
        },
      );
    expect((await give(editor.cookie, editor.user.id, "yes")).status).toBe(403);
    expect((await give(buyer.cookie, viewer.user.id, "yes")).status).toBe(409);
    expect((await give(buyer.cookie, randomUUID(), "yes")).status).toBe(404);
    expect((await give(buyer.cookie, editor.user.id, "yes")).status).toBe(302);
    expect((await run(feature.action, featurePage(buyer, editor.cookie), choice())).status).toBe(302);
    await give(buyer.cookie, editor.user.id, "no");
    expect((await run(feature.action, featurePage(buyer, editor.cookie), choice())).status).toBe(403);
  });

  test("ends when an editor gets another role", async () => {
    const buyer = await makeBuyer();
    const { user } = await colleague(buyer, "editor");
    const path = "/desk/organisation/members";
    const change = (form: Record<string, string>) =>
      run(members.action, { path, cookie: buyer.cookie }, { ...form, userId: user.id });
    await change({ intent: "set_buying_right", mayBuy: "yes" });
    await change({ intent: "change_role", role: "viewer" });
    await change({ intent: "change_role", role: "editor" });
    const membership = await db.membership.findFirstOrThrow({ where: { userId: user.id } });
    expect(membership.mayBuy).toBe(false);
  });
});
