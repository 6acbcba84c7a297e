import type { Standing } from "#app/domain/billing/entitlement.ts";

/** What the buyer is told by mail. */
export type BillingNews = "paid" | "refunded" | "failed";

type Order = Pick<Standing, "status" | "problem" | "refundedMinor">;

const isPaid = ({ status, problem }: Order) => status === "paid" && problem === "";

/** What has become news by a change of an order. What needs a person first is told by that person. */
export function newsOf(before: Order, after: Order): BillingNews[] {
  if (after.problem !== "") return [];
  return [
    ...(isPaid(after) && !isPaid(before) ? (["paid"] as const) : []),
    ...(after.refundedMinor > before.refundedMinor ? (["refunded"] as const) : []),
    ...(after.status === "failed" && before.status !== "failed" ? (["failed"] as const) : []),
  ];
}
