import { formatMoney } from "#app/core/money.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import type { OfferView } from "#app/domain/billing/offer-view.ts";

/** An amount in minor units as the reader writes it. */
export function amountText(minor: string, currency: string, locale: string): string {
  return formatMoney(BigInt(minor), currency as Currency, locale);
}

/** "₹4,999 + CGST ₹449.91 + SGST ₹449.91 (GST 18 %)"; without a tax: why there is none. */
export function priceParts({ price, currency, taxPercent }: OfferView, locale: string): string {
  const taxes = (["cgst", "sgst", "igst"] as const).flatMap((tax) => {
    const minor = price[`${tax}Minor`];
    return minor === "0" ? [] : [`${tax.toUpperCase()} ${amountText(minor, currency, locale)}`];
  });
  if (taxes.length === 0) return "No GST: a service to a buyer abroad is zero-rated.";
  return `${[amountText(price.netMinor, currency, locale), ...taxes].join(" + ")} (GST ${taxPercent} %)`;
}
