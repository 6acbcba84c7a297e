import { ToWords as IndianWords } from "to-words/en-IN";
import { ToWords as AmericanWords } from "to-words/en-US";
import { countryText } from "#app/core/formats.ts";
import { INDIAN_STATES } from "#app/core/reference/countries.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import type { TaxedPrice } from "#app/domain/billing/taxes.ts";
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

/** Without a legislature of their own their half of the tax has another name (UTGST Act, section 7). */
const UNION_TERRITORIES = new Set(["04", "26", "31", "35", "38"]);

const ZERO_RATED = "SUPPLY MEANT FOR EXPORT UNDER LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX";

const stateText = (gstCode: string) =>
  `${INDIAN_STATES.find((state) => state.gstCode === gstCode)?.name ?? "State"} (${gstCode})`;

/** Rupees in lakh and crore, dollars in thousands and millions, each with its hundredths. */
const wordsIn = {
  INR: new IndianWords({ converterOptions: { currency: true } }),
  USD: new AmericanWords({ converterOptions: { currency: true } }),
};

/** An amount of rupees or dollars as 1234.50, exactly. */
function decimalText(minor: bigint): `${number}` {
  const digits = minor.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`;
}

const currencyOf = (currency: string) => (currency === "INR" ? "INR" : "USD");

/** "Five Thousand Eight Hundred Rupees And Eighty Two Paise Only". @param minor in paise or cents */
export function amountInWords(minor: bigint, currency: string): string {
  return wordsIn[currencyOf(currency)].convert(decimalText(minor));
}

const FORMATS = {
  INR: new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" }),
  USD: new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }),
};

/** "₹5,898.82", always with both decimals, the same for every reader. @param minor in paise or cents, as text */
export function invoiceMoney(minor: string, currency: string): string {
  return FORMATS[currencyOf(currency)].format(decimalText(BigInt(minor)));
}

function taxLines({ seller, buyer, taxPercent }: OrderTerms, price: TaxedPrice): InvoiceDocument["amounts"] {
  if (buyer.country !== "IN") return [{ label: "IGST, zero-rated export", minor: "0" }];
  if (seller.stateCode !== buyer.stateCode)
    return [{ label: `IGST ${taxPercent} %`, minor: String(price.igstMinor) }];
  const half = taxPercent / 2;
  const stateTax = UNION_TERRITORIES.has(seller.stateCode) ? "UTGST" : "SGST";
  return [
    { label: `CGST ${half} %`, minor: String(price.cgstMinor) },
    { label: `${stateTax} ${half} %`, minor: String(price.sgstMinor) },
  ];
}

function partiesOf({
  seller,
  buyer,
}: OrderTerms): Pick<InvoiceDocument, "seller" | "buyer" | "placeOfSupply"> {
  const isAbroad = buyer.country !== "IN";
  const place = isAbroad ? countryText(buyer.country) : `${stateText(buyer.stateCode)}, India`;
  const named = ({ legalName, address, gstin, email }: OrderTerms["seller"], where: string) => ({
    legalName,
    address,
    place: where,
    gstin,
    email,
  });
  return {
    seller: named(seller, `${stateText(seller.stateCode)}, India`),
    buyer: named({ ...buyer, gstin: isAbroad ? "" : buyer.gstin }, place),
    placeOfSupply: isAbroad ? `Outside India: ${place}` : stateText(buyer.stateCode),
  };
}

export type Issue = {
  kind: InvoiceKind;
  number: string;
  issuedOn: CalendarDate;
  against: InvoiceDocument["against"];
  currency: string;
  price: TaxedPrice;
  references: InvoiceDocument["references"];
};

/**
 * The paper as it will be printed for good (CGST Rules: rule 46 for invoices, rule 53 (1A) for credit notes; an
 * electronic one needs no signature).
 * @param terms of the order, as they stood when it was made
 */
export function composeInvoice(
  terms: OrderTerms,
  { price, kind, currency, ...issue }: Issue,
): InvoiceDocument {
  const isExport = terms.buyer.country !== "IN";
  return {
    ...issue,
    kind,
    currency,
    ...partiesOf(terms),
    title: kind === "invoice" ? "Tax invoice" : "Credit note",
    description: kind === "invoice" ? terms.description : `Refund: ${terms.description}`,
    serviceCode: terms.serviceCode,
    amounts: [{ label: "Taxable value", minor: String(price.netMinor) }, ...taxLines(terms, price)],
    totalMinor: String(price.totalMinor),
    totalInWords: amountInWords(price.totalMinor, currency),
    remarks: [...(isExport ? [ZERO_RATED] : []), "Tax is not payable on reverse charge."],
  };
}
