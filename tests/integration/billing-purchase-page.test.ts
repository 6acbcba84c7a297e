import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import { expireSession, refundPayment } from "#app/core/stripe-sandbox/scenes.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import * as purchasePage from "#app/routes/desk/billing/purchase.tsx";
import * as feature from "#app/routes/desk/opportunities/feature.tsx";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { atPayment, makeBuyer, order, type BuyerWorld } from "#tests/integration/billing-world.ts";
import { PAYMENT_PAGE } from "#tests/integration/route-answer.ts";
import { withDeadStripe } from "#tests/integration/dead-stripe.ts";
import {
  run,
  featurePage,
  purchaseAt,
  shown,
  choice,
  ordersOf,
} from "#tests/integration/billing-requests.ts";

afterAll(closeDatabase);

vi.setConfig({ testTimeout: 30_000 });

describe("the page of a purchase", () => {
  let buyer: BuyerWorld;
  beforeEach(async () => {
    buyer = await makeBuyer();
  });
  const look = (id: string, query = "") => run(purchasePage.loader, purchaseAt(id, buyer.cookie, query));

  test("says that it is paid although no event came, and the same when the browser returns twice", async () => {
    const { id, stripeSessionId } = await order(buyer);
    expect(shown(await look(id, "?back=left")).purchase.state).toBe("open");
    await atPayment(stripeSessionId, "pay");
    const twice = await Promise.all([look(id, "?back=paid"), look(id, "?back=paid")]);
    for (const answer of twice) {
      expect(shown(answer).purchase.state).toBe("paid");
      expect(shown(answer).story.lines).toMatchObject([{ text: "30 days, paid" }]);
    }
    expect(await db.featuredEvent.count({ where: { purchaseId: id } })).toBe(1);
  });

  test("says that the money is on its way, that it failed, and that the page ran out of time", async () => {
    const slow = await order(buyer);
    await atPayment(slow.stripeSessionId, "delay");
    expect(shown(await look(slow.id)).purchase.state).toBe("processing");
    await atPayment(slow.stripeSessionId, "fail");
    expect(shown(await look(slow.id)).purchase.state).toBe("failed");
    const left = await order(buyer);
    await expireSession(left.stripeSessionId!);
    expect(shown(await look(left.id)).purchase.state).toBe("expired");
  });

  test("tells a hold and a refund with their dates, and leads back to an open payment", async () => {
    const { id, stripeSessionId } = await order(buyer);
    const go = await run(purchasePage.action, purchaseAt(id, buyer.cookie), { intent: "go_on_to_payment" });
    expect(go).toMatchObject({ status: 302, location: expect.stringMatching(PAYMENT_PAGE) });
    await atPayment(stripeSessionId, "pay");
    await look(id);
    const { reference, version } = await db.opportunity.findUniqueOrThrow({
      where: { id: buyer.opportunity.id },
    });
    await changeStatus(buyer.actor, "hold", { reference, version });
    const { stripePaymentId } = await db.purchase.findUniqueOrThrow({ where: { id } });
    await refundPayment(stripePaymentId!, null);
    await convergePurchase(id);
    const { purchase, story } = shown(await look(id));
    expect(purchase.state).toBe("refunded");
    expect(story.lines.map(({ text }) => text)).toEqual([
      "30 days, paid",
      "On hold: the time stands still",
      "Refunded: what was left has ended",
    ]);
    expect(story.featured).toBeNull();
  });

  test("is nobody else's", async () => {
    const { id } = await order(buyer);
    const other = await makeBuyer();
    expect((await run(purchasePage.loader, purchaseAt(id, other.cookie))).status).toBe(404);
    const go = { intent: "go_on_to_payment" };
    expect((await run(purchasePage.action, purchaseAt(id, other.cookie), go)).status).toBe(404);
    expect((await look("not-an-id")).status).toBe(404);
    expect((await run(feature.action, featurePage(buyer, other.cookie), choice())).status).toBe(404);
  });
});

describe("while the payment service is down", () => {
  test("the buyer is told to try later with the choice kept, and trying later buys once", async () => {
    const buyer = await makeBuyer();
    const form = choice(randomUUID(), "featured_90");
    await withDeadStripe(async () => {
      for (const attempt of [1, 2]) {
        const answer = await run(feature.action, featurePage(buyer), form);
        expect([attempt, answer.status, answer.headers.get("Retry-After")]).toEqual([attempt, 503, "60"]);
        const { result } = answer.data as {
          result: { error: Record<string, string[]>; initialValue: object };
        };
        expect(result.initialValue).toMatchObject({ plan: "featured_90", requestKey: form.requestKey });
        expect(result.error[""]?.[0]).toContain("Nothing was charged");
      }
      const { id } = (await ordersOf(buyer))[0]!;
      const page = await run(purchasePage.loader, purchaseAt(id, buyer.cookie));
      expect(page.status).toBe(200);
      expect(shown(page).purchase.state).toBe("created");
    });
    const again = await run(feature.action, featurePage(buyer), form);
    expect(again).toMatchObject({ status: 302, location: expect.stringMatching(PAYMENT_PAGE) });
    expect(await ordersOf(buyer)).toHaveLength(1);
    const { rows } = await pool.query(
      "select 1 from sandbox_object where type = 'checkout.session' and object->>'client_reference_id' = $1",
      [(await ordersOf(buyer))[0]!.id],
    );
    expect(rows).toHaveLength(1);
  });

  test("the page of an open order says so, and tells the truth as soon as it is back", async () => {
    const buyer = await makeBuyer();
    const { id, stripeSessionId } = await order(buyer);
    await atPayment(stripeSessionId, "pay");
    await withDeadStripe(async () => {
      const page = await run(purchasePage.loader, purchaseAt(id, buyer.cookie));
      expect(page.status).toBe(200);
      expect(shown(page)).toMatchObject({ hasAnswer: false, purchase: { state: "open" } });
    });
    const page = shown(await run(purchasePage.loader, purchaseAt(id, buyer.cookie)));
    expect(page).toMatchObject({ hasAnswer: true, purchase: { state: "paid" } });
  });
});
