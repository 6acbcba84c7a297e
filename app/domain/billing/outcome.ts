import type { PurchaseStatus } from "#prisma/generated/enums.ts";

/** What Stripe says about one order at one moment. */
export type PaymentFacts = {
  session: {
    status: "open" | "complete" | "expired" | null;
    isPaid: boolean;
    totalMinor: bigint;
    currency: string;
  };
  /** Null until the buyer has tried to pay. */
  payment: { id: string; status: string } | null;
  /** Money that went back or is on its way back. */
  refunds: { id: string; amountMinor: bigint; at: Date; hasArrived: boolean }[];
  /** Stripe's word for the state of the last dispute; empty without one. */
  dispute: string;
};

export type Outcome = {
  status: PurchaseStatus;
  problem: string;
  paymentId: string | null;
  refundedMinor: bigint;
  dispute: string;
};

function statusOf({ session, payment }: PaymentFacts): PurchaseStatus {
  if (session.isPaid) return "paid";
  if (session.status === "expired") return "expired";
  if (session.status !== "complete") return "open";
  const hasFailed = payment?.status === "requires_payment_method" || payment?.status === "canceled";
  return hasFailed ? "failed" : "processing";
}

/** What follows from Stripe's state for an order. An amount or a currency that is not the order's is a problem. */
export function outcomeOf(order: { totalMinor: bigint; currency: string }, facts: PaymentFacts): Outcome {
  const { session, payment, refunds, dispute } = facts;
  const agrees = session.totalMinor === order.totalMinor && session.currency === order.currency;
  const refundedMinor = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0n);
  return {
    status: statusOf(facts),
    problem: agrees
      ? ""
      : `Stripe asked for ${session.totalMinor} ${session.currency} minor units, the order says ${order.totalMinor} ${order.currency}`,
    paymentId: payment?.id ?? null,
    refundedMinor: refundedMinor < order.totalMinor ? refundedMinor : order.totalMinor,
    dispute,
  };
}
