import type { PurchaseStatus } from "#prisma/generated/enums.ts";

/** Of a purchase, what decides to how much of what was bought it entitles now. */
export type Standing = {
  status: PurchaseStatus;
  problem: string;
  totalMinor: bigint;
  refundedMinor: bigint;
  dispute: string;
};

/** Stripe's words for disputes that took no money: inquiries, and those that were won. */
const HARMLESS_DISPUTES = new Set([
  "",
  "won",
  "prevented",
  "warning_needs_response",
  "warning_under_review",
  "warning_closed",
]);

/** Whether the buyer's bank holds the money back, or took it. */
export function isDisputed(dispute: string): boolean {
  return !HARMLESS_DISPUTES.has(dispute);
}

/**
 * How much of what was bought a purchase entitles to: all once it is paid, the unrefunded share of the price after a
 * refund (rounded down), nothing while a dispute is open, after it was lost, or while something does not agree.
 * @param bought seconds or credits
 */
export function entitledPart(bought: number, standing: Standing): number {
  const { status, problem, totalMinor, refundedMinor, dispute } = standing;
  if (status !== "paid" || problem !== "" || isDisputed(dispute)) return 0;
  if (refundedMinor === 0n) return bought;
  return Number((BigInt(bought) * (totalMinor - refundedMinor)) / totalMinor);
}

/** Why a purchase entitles to what it does, for the ledger. */
export function entitlementReason(standing: Standing): string {
  if (standing.problem !== "") return standing.problem;
  if (isDisputed(standing.dispute)) return "disputed";
  if (standing.status !== "paid") return standing.status;
  if (standing.refundedMinor === 0n) return "paid";
  return standing.refundedMinor === standing.totalMinor ? "refunded" : "partly refunded";
}
