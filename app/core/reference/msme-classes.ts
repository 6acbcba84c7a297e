import type { EnterpriseClass } from "#app/core/reference/terms.ts";

/** Ceilings of India's MSME classes; amounts are decimal digits, in paise. */
export type MsmeClassRules = {
  name: string;
  /** The first day they hold, `YYYY-MM-DD`. */
  effectiveFrom: string;
  /** From the smallest class to the largest. */
  ceilings: readonly {
    enterpriseClass: Exclude<EnterpriseClass, "large">;
    /** Investment in plant, machinery or equipment. */
    investmentMaxMinor: string;
    /** Yearly turnover. */
    turnoverMaxMinor: string;
  }[];
};

/** Source: MSMED Act notification, in force since 1 April 2025. */
export const MSME_CLASSES: MsmeClassRules = {
  name: "MSMED Act notification",
  effectiveFrom: "2025-04-01",
  ceilings: [
    { enterpriseClass: "micro", investmentMaxMinor: "2500000000", turnoverMaxMinor: "10000000000" },
    { enterpriseClass: "small", investmentMaxMinor: "25000000000", turnoverMaxMinor: "100000000000" },
    { enterpriseClass: "medium", investmentMaxMinor: "125000000000", turnoverMaxMinor: "500000000000" },
  ],
};

/**
 * The smallest class whose two ceilings both hold; "large" above all of them.
 * @param figures investment and yearly turnover in paise, not negative
 */
export function enterpriseClass(
  figures: { investmentMinor: bigint; turnoverMinor: bigint },
  { ceilings }: MsmeClassRules = MSME_CLASSES,
): EnterpriseClass {
  const match = ceilings.find(
    (ceiling) =>
      figures.investmentMinor <= BigInt(ceiling.investmentMaxMinor) &&
      figures.turnoverMinor <= BigInt(ceiling.turnoverMaxMinor),
  );
  return match?.enterpriseClass ?? "large";
}
