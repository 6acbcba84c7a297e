/** ISO 4217 codes in which amounts may be entered; India's own first, then the commonest among partners. */
export const CURRENCIES = [
  "INR", "EUR", "USD", "GBP", "JPY", "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "HUF", "IDR", "ILS",
  "KRW", "KWD", "MYR", "NOK", "NZD", "OMR", "PLN", "QAR", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "VND", "ZAR",
] as const;

export type Currency = (typeof CURRENCIES)[number];

/** Whether a text is one of the currencies in use here. */
export function isCurrency(code: string): code is Currency {
  return (CURRENCIES as readonly string[]).includes(code);
}

/** Digits after the decimal point in this currency (INR 2, JPY 0, KWD 3), as Intl knows them. */
export function minorUnitDigits(currency: Currency): number {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** The currency's name in a reader's locale, e.g. "Indian Rupee". */
export function currencyName(currency: Currency, locale = "en"): string {
  return new Intl.DisplayNames(locale, { type: "currency" }).of(currency) ?? currency;
}
