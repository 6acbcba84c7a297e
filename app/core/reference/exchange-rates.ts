import { CURRENCIES, minorUnitDigits, type Currency } from "#app/core/reference/currencies.ts";

/** What one whole unit of a currency was worth. */
export type ExchangeRate = {
  currency: Currency;
  /** Rupees for one unit, as decimal text with at most six decimals: "88.25". */
  rupees: string;
  /** The day of the rate, `YYYY-MM-DD`. */
  on: string;
  source: string;
};
export type ExchangeRates = { rates: readonly (ExchangeRate & { currency: ForeignCurrency })[] };
type ForeignCurrency = Exclude<Currency, "INR">;

const START_RUPEES: Record<ForeignCurrency, string> = {
  EUR: "100",
  USD: "88",
  GBP: "117",
  JPY: "0.58",
  AED: "24",
  AUD: "57",
  BRL: "16",
  CAD: "63",
  CHF: "109",
  CNY: "12.3",
  CZK: "4.1",
  DKK: "13.4",
  HUF: "0.26",
  IDR: "0.0053",
  ILS: "26",
  KRW: "0.062",
  KWD: "287",
  MYR: "21",
  NOK: "8.7",
  NZD: "51",
  OMR: "229",
  PLN: "23.5",
  QAR: "24",
  SAR: "23.5",
  SEK: "9.2",
  SGD: "68",
  THB: "2.7",
  TRY: "2.1",
  TWD: "2.9",
  VND: "0.0034",
  ZAR: "5",
};

/** The rates that hold until the operator enters others: rounded, good enough to sort and to sum up, not to pay by. */
export const EXCHANGE_RATES: ExchangeRates = {
  rates: CURRENCIES.filter((currency): currency is ForeignCurrency => currency !== "INR").map((currency) => ({
    currency,
    rupees: START_RUPEES[currency],
    on: "2026-01-01",
    source: "Rounded, to begin with",
  })),
};

const RUPEE: ExchangeRate = { currency: "INR", rupees: "1", on: "0001-01-01", source: "" };

/**
 * The newest rate of a currency, or with `on` the newest of that day or before it; null when there is none.
 * A rupee is a rupee on every day.
 * @param on `YYYY-MM-DD`
 */
export function rateOf({ rates }: ExchangeRates, currency: Currency, on = "9999-12-31"): ExchangeRate | null {
  if (currency === "INR") return RUPEE;
  const known = rates.filter((rate) => rate.currency === currency && rate.on <= on);
  return known.reduce<ExchangeRate | null>((best, rate) => (best && best.on >= rate.on ? best : rate), null);
}

const SCALE_DIGITS = 6;

function scaled(rupees: string): bigint {
  const [whole = "0", fraction = ""] = rupees.split(".");
  return BigInt(whole + fraction.padEnd(SCALE_DIGITS, "0").slice(0, SCALE_DIGITS));
}

/**
 * An amount in rupees, rounded half up to a paisa, with the rate that was used; null when no rate is known. Exact but for
 * that rounding: no floating-point number is involved.
 * @param minor not negative, in the currency's minor unit
 * @param on the day whose rate counts, `YYYY-MM-DD`; the newest without it
 */
export function inPaise(
  minor: bigint,
  currency: Currency,
  rates: ExchangeRates,
  on?: string,
): { paise: bigint; rate: ExchangeRate } | null {
  const rate = rateOf(rates, currency, on);
  if (!rate) return null;
  const unit = 10n ** BigInt(minorUnitDigits(currency) + SCALE_DIGITS);
  return { paise: (minor * scaled(rate.rupees) * 100n + unit / 2n) / unit, rate };
}
