import type Stripe from "stripe";
import { stripe } from "#app/core/stripe.server.ts";
import type { PaymentFacts } from "#app/domain/billing/outcome.ts";

/** A refund that failed or was called off gave nothing back. */
const VOID_REFUNDS = new Set(["failed", "canceled"]);

const idOf = (object: string | { id: string } | null) =>
  typeof object === "string" ? object : (object?.id ?? null);

function paymentOf({ payment_intent: payment }: Stripe.Checkout.Session) {
  return payment === null || typeof payment === "string" ? null : { id: payment.id, status: payment.status };
}

/** Reads all that Stripe knows about an order now. @throws Stripe's errors */
export async function readPaymentFacts(sessionId: string): Promise<PaymentFacts> {
  const client = await stripe();
  const session = await client.checkout.sessions.retrieve(sessionId, { expand: ["payment_intent"] });
  const payment = paymentOf(session);
  const of = payment ? { payment_intent: payment.id, limit: 100 } : null;
  const [refunds, disputes] = of
    ? await Promise.all([
        client.refunds.list(of).autoPagingToArray({ limit: 1_000 }),
        client.disputes.list(of).autoPagingToArray({ limit: 100 }),
      ])
    : [[], []];
  return {
    session: {
      status: session.status as PaymentFacts["session"]["status"],
      isPaid: session.payment_status === "paid",
      totalMinor: BigInt(session.amount_total ?? 0),
      currency: (session.currency ?? "").toUpperCase(),
    },
    payment,
    refunds: refunds
      .filter(({ status }) => !VOID_REFUNDS.has(status ?? ""))
      .map(({ id, amount, created, status }) => ({
        id,
        amountMinor: BigInt(amount),
        at: new Date(created * 1000),
        hasArrived: status === "succeeded",
      })),
    dispute: disputes[0]?.status ?? "",
  };
}

/** The order that an object of Stripe's belongs to, by what our requests wrote on it; null for somebody else's. */
export async function findOrder(objectId: string): Promise<{ purchaseId: string; sessionId: string } | null> {
  const client = await stripe();
  const session = objectId.startsWith("cs_")
    ? await client.checkout.sessions.retrieve(objectId)
    : (await client.checkout.sessions.list({ payment_intent: objectId, limit: 1 })).data[0];
  const purchaseId = session?.metadata?.purchase_id;
  return session && purchaseId ? { purchaseId, sessionId: session.id } : null;
}

/** The session or payment that an event is about; null for kinds of events that change nothing here. */
export function subjectOf(event: Stripe.Event): string | null {
  const object = event.data.object as { id?: string; payment_intent?: string | { id: string } | null };
  if (event.type.startsWith("checkout.session.")) return object.id ?? null;
  if (/^(charge\.refund|refund\.|charge\.dispute\.)/.test(event.type))
    return idOf(object.payment_intent ?? null);
  return null;
}
