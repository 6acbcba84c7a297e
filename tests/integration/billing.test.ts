import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { config } from "#app/core/config.server.ts";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import {
  decideDispute,
  disputePayment,
  expireSession,
  refundPayment,
} from "#app/core/stripe-sandbox/scenes.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import { reconcile } from "#app/domain/billing/reconcile.server.ts";
import { creditsLeft } from "#app/domain/billing/ledger.server.ts";
import { startPurchase } from "#app/domain/billing/start-purchase.server.ts";
import { spendCredit } from "#app/domain/billing/spend-credit.server.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { makeMember, signIn } from "#tests/factories/factories.ts";
import { readActor } from "#app/core/session.server.ts";
import {
  atPayment,
  converge,
  daysFeatured,
  deliver,
  eventsAbout,
  ledgerLines,
  makeBuyer,
  order,
} from "#tests/integration/billing-world.ts";

afterAll(closeDatabase);

const reread = (id: string) => db.purchase.findUniqueOrThrow({ where: { id } });

async function paidOrder() {
  const buyer = await makeBuyer();
  const ordered = await order(buyer);
  await atPayment(ordered.stripeSessionId, "pay");
  await convergePurchase(ordered.id);
  return { buyer, purchase: await reread(ordered.id) };
}

describe("an order", () => {
  test("has the price of our list with the taxes of its place, and opens Stripe's page", async () => {
    const buyer = await makeBuyer({ stateCode: "27" });
    const ordered = await order(buyer, "featured_60");
    expect(ordered).toMatchObject({
      status: "open",
      currency: "INR",
      netMinor: 899_900n,
      igstMinor: 161_982n,
      days: 60,
    });
    expect(ordered.paymentUrl).toMatch(/\/sandbox\/pay\/cs_test_/);
  });

  test("is one order however often its form is sent, also at once", async () => {
    const buyer = await makeBuyer();
    const key = randomUUID();
    const orders = await Promise.all(Array.from({ length: 8 }, () => order(buyer, "featured_30", key)));
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1);
    expect(await db.purchase.count({ where: { organisationId: buyer.organisation.id } })).toBe(1);
    const sessions = await pool.query(
      "select 1 from sandbox_object where type = 'checkout.session' and object ->> 'client_reference_id' = $1",
      [orders[0]!.id],
    );
    expect(sessions.rowCount).toBe(1);
  });

  test("is for owners and for editors with the billing right", async () => {
    const buyer = await makeBuyer();
    const editor = await makeMember(buyer.organisation.id, "editor");
    const actor = await readActor(await signIn(editor, buyer.organisation.id));
    const input = {
      plan: "featured_30",
      requestKey: randomUUID(),
      pay: "stripe" as const,
      reference: buyer.opportunity.reference,
    };
    await expect(startPurchase(actor, input)).rejects.toMatchObject({ code: "forbidden" });
    await db.membership.update({
      where: { userId_organisationId: { userId: editor.id, organisationId: buyer.organisation.id } },
      data: { mayBuy: true },
    });
    await expect(startPurchase(actor, input)).resolves.toMatchObject({
      purchaseId: expect.any(String) as string,
    });
  });

  test("of somebody else's opportunity does not exist", async () => {
    const [buyer, other] = [await makeBuyer(), await makeBuyer()];
    const input = {
      plan: "featured_30",
      requestKey: randomUUID(),
      pay: "stripe" as const,
      reference: other.opportunity.reference,
    };
    await expect(startPurchase(buyer.actor, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("fulfilment", () => {
  test("a paid order is featured once, whoever tells of it and however often", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    await atPayment(ordered.stripeSessionId, "pay");
    const [event] = await eventsAbout(ordered.stripeSessionId);
    expect(await Promise.all([deliver(event), deliver(event), deliver(event)])).toContain("taken");
    await Promise.all([
      converge(ordered.stripeSessionId!),
      converge(ordered.stripeSessionId!),
      convergePurchase(ordered.id),
      convergePurchase(ordered.id),
    ]);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(30);
    expect(await ledgerLines(ordered.id)).toBe(1);
    expect(await reread(ordered.id)).toMatchObject({ status: "paid" });
  });

  test("a declined card leaves the order open, and a later card pays it", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    await atPayment(ordered.stripeSessionId, "decline");
    await convergePurchase(ordered.id);
    expect(await reread(ordered.id)).toMatchObject({ status: "open" });
    await atPayment(ordered.stripeSessionId, "pay");
    await convergePurchase(ordered.id);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(30);
  });

  test("a slow payment is featured when the money is there, and never when it does not come", async () => {
    for (const [scene, status, days] of [
      ["settle", "paid", 30],
      ["fail", "failed", 0],
    ] as const) {
      const buyer = await makeBuyer();
      const ordered = await order(buyer);
      await atPayment(ordered.stripeSessionId, "delay");
      await convergePurchase(ordered.id);
      expect(await reread(ordered.id)).toMatchObject({ status: "processing" });
      expect(await daysFeatured(buyer.opportunity.id)).toBe(0);
      await atPayment(ordered.stripeSessionId, scene);
      await convergePurchase(ordered.id);
      expect(await reread(ordered.id)).toMatchObject({ status });
      expect(await daysFeatured(buyer.opportunity.id)).toBe(days);
    }
  });

  test("a payment page that ran out of time entitles to nothing", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    await expireSession(ordered.stripeSessionId!);
    await convergePurchase(ordered.id);
    expect(await reread(ordered.id)).toMatchObject({ status: "expired" });
    expect(await daysFeatured(buyer.opportunity.id)).toBe(0);
  });

  test("buying again extends from the present end", async () => {
    const { buyer } = await paidOrder();
    const again = await order(buyer, "featured_60");
    await atPayment(again.stripeSessionId, "pay");
    await convergePurchase(again.id);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(90);
  });

  test("an amount that is not the order's is a problem and features nothing", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    await pool.query(
      `update sandbox_object set object = jsonb_set(object, '{amount_total}', '100') where id = $1`,
      [ordered.stripeSessionId],
    );
    await atPayment(ordered.stripeSessionId, "pay");
    await convergePurchase(ordered.id);
    expect((await reread(ordered.id)).problem).toContain("100");
    expect(await daysFeatured(buyer.opportunity.id)).toBe(0);
  });

  test("the session is found again when the note of it was lost between asking and writing", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    const sessionId = ordered.stripeSessionId!;
    await db.purchase.update({
      where: { id: ordered.id },
      data: { stripeSessionId: null, status: "created" },
    });
    await atPayment(sessionId, "pay");
    await converge(sessionId);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(30);
  });
});

