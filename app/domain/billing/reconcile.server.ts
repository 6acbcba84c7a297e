import { db } from "#app/core/db.server.ts";
import { stripe } from "#app/core/stripe.server.ts";
import { attachSession, convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import { entitledPart, entitlementReason } from "#app/domain/billing/entitlement.ts";
import { LACKING_INVOICE } from "#app/domain/billing/issue-invoices.server.ts";
import { recordEntitlement, recordPack } from "#app/domain/billing/ledger.server.ts";
import type { Purchase } from "#prisma/generated/client.ts";

const DAY_MS = 24 * 3600 * 1000;
const DAY_SECONDS = 24 * 3600;
/** Longer than a payment page lives: what Stripe does not know by then it will never know. */
const ABANDONED_AFTER_MS = 2 * DAY_MS;

export type Reconciliation = {
  /** Orders that were compared. */
  checked: number;
  /** What was put right, a sentence each. */
  healed: string[];
  /** What a person has to look at, a sentence each. */
  unresolved: string[];
};

const nameOf = ({ id, planCode }: Pick<Purchase, "id" | "planCode">) => `order ${id} (${planCode})`;

const describe = ({ status, refundedMinor, dispute }: Purchase) =>
  [status, refundedMinor > 0n ? `refunded ${refundedMinor}` : "", dispute && `dispute ${dispute}`]
    .filter(Boolean)
    .join(", ");

/** Orders that Stripe has news of in this time, whether or not an event of it ever came. */
async function touchedAtStripe(since: Date, report: Reconciliation): Promise<Set<string>> {
  const client = await stripe();
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const ids = new Set<string>();
  for await (const session of client.checkout.sessions.list({ created, limit: 100 })) {
    const purchaseId = session.metadata?.purchase_id;
    if (!purchaseId) continue;
    const order = await db.purchase.findUnique({
      where: { id: purchaseId },
      select: { stripeSessionId: true },
    });
    if (!order) {
      if (session.payment_status === "paid")
        report.unresolved.push(
          `Stripe's session ${session.id} is paid, and its order ${purchaseId} is not ours`,
        );
      continue;
    }
    if (order.stripeSessionId === null) await attachSession(purchaseId, session.id);
    else if (order.stripeSessionId !== session.id && session.payment_status === "paid")
      report.unresolved.push(
        `order ${purchaseId} was paid twice: Stripe's session ${session.id} is a second one`,
      );
    ids.add(purchaseId);
  }
  const payments = new Set<string>();
  for (const list of [
    client.refunds.list({ created, limit: 100 }),
    client.disputes.list({ created, limit: 100 }),
  ])
    for await (const { payment_intent: payment } of list)
      if (payment) payments.add(typeof payment === "string" ? payment : payment.id);
  const orders = await db.purchase.findMany({
    where: { stripePaymentId: { in: [...payments] } },
    select: { id: true },
  });
  for (const { id } of orders) ids.add(id);
  return ids;
}

/** Orders of which we do not know the end yet, and those that lack their invoice. */
async function unfinishedHere(): Promise<string[]> {
  const rows = await db.purchase.findMany({
    where: {
      OR: [{ status: { in: ["created", "open", "processing"] }, paidWith: "stripe" }, LACKING_INVOICE],
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function healLedger(order: Purchase): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const lines = () =>
      order.product === "featured"
        ? tx.featuredEvent.count({ where: { purchaseId: order.id } })
        : tx.creditEntry.count({ where: { packId: order.id } });
    const before = await lines();
    if (order.product === "featured")
      await recordEntitlement(tx, {
        opportunityId: order.opportunityId!,
        purchaseId: order.id,
        seconds: entitledPart(order.days! * DAY_SECONDS, order),
        reason: entitlementReason(order),
      });
    else
      await recordPack(tx, {
        organisationId: order.organisationId,
        packId: order.id,
        credits: entitledPart(order.credits!, order),
      });
    return (await lines()) !== before;
  });
}

/** How many papers were issued for an order, and the money that its credit notes give back. */
async function papersOf(purchaseId: string): Promise<{ count: number; creditedMinor: bigint }> {
  const papers = await db.invoice.findMany({
    where: { purchaseId },
    select: { kind: true, totalMinor: true },
  });
  const notes = papers.filter(({ kind }) => kind === "credit_note");
  return {
    count: papers.length,
    creditedMinor: notes.reduce((sum, { totalMinor }) => sum + totalMinor, 0n),
  };
}

async function reconcileOrder(id: string, report: Reconciliation): Promise<void> {
  const before = await db.purchase.findUniqueOrThrow({ where: { id } });
  const papersBefore = await papersOf(id);
  await convergePurchase(id);
  let after = await db.purchase.findUniqueOrThrow({ where: { id } });
  if (after.status === "created" && after.createdAt.getTime() < Date.now() - ABANDONED_AFTER_MS)
    after = await db.purchase.update({
      where: { id },
      data: { status: "expired", version: { increment: 1 } },
    });
  const papers = await papersOf(id);
  report.checked += 1;
  if (describe(before) !== describe(after))
    report.healed.push(`${nameOf(after)}: was ${describe(before)}, is ${describe(after)}`);
  else if (await healLedger(after))
    report.healed.push(`${nameOf(after)}: the ledger did not say what it entitles to`);
  else if (papers.count !== papersBefore.count)
    report.healed.push(`${nameOf(after)}: an invoice or a credit note was missing`);
  if (papers.creditedMinor > after.refundedMinor)
    report.unresolved.push(
      `${nameOf(after)}: its credit notes give back ${papers.creditedMinor}, and Stripe ${after.refundedMinor}: a refund failed after its credit note was issued`,
    );
  if (after.problem !== "") report.unresolved.push(`${nameOf(after)}: ${after.problem}`);
}

/**
 * Compares our orders and ledgers with Stripe's sessions, payments, refunds and disputes, and puts right what it can;
 * payments whose events never arrived are found here.
 * @param since how far back Stripe is asked; orders without an end are looked at however old they are
 * @throws Stripe's errors when it cannot be asked; what was healed by then stays healed
 */
export async function reconcile(since: Date): Promise<Reconciliation> {
  const report: Reconciliation = { checked: 0, healed: [], unresolved: [] };
  const ids = await touchedAtStripe(since, report);
  for (const id of await unfinishedHere()) ids.add(id);
  for (const id of ids) await reconcileOrder(id, report);
  return report;
}
