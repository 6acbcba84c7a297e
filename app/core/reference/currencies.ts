/** ISO 4217 codes in which amounts may be entered; India's own first, then the commonest among partners. */
export const CURRENCIES = [
  "INR",
  "EUR",
  "USD",
  "GBP",
  "JPY",
  "AED",
  "AUD",
  "BRL",
  "CAD",
  "CHF",
  "CNY",
  "CZK",
  "DKK",
  "HUF",
  "IDR",
  "ILS",
  "KRW",
  "KWD",
  "MYR",
  "NOK",
  "NZD",
  "OMR",
  "PLN",
  "QAR",
  "SAR",
  "SEK",
  "SGD",
  "THB",
  "TRY",
  "TWD",
  "VND",
  "ZAR",
] as const;

export type Currency = (typeof CURRENCIES)[number];

/** Whether a text is one of the currencies in use here. */
export function isCurrency(code: string): code is Currency {
  return (CURRENCIES as readonly string[]).includes(code);
}

/** The ISO 4217 exceptions to two decimals. Not asked from Intl: its figures differ by version (HUF, IDR), stored amounts must not. */
const MINOR_UNIT_DIGITS: Partial<Record<Currency, number>> = { JPY: 0, KRW: 0, VND: 0, KWD: 3, OMR: 3 };

/** Digits after the decimal point in this currency (INR 2, JPY 0, KWD 3), by ISO 4217. */
export function minorUnitDigits(currency: Currency): number {
  return MINOR_UNIT_DIGITS[currency] ?? 2;
}

/** The currency's name in a reader's locale, e.g. "Indian Rupee". */
export function currencyName(currency: Currency, locale = "en"): string {
  return new Intl.DisplayNames(locale, { type: "currency" }).of(currency) ?? currency;
}
