import type { EnterpriseClass } from "#app/core/reference/terms.ts";

const PAISE_PER_CRORE = 1_000_000_000n;

/**
 * Ceilings of India's MSME classes, in paise: investment in plant, machinery or equipment, and yearly turnover.
 * Source: MSMED Act notification, in force since 1 April 2025.
 */
export const MSME_CLASSES = {
  effectiveFrom: "2025-04-01",
  ceilings: [
    {
      enterpriseClass: "micro",
      investmentMaxMinor: (25n * PAISE_PER_CRORE) / 10n,
      turnoverMaxMinor: 10n * PAISE_PER_CRORE,
    },
    {
      enterpriseClass: "small",
      investmentMaxMinor: 25n * PAISE_PER_CRORE,
      turnoverMaxMinor: 100n * PAISE_PER_CRORE,
    },
    {
      enterpriseClass: "medium",
      investmentMaxMinor: 125n * PAISE_PER_CRORE,
      turnoverMaxMinor: 500n * PAISE_PER_CRORE,
    },
  ],
} as const satisfies {
  effectiveFrom: string;
  ceilings: readonly {
    enterpriseClass: EnterpriseClass;
    investmentMaxMinor: bigint;
    turnoverMaxMinor: bigint;
  }[];
};

/**
 * The smallest class whose two ceilings both hold; "large" above all of them.
 * @param figures investment and yearly turnover in paise, not negative
 */
export function enterpriseClass(figures: {
  investmentMinor: bigint;
  turnoverMinor: bigint;
}): EnterpriseClass {
  const match = MSME_CLASSES.ceilings.find(
    (ceiling) =>
      figures.investmentMinor <= ceiling.investmentMaxMinor &&
      figures.turnoverMinor <= ceiling.turnoverMaxMinor,
  );
  return match?.enterpriseClass ?? "large";
}
