import { Link } from "@remix-run/react";
import { PurchaseStateTag } from "#app/components/billing/purchase-state-tag.tsx";
import { DateText, Money } from "#app/components/facts.tsx";
import type { PurchaseView } from "#app/domain/billing/purchase-queries.server.ts";

/** Purchases as a table, as stacked facts on a phone. */
export function PurchaseTable({ purchases }: { purchases: PurchaseView[] }) {
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">What</th>
          <th scope="col">Net</th>
          <th scope="col">Tax</th>
          <th scope="col">Total</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {purchases.map((purchase) => (
          <PurchaseRow key={purchase.id} {...purchase} />
        ))}
      </tbody>
    </table>
  );
}

function PurchaseRow({ id, at, description, opportunity, currency, state, ...amounts }: PurchaseView) {
  return (
    <tr>
      <td className="short whitespace-nowrap">
        <DateText iso={at} />
      </td>
      <td>
        <Link to={`/desk/billing/purchases/${id}`}>{description}</Link>
        {opportunity && (
          <span className="text-quiet block text-sm">
            {opportunity.title}, <span className="whitespace-nowrap">{opportunity.reference}</span>
          </span>
        )}
      </td>
      <td className="short whitespace-nowrap" data-label="Net">
        <Money minor={amounts.netMinor} currency={currency} />
      </td>
      <td className="short whitespace-nowrap" data-label="Tax">
        <Money minor={amounts.taxMinor} currency={currency} />
      </td>
      <td className="short whitespace-nowrap" data-label="Total">
        <Money minor={amounts.totalMinor} currency={currency} />
      </td>
      <td>
        <PurchaseStateTag state={state} />
        {amounts.refundedMinor !== "0" && (
          <span className="text-quiet block text-sm">
            <Money minor={amounts.refundedMinor} currency={currency} /> given back
          </span>
        )}
      </td>
    </tr>
  );
}
