import { Tag, type Tone } from "#app/components/primitives.tsx";
import { PURCHASE_STATES, type PurchaseState } from "#app/domain/billing/purchase-states.ts";

export const PURCHASE_TONES: Record<PurchaseState, Tone> = {
  created: "plain",
  open: "plain",
  processing: "warn",
  paid: "good",
  by_credit: "good",
  failed: "bad",
  expired: "plain",
  partly_refunded: "warn",
  refunded: "plain",
  disputed: "bad",
  charged_back: "bad",
  problem: "bad",
};

/** How a purchase stands, in a word. */
export function PurchaseStateTag({ state }: { state: PurchaseState }) {
  return <Tag tone={PURCHASE_TONES[state]}>{PURCHASE_STATES[state].label}</Tag>;
}
