import type { Currency } from "#app/core/reference/currencies.ts";
import { EXCHANGE_RATES, inPaise, type ExchangeRates } from "#app/core/reference/exchange-rates.ts";

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
 * The band of a fee; null when nothing is said about it, or no rate of its currency is known.
 * @param feeMinor decimal digits in the currency's minor unit
 */
export function feeBandOf(
  feeMinor: string | null,
  currency: Currency,
  onRequest: boolean,
  rates: ExchangeRates = EXCHANGE_RATES,
): FeeBand | null {
  if (feeMinor === null) return onRequest ? "on_request" : null;
  const converted = inPaise(BigInt(feeMinor), currency, rates);
  if (!converted) return null;
  // The smallest foreign fee is still a fee, though it may round to nothing.
  const rupees = feeMinor === "0" ? 0 : Math.max(0.01, Number(converted.paise) / 100);
  return feeBandValues.find((band) => {
    const { upToInr } = FEE_BANDS[band];
    return upToInr !== null && rupees <= upToInr;
  })!;
}
