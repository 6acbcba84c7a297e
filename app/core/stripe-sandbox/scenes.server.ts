import type { PoolClient } from "pg";
import type {
  SandboxDispute,
  SandboxPayment,
  SandboxRefund,
  SandboxSession,
} from "#app/core/stripe-sandbox/objects.ts";
import {
  changeSandbox,
  emit,
  getObject,
  listObjects,
  makeId,
  nowSeconds,
  putObject,
  SandboxRefusal,
} from "#app/core/stripe-sandbox/store.server.ts";

/** What a buyer, a bank or the seller can do in the sandbox that Stripe's API has no call for. */
const SCENES = ["pay", "decline", "delay", "settle", "fail"] as const;
export type Scene = (typeof SCENES)[number];

export const isScene = (text: string): text is Scene => SCENES.some((scene) => scene === text);

async function paymentOf(client: PoolClient, session: SandboxSession): Promise<SandboxPayment> {
  if (session.payment_intent) return getObject("payment_intent", session.payment_intent, client);
  return {
    id: makeId("pi"),
    object: "payment_intent",
    created: nowSeconds(),
    livemode: false,
    amount: session.amount_total,
    amount_received: 0,
    currency: session.currency,
    status: "requires_payment_method",
    metadata: session.metadata,
  };
}

/** Marks a session that ran out of time, which nobody else does in the sandbox. */
async function openSession(client: PoolClient, id: string): Promise<SandboxSession> {
  const session = await getObject("checkout.session", id, client);
  if (session.status === "open" && session.expires_at <= nowSeconds()) {
    const expired: SandboxSession = { ...session, status: "expired", url: null };
    await putObject(client, expired);
    await emit(client, "checkout.session.expired", expired);
    return expired;
  }
  return session;
}

type Next = {
  session: Partial<SandboxSession>;
  payment: Partial<SandboxPayment>;
  event: string | null;
};

function nextOf(scene: Scene, session: SandboxSession, payment: SandboxPayment): Next | null {
  const isOpen = session.status === "open";
  const isWaiting = session.status === "complete" && payment.status === "processing";
  const paid = { payment_status: "paid" as const };
  const received = { status: "succeeded" as const, amount_received: payment.amount };
  const complete = { status: "complete" as const, url: null };
  if (scene === "pay" && isOpen)
    return { session: { ...complete, ...paid }, payment: received, event: "checkout.session.completed" };
  if (scene === "decline" && isOpen)
    return { session: {}, payment: { status: "requires_payment_method" }, event: null };
  if (scene === "delay" && isOpen)
    return { session: complete, payment: { status: "processing" }, event: "checkout.session.completed" };
  if (scene === "settle" && isWaiting)
    return { session: paid, payment: received, event: "checkout.session.async_payment_succeeded" };
  if (scene === "fail" && isWaiting)
    return {
      session: {},
      payment: { status: "requires_payment_method" },
      event: "checkout.session.async_payment_failed",
    };
  return null;
}

/**
 * Plays one scene at the payment page: the card is accepted or declined, the money comes later, and then it does or
 * does not. A scene that cannot happen any more changes nothing, as a second press of a button.
 * @throws SandboxRefusal 404
 */
export function playScene(sessionId: string, scene: Scene): Promise<SandboxSession> {
  return changeSandbox(async (client) => {
    const session = await openSession(client, sessionId);
    const payment = await paymentOf(client, session);
    const next = nextOf(scene, session, payment);
    if (!next) return session;
    const paymentNow: SandboxPayment = { ...payment, ...next.payment };
    const sessionNow: SandboxSession = { ...session, ...next.session, payment_intent: payment.id };
    await putObject(client, paymentNow);
    await putObject(client, sessionNow);
    if (next.event) await emit(client, next.event, sessionNow);
    return sessionNow;
  });
}

/** The session as the payment page shows it; one that ran out of time is said to have. @throws SandboxRefusal 404 */
export function readSession(sessionId: string): Promise<SandboxSession> {
  return changeSandbox((client) => openSession(client, sessionId));
}

/** Ends an open session. @throws SandboxRefusal 400 when it is not open */
export function expireSession(sessionId: string): Promise<SandboxSession> {
  return changeSandbox(async (client) => {
    const session = await getObject("checkout.session", sessionId, client);
    if (session.status !== "open")
      throw new SandboxRefusal(400, 'Only Checkout Sessions with a status in ["open"] can be expired.');
    const expired: SandboxSession = { ...session, status: "expired", url: null };
    await putObject(client, expired);
    await emit(client, "checkout.session.expired", expired);
    return expired;
  });
}

const ALL = { limit: 100, startingAfter: null, createdFrom: null };

/** Gives money back. @param amount in minor units; null: all that is left @throws SandboxRefusal 400 when there is not so much */
export function refundPayment(paymentIntent: string, amount: number | null): Promise<SandboxRefund> {
  return changeSandbox(async (client) => {
    const payment = await getObject("payment_intent", paymentIntent, client);
    const former = await listObjects("refund", { ...ALL, paymentIntent }, client);
    const left = payment.amount_received - former.data.reduce((sum, refund) => sum + refund.amount, 0);
    const wanted = amount ?? left;
    if (wanted <= 0 || wanted > left)
      throw new SandboxRefusal(
        400,
        `Refund amount (${wanted}) is greater than unrefunded amount (${left})`,
        "amount",
      );
    const refund: SandboxRefund = {
      id: makeId("re"),
      object: "refund",
      created: nowSeconds(),
      amount: wanted,
      currency: payment.currency,
      payment_intent: paymentIntent,
      status: "succeeded",
      reason: null,
    };
    await putObject(client, refund);
    await emit(client, "refund.created", refund);
    return refund;
  });
}

/** The buyer's bank takes the money back. @throws SandboxRefusal 400 when there is none */
export function disputePayment(paymentIntent: string): Promise<SandboxDispute> {
  return changeSandbox(async (client) => {
    const payment = await getObject("payment_intent", paymentIntent, client);
    const former = await listObjects("dispute", { ...ALL, paymentIntent }, client);
    if (payment.amount_received === 0 || former.data.length > 0)
      throw new SandboxRefusal(400, "This payment cannot be disputed.");
    const dispute: SandboxDispute = {
      id: makeId("du"),
      object: "dispute",
      created: nowSeconds(),
      livemode: false,
      amount: payment.amount_received,
      currency: payment.currency,
      payment_intent: paymentIntent,
      status: "needs_response",
      reason: "general",
    };
    await putObject(client, dispute);
    await emit(client, "charge.dispute.created", dispute);
    return dispute;
  });
}

/** Ends an open dispute. A decided one stays as it was decided. @throws SandboxRefusal 404 */
export function decideDispute(id: string, status: "won" | "lost"): Promise<SandboxDispute> {
  return changeSandbox(async (client) => {
    const dispute = await getObject("dispute", id, client);
    if (dispute.status !== "needs_response") return dispute;
    const decided: SandboxDispute = { ...dispute, status };
    await putObject(client, decided);
    await emit(client, "charge.dispute.closed", decided);
    return decided;
  });
}