describe("money that goes back", () => {
  test("a full refund ends the time, a half one halves it, and asking twice changes nothing more", async () => {
    const { buyer, purchase } = await paidOrder();
    await refundPayment(purchase.stripePaymentId!, Number(purchase.totalMinor / 2n));
    await converge(purchase.stripePaymentId!);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(15);
    await converge(purchase.stripePaymentId!);
    expect(await ledgerLines(purchase.id)).toBe(2);
    await refundPayment(purchase.stripePaymentId!, null);
    await converge(purchase.stripePaymentId!);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(0);
    expect(await reread(purchase.id)).toMatchObject({ refundedMinor: purchase.totalMinor });
  });

  test("a dispute takes the time while it lasts, and a won one gives it back", async () => {
    const { buyer, purchase } = await paidOrder();
    const dispute = await disputePayment(purchase.stripePaymentId!);
    await converge(purchase.stripePaymentId!);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(0);
    await decideDispute(dispute.id, "won");
    await converge(purchase.stripePaymentId!);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(30);
  });
});

test("the clock stands while the opportunity is on hold or closed", async () => {
  const { buyer } = await paidOrder();
  const { reference, version } = buyer.opportunity;
  await changeStatus(buyer.actor, "hold", { reference, version });
  expect(await daysFeatured(buyer.opportunity.id)).toBeNull();
  await changeStatus(buyer.actor, "resume", { reference, version: version + 1 });
  expect(await daysFeatured(buyer.opportunity.id)).toBe(30);
});

describe("credits", () => {
  test("a pack gives ten, each features once, and two at once never take the same last one", async () => {
    const buyer = await makeBuyer();
    const pack = await order(buyer, "pack_10");
    await atPayment(pack.stripeSessionId, "pay");
    await Promise.all([convergePurchase(pack.id), convergePurchase(pack.id)]);
    expect(await creditsLeft(db, buyer.organisation.id)).toEqual([{ packId: pack.id, left: 10 }]);
    const use = () =>
      spendCredit(buyer.actor, {
        plan: "",
        requestKey: randomUUID(),
        pay: "credit",
        reference: buyer.opportunity.reference,
      });
    const uses = await Promise.allSettled(Array.from({ length: 12 }, use));
    expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await creditsLeft(db, buyer.organisation.id)).toEqual([]);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(300);
  });

  test("a refunded pack takes back what was not used, and never of another pack", async () => {
    const buyer = await makeBuyer();
    const packs = [await order(buyer, "pack_10"), await order(buyer, "pack_10")];
    for (const pack of packs) {
      await atPayment(pack.stripeSessionId, "pay");
      await convergePurchase(pack.id);
    }
    const input = { plan: "", pay: "credit" as const, reference: buyer.opportunity.reference };
    for (let use = 0; use < 3; use++) await spendCredit(buyer.actor, { ...input, requestKey: randomUUID() });
    await refundPayment((await reread(packs[0]!.id)).stripePaymentId!, null);
    for (let time = 0; time < 2; time++) await convergePurchase(packs[0]!.id);
    expect(await creditsLeft(db, buyer.organisation.id)).toEqual([{ packId: packs[1]!.id, left: 10 }]);
  });
});

