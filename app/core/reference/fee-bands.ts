import { minorUnitDigits, type Currency } from "#app/core/reference/currencies.ts";

/** Bands of the one-time ToT fee by which readers filter; `upToInr` in whole rupees, the last has no end. */
export const FEE_BANDS = {
  free: { label: "No fee", upToInr: 0 },
  up_to_5_lakh: { label: "Up to ₹5 lakh", upToInr: 500_000 },
  "5_to_25_lakh": { label: "₹5 lakh to ₹25 lakh", upToInr: 2_500_000 },
  "25_lakh_to_1_crore": { label: "₹25 lakh to ₹1 crore", upToInr: 10_000_000 },
  "1_to_5_crore": { label: "₹1 crore to ₹5 crore", upToInr: 50_000_000 },
  above_5_crore: { label: "Above ₹5 crore", upToInr: Infinity },
  on_request: { label: "On request", upToInr: null },
} as const satisfies Record<string, { label: string; upToInr: number | null }>;
export type FeeBand = keyof typeof FEE_BANDS;
export const feeBandValues = Object.keys(FEE_BANDS) as [FeeBand, ...FeeBand[]];

/**
 * Rupees for one whole unit, rounded: good enough to sort a fee into a band, never used for an amount that
 * is shown or paid. As of 2026; a change of a rate moves opportunities between bands at the next rebuild.
 */
const APPROXIMATE_RUPEES: Record<Currency, number> = {
  INR: 1,
  EUR: 100,
  USD: 88,
  GBP: 117,
  JPY: 0.58,
  AED: 24,
  AUD: 57,
  BRL: 16,
  CAD: 63,
  CHF: 109,
  CNY: 12.3,
  CZK: 4.1,
  DKK: 13.4,
  HUF: 0.26,
  IDR: 0.0053,
  ILS: 26,
  KRW: 0.062,
  KWD: 287,
  MYR: 21,
  NOK: 8.7,
  NZD: 51,
  OMR: 229,
  PLN: 23.5,
  QAR: 24,
  SAR: 23.5,
  SEK: 9.2,
  SGD: 68,
  THB: 2.7,
  TRY: 2.1,
  TWD: 2.9,
  VND: 0.0034,
  ZAR: 5,
};

/**
 * The band of a fee; null when nothing is said about it.
 * @param feeMinor decimal digits in the currency's minor unit
 */
export function feeBandOf(feeMinor: string | null, currency: Currency, onRequest: boolean): FeeBand | null {
  if (feeMinor === null) return onRequest ? "on_request" : null;
  const rupees = (Number(feeMinor) / 10 ** minorUnitDigits(currency)) * APPROXIMATE_RUPEES[currency];
  return feeBandValues.find((band) => {
    const { upToInr } = FEE_BANDS[band];
    return upToInr !== null && rupees <= upToInr;
  })!;
}
