import { ToWords as IndianWords } from "to-words/en-IN";
import { ToWords as AmericanWords } from "to-words/en-US";
import { countryText } from "#app/core/formats.ts";
import { INDIAN_STATES } from "#app/core/reference/countries.ts";
import { decimalText, PAPER_TITLES, type InvoiceDocument } from "#app/domain/billing/invoice-document.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import type { TaxedPrice } from "#app/domain/billing/taxes.ts";
import type { CalendarDate } from "#app/domain/eligibility/calendar.ts";
import type { InvoiceKind } from "#prisma/generated/enums.ts";

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

/** "Five Thousand Eight Hundred Rupees And Eighty Two Paise Only". @param minor in paise or cents */
export function amountInWords(minor: bigint, currency: string): string {
  return wordsIn[currency === "INR" ? "INR" : "USD"].convert(decimalText(minor));
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
    title: PAPER_TITLES[kind],
    description: kind === "invoice" ? terms.description : `Refund: ${terms.description}`,
    serviceCode: terms.serviceCode,
    amounts: [{ label: "Taxable value", minor: String(price.netMinor) }, ...taxLines(terms, price)],
    totalMinor: String(price.totalMinor),
    totalInWords: amountInWords(price.totalMinor, currency),
    remarks: [...(isExport ? [ZERO_RATED] : []), "Tax is not payable on reverse charge."],
  };
}
