import type { CalendarDate } from "#app/domain/eligibility/calendar.ts";
import type { InvoiceKind } from "#prisma/generated/enums.ts";

type Party = { legalName: string; address: string; place: string; gstin: string; email: string };

/** All that is printed on an invoice or a credit note, in the words of the day it was issued. */
export type InvoiceDocument = {
  kind: InvoiceKind;
  title: string;
  number: string;
  issuedOn: CalendarDate;
  seller: Party;
  buyer: Party;
  placeOfSupply: string;
  /** Of a credit note: the invoice that it corrects. */
  against: { number: string; issuedOn: CalendarDate } | null;
  description: string;
  serviceCode: string;
  currency: string;
  /** Before tax, then each tax; in minor units. */
  amounts: { label: string; minor: string }[];
  totalMinor: string;
  totalInWords: string;
  /** What the law wants said of this supply. */
  remarks: string[];
  /** For whoever looks for it in their books. */
  references: { label: string; text: string }[];
};

export const PAPER_TITLES: Record<InvoiceKind, string> = {
  invoice: "Tax invoice",
  credit_note: "Credit note",
};

/** An amount of rupees or dollars as 1234.50, exactly. @param minor in paise or cents */
export function decimalText(minor: bigint): `${number}` {
  const digits = minor.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`;
}

const FORMATS = {
  INR: new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" }),
  USD: new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }),
};

/** "₹5,898.82", always with both decimals, the same for every reader. @param minor in paise or cents, as text */
export function invoiceMoney(minor: string, currency: string): string {
  return FORMATS[currency === "INR" ? "INR" : "USD"].format(decimalText(BigInt(minor)));
}
