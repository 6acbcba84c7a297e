import { stringify } from "csv-stringify/sync";
import { decimalText } from "#app/core/money.ts";
import { minorUnitDigits, type Currency } from "#app/core/reference/currencies.ts";
import type { AccountingYear } from "#app/domain/billing/accounting-year.ts";
import { readAllPurchases, type PurchaseView } from "#app/domain/billing/purchase-queries.server.ts";
import { PURCHASE_STATES } from "#app/domain/billing/purchase-states.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

const dayInIndia = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Kolkata" });

const COLUMNS: [name: string, cell: (purchase: PurchaseView) => string][] = [
  ["Date", ({ at }) => dayInIndia.format(new Date(at))],
  ["Order", ({ id }) => id],
  ["What", ({ description }) => description],
  ["Opportunity", ({ opportunity }) => opportunity?.reference ?? ""],
  ["Title", ({ opportunity }) => opportunity?.title ?? ""],
  ["Billed to", ({ buyer }) => buyer],
  ["Currency", ({ currency }) => currency],
  ["Net", amount("netMinor")],
  ["CGST", amount("cgstMinor")],
  ["SGST", amount("sgstMinor")],
  ["IGST", amount("igstMinor")],
  ["Total", amount("totalMinor")],
  ["Refunded", amount("refundedMinor")],
  ["Status", ({ state }) => PURCHASE_STATES[state].label],
  ["Ordered by", ({ by }) => by],
];

function amount(
  field: "netMinor" | "cgstMinor" | "sgstMinor" | "igstMinor" | "totalMinor" | "refundedMinor",
) {
  return (purchase: PurchaseView) =>
    decimalText(BigInt(purchase[field]), minorUnitDigits(purchase.currency as Currency));
}

/**
 * The purchases as a CSV file with decimal amounts. It has a byte order mark, since spreadsheet programs take a file
 * without one for another encoding; what they would run as a formula is made text by an apostrophe.
 */
export async function exportPurchases(actor: Member, year: AccountingYear | null): Promise<string> {
  const purchases = await readAllPurchases(actor, year);
  return stringify(
    [
      COLUMNS.map(([name]) => name),
      ...purchases.map((purchase) => COLUMNS.map(([, cell]) => cell(purchase))),
    ],
    { bom: true, escape_formulas: true },
  );
}
