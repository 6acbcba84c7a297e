import { db, type Tx } from "#app/core/db.server.ts";
import { newsOf } from "#app/domain/billing/billing-news.ts";
import { entitledPart, entitlementReason } from "#app/domain/billing/entitlement.ts";
import { issueInvoices } from "#app/domain/billing/issue-invoices.server.ts";
import { recordEntitlement, recordPack } from "#app/domain/billing/ledger.server.ts";
import { outcomeOf, type Outcome, type PaymentFacts } from "#app/domain/billing/outcome.ts";
import { findOrder, readPaymentFacts } from "#app/domain/billing/payment-facts.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Purchase } from "#prisma/generated/client.ts";

const ATTEMPTS = 20;
const DAY_SECONDS = 24 * 3600;

const SAME = ["status", "problem", "refundedMinor", "dispute"] as const;

/** Money that came is never unsaid: a later look sees at least what an earlier one saw. */
const isNews = (order: Purchase, outcome: Outcome) =>
  SAME.some((field) => order[field] !== outcome[field]) || order.stripePaymentId !== outcome.paymentId;

async function lockPurchase(tx: Tx, id: string): Promise<Purchase> {
  await tx.$queryRaw`select 1 from purchase where id = ${id}::uuid for update`;
  return tx.purchase.findUniqueOrThrow({ where: { id } });
}

async function recordWhatItEntitlesTo(tx: Tx, order: Purchase): Promise<void> {
  if (order.product === "featured")
    return recordEntitlement(tx, {
      opportunityId: order.opportunityId!,
      purchaseId: order.id,
      seconds: entitledPart(order.days! * DAY_SECONDS, order),
      reason: entitlementReason(order),
    });
  return recordPack(tx, {
    organisationId: order.organisationId,
    packId: order.id,
    credits: entitledPart(order.credits!, order),
  });
}

/** @returns false when the order has changed since the facts were asked for, so that they may be old */
function settle(id: string, version: number, facts: PaymentFacts): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const order = await lockPurchase(tx, id);
    if (order.version !== version) return false;
    const outcome = outcomeOf(order, facts);
    if (!isNews(order, outcome)) {
      await issueInvoices(tx, order, facts.refunds);
      return true;
    }
    const { paymentId, ...rest } = outcome;
    const settled = await tx.purchase.update({
      where: { id },
      data: {
        ...rest,
        stripePaymentId: paymentId,
        paidAt: order.paidAt ?? (outcome.status === "paid" ? new Date() : null),
        version: { increment: 1 },
      },
    });
    await recordWhatItEntitlesTo(tx, settled);
    await issueInvoices(tx, settled, facts.refunds);
    for (const what of newsOf(order, settled))
      await enqueue(tx, "mail.send", { template: "billing_news", purchaseId: id, what });
    return true;
  });
}

/**
 * Brings an order and the ledgers to what Stripe says now. Called for every event, on the way back from the payment
 * page and by the reconciliation: however often, in whatever order and beside each other, the end is the same. What
 * is written depends on Stripe's present state only, and a state that was asked for before another one was written
 * is asked for again.
 * @throws Stripe's errors when it cannot be asked
 */
export async function convergePurchase(id: string): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const order = await db.purchase.findUnique({ where: { id } });
    if (!order?.stripeSessionId) return;
    const facts = await readPaymentFacts(order.stripeSessionId);
    if (await settle(id, order.version, facts)) return;
  }
  throw new Error(`order ${id} changes faster than Stripe can be asked`);
}

/** Notes Stripe's session on an order whose own note was lost, as by a crash between asking and writing. */
export async function attachSession(purchaseId: string, sessionId: string): Promise<void> {
  await db.purchase.updateMany({
    where: { id: purchaseId, stripeSessionId: null, paidWith: "stripe" },
    data: { stripeSessionId: sessionId, status: "open", version: { increment: 1 } },
  });
}

/** Brings the order that a session or a payment belongs to up to date; nothing for somebody else's. @throws Stripe's errors */
export async function convergeObject(objectId: string): Promise<void> {
  const where = objectId.startsWith("cs_") ? { stripeSessionId: objectId } : { stripePaymentId: objectId };
  const known = await db.purchase.findFirst({ where, select: { id: true } });
  if (known) return convergePurchase(known.id);
  const order = await findOrder(objectId);
  if (!order) return;
  await attachSession(order.purchaseId, order.sessionId);
  await convergePurchase(order.purchaseId);
}
