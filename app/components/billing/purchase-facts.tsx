import type { ReactNode } from "react";
import { DateText, Money } from "#app/components/facts.tsx";
import { Facts } from "#app/components/primitives.tsx";
import { spanText } from "#app/domain/billing/purchase-ledger.ts";
import type { PurchaseView } from "#app/domain/billing/purchase-queries.server.ts";

type Props = {
  purchase: PurchaseView;
  used: { usedSeconds: number; entitledSeconds: number } | null;
  creditsLeft: number | null;
};

/** What was bought by whom and when, and what it costs, part by part. */
export function PurchaseFacts({ purchase, used, creditsLeft }: Props) {
  const { currency, createdAt, paidAt, paidWith, by, buyer, taxPercent } = purchase;
  const money = (minor: string): ReactNode =>
    minor !== "0" && <Money key={minor} minor={minor} currency={currency} />;
  return (
    <Facts
      rows={[
        ["Ordered", <OrderedText key="ordered" at={createdAt} by={by} />],
        ["Paid", paidAt && <DateText iso={paidAt} withTime />],
        ["Billed to", paidWith === "stripe" && buyer],
        ["Price before tax", paidWith === "credit" ? "One credit" : money(purchase.netMinor)],
        ["CGST", money(purchase.cgstMinor)],
        ["SGST", money(purchase.sgstMinor)],
        ["IGST", money(purchase.igstMinor)],
        ["Rate of GST", purchase.taxMinor !== "0" && `${taxPercent} %`],
        ["Total", money(purchase.totalMinor)],
        ["Given back", money(purchase.refundedMinor)],
        [
          "Used so far",
          used &&
            used.entitledSeconds > 0 &&
            `${spanText(used.usedSeconds)} of ${spanText(used.entitledSeconds)}`,
        ],
        ["Credits left of this pack", creditsLeft === null ? null : paidAt && String(creditsLeft)],
      ]}
    />
  );
}

function OrderedText({ at, by }: { at: string; by: string }) {
  return (
    <>
      <DateText iso={at} withTime />
      {by && `, by ${by}`}
    </>
  );
}