describe("deliveries of events", () => {
  const anEvent = () => ({
    id: `evt_${randomUUID()}`,
    object: "event",
    type: "checkout.session.completed",
    data: { object: { id: `cs_test_${randomUUID()}`, object: "checkout.session" } },
  });
  const kept = async (id: string) => db.stripeEvent.count({ where: { id } });

  test("with a wrong, old, missing or repeated signature are refused and leave nothing", async () => {
    const event = anEvent();
    expect(await deliver(event, { secret: "whsec_wrong" })).toBe("refused");
    expect(await deliver(event, { atSeconds: Math.floor(Date.now() / 1000) - 301 })).toBe("refused");
    const { receiveEvent } = await import("#app/domain/billing/receive-event.server.ts");
    expect(await receiveEvent(JSON.stringify(event), null)).toBe("refused");
    expect(await kept(event.id)).toBe(0);
    const atSeconds = Math.floor(Date.now() / 1000);
    expect(await deliver(event, { atSeconds })).toBe("taken");
    expect(await deliver(event, { atSeconds })).toBe("refused");
    expect(await kept(event.id)).toBe(1);
  });

  test("the same event again is nothing new, and an unknown kind is answered and forgotten", async () => {
    const event = anEvent();
    expect(await deliver(event)).toBe("taken");
    expect(await deliver(event)).toBe("nothing_new");
    const unknown = { ...anEvent(), type: "customer.created" };
    expect(await deliver(unknown)).toBe("nothing_new");
    expect(await kept(unknown.id)).toBe(0);
  });
});

test("nobody changes what was sold or written into a ledger", async () => {
  const { purchase } = await paidOrder();
  await expect(
    pool.query("update featured_event set seconds = 1 where purchase_id = $1", [purchase.id]),
  ).rejects.toThrow(/written once/);
  await expect(
    pool.query("delete from featured_event where purchase_id = $1", [purchase.id]),
  ).rejects.toThrow(/written once/);
  await expect(
    pool.query("update purchase set total_minor = total_minor + 1 where id = $1", [purchase.id]),
  ).rejects.toThrow(/what was sold/);
});

test("tests run in the sandbox", () => expect(config.stripe.mode).toBe("sandbox"));

describe("reconciliation", () => {
  const anHourAgo = () => new Date(Date.now() - 3_600_000);

  test("finds payments and refunds whose events never arrived, once", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    await atPayment(ordered.stripeSessionId, "pay");
    const first = await reconcile(anHourAgo());
    expect(first.healed.filter((line) => line.includes(ordered.id))).toHaveLength(1);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(30);
    await refundPayment((await reread(ordered.id)).stripePaymentId!, null);
    expect((await reconcile(anHourAgo())).healed.join()).toContain(ordered.id);
    expect(await daysFeatured(buyer.opportunity.id)).toBe(0);
    expect((await reconcile(anHourAgo())).healed.join()).not.toContain(ordered.id);
  });

  test("names what it cannot heal: a paid session whose order is not ours, and another amount", async () => {
    const buyer = await makeBuyer();
    const ordered = await order(buyer);
    await pool.query(
      "update sandbox_object set object = jsonb_set(object, '{amount_total}', '7') where id = $1",
      [ordered.stripeSessionId],
    );
    await atPayment(ordered.stripeSessionId, "pay");
    const stranger = await order(buyer);
    await pool.query(
      "update sandbox_object set object = jsonb_set(object, '{metadata,purchase_id}', to_jsonb($2::text)) where id = $1",
      [stranger.stripeSessionId, randomUUID()],
    );
    await atPayment(stranger.stripeSessionId, "pay");
    const { unresolved } = await reconcile(anHourAgo());
    expect(unresolved.join("\n")).toContain(ordered.id);
    expect(unresolved.join("\n")).toContain(stranger.stripeSessionId);
  });
});
