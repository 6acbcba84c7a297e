import { isDisputed, type Standing } from "#app/domain/billing/entitlement.ts";
import type { PaidWith } from "#prisma/generated/enums.ts";

/** How a purchase stands, in the words of an accountant, and what that means. */
export const PURCHASE_STATES = {
  created: { label: "Not paid", explanation: "The payment page has not been opened yet." },
  open: { label: "Not paid yet", explanation: "The payment page is open. Nothing was charged so far." },
  processing: {
    label: "Payment on its way",
    explanation: "You have paid by a slow method. What you bought begins when the money arrives.",
  },
  paid: { label: "Paid", explanation: "The money has arrived." },
  by_credit: { label: "Paid by credit", explanation: "One listing of a pack was used." },
  failed: { label: "Payment failed", explanation: "The money did not arrive. Nothing was charged." },
  expired: {
    label: "Expired, not paid",
    explanation: "The payment page ran out of time. Nothing was charged.",
  },
  partly_refunded: {
    label: "Partly refunded",
    explanation: "A part of the price was given back, and the same part of what was bought has ended.",
  },
  refunded: {
    label: "Refunded",
    explanation: "The whole price was given back, and what was left of it has ended.",
  },
  disputed: {
    label: "Disputed",
    explanation: "The bank holds the money back. Until it has decided, nothing of this purchase runs.",
  },
  charged_back: {
    label: "Charged back",
    explanation: "The bank has given the money back, and what was left of it has ended.",
  },
  problem: {
    label: "Being looked at",
    explanation:
      "The payment service’s amount is not the amount of this order. Somebody of ours looks at it; nothing is lost, and you need not pay again.",
  },
} as const;
export type PurchaseState = keyof typeof PURCHASE_STATES;

/** Nothing more is to be done or awaited for an order in one of the other states. */
const WITHOUT_END: readonly PurchaseState[] = ["created", "open", "processing"];

/** The state of a purchase: what needs a person comes before what the bank says, and that before the payment itself. */
export function purchaseStateOf(order: Standing & { paidWith: PaidWith }): PurchaseState {
  if (order.problem !== "") return "problem";
  if (order.dispute === "lost") return "charged_back";
  if (isDisputed(order.dispute)) return "disputed";
  if (order.status !== "paid") return order.status;
  if (order.paidWith === "credit") return "by_credit";
  if (order.refundedMinor === 0n) return "paid";
  return order.refundedMinor < order.totalMinor ? "partly_refunded" : "refunded";
}

/** Whether the buyer or the bank still has something to do, so that the payment service should be asked. */
export function isUnderWay(state: PurchaseState): boolean {
  return WITHOUT_END.includes(state);
}
