import type { CalendarDate } from "#app/domain/eligibility/calendar.ts";
import type { TaxedPrice } from "#app/domain/billing/taxes.ts";
import type { InvoiceKind } from "#prisma/generated/enums.ts";

const PREFIXES: Record<InvoiceKind, string> = { invoice: "SY", credit_note: "SC" };

/** India's financial year, April to March, that a day lies in: "2026-27". */
export function financialYearOf(day: CalendarDate): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const first = month >= 4 ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, "0")}`;
}

/** "SY/26-27/000001": at most 16 characters, letters, digits, stroke and hyphen (CGST Rules, rule 46 (b)). */
export function invoiceNumber(kind: InvoiceKind, financialYear: string, serial: number): string {
  return `${PREFIXES[kind]}/${financialYear.slice(2)}/${String(serial).padStart(6, "0")}`;
}

/** `part × some / all`, rounded half up. */
const shareOf = (part: bigint, some: bigint, all: bigint) => (part * some * 2n + all) / (all * 2n);

/**
 * What one refund takes back of the price and of each tax. It is counted on all refunds so far, so that nothing is
 * ever more than a paisa off its share and the credit notes of a full refund are the invoice to the last paisa. CGST and
 * SGST are equal, as the law has them; only a refund of a single paisa cannot be halved, and the next one makes up for
 * it. Holds for taxes of at most 100 %.
 * @param price of the invoice
 * @param given by the credit notes before, added up
 * @param amountMinor above zero, and with those before at most the invoice's total
 */
export function creditShare(price: TaxedPrice, given: TaxedPrice, amountMinor: bigint): TaxedPrice {
  const soFar = given.totalMinor + amountMinor;
  const due = (tax: "cgstMinor" | "sgstMinor" | "igstMinor") =>
    shareOf(price[tax], soFar, price.totalMinor) - given[tax];
  const cgstMinor = due("cgstMinor");
  const igstMinor = due("igstMinor");
  const left = amountMinor - cgstMinor - igstMinor;
  const sgstMinor = due("sgstMinor") < left ? due("sgstMinor") : left;
  return { netMinor: left - sgstMinor, cgstMinor, sgstMinor, igstMinor, totalMinor: amountMinor };
}

/** Amounts of several papers together. */
export function addUp(prices: readonly TaxedPrice[]): TaxedPrice {
  const sum = (of: keyof TaxedPrice) => prices.reduce((total, price) => total + price[of], 0n);
  return {
    netMinor: sum("netMinor"),
    cgstMinor: sum("cgstMinor"),
    sgstMinor: sum("sgstMinor"),
    igstMinor: sum("igstMinor"),
    totalMinor: sum("totalMinor"),
  };
}
