import { fdiRoute, limitOf, type FdiRules } from "#app/core/reference/fdi.ts";

/** What decides the route of foreign investment; shares in basis points, null where nothing is said. */
export type Venture = {
  equityMinBps: number | null;
  equityMaxBps: number | null;
  /** Null: not said. */
  newIndustrialLicence: boolean | null;
  /** ISO 3166-1 alpha-2. */
  posterCountry: string;
};

/** What an opportunity says about it, without anything else of the row. */
export function ventureOf(row: Omit<Venture, "posterCountry">, posterCountry: string): Venture {
  const { equityMinBps, equityMaxBps, newIndustrialLicence } = row;
  return { equityMinBps, equityMaxBps, newIndustrialLicence, posterCountry };
}

export type ForeignInvestment = {
  sentence: string;
  /** The rule's name and date, and that this is no advice. */
  disclaimer: string;
};

const WHOLE_BPS = 10_000;

/**
 * The smallest and the largest foreign share, in percent: what an Indian poster offers may all go to a foreign
 * partner; a foreign poster keeps what it does not offer, the most when it gives the least. Null: nothing is said.
 */
export function foreignShares({
  equityMinBps,
  equityMaxBps,
  posterCountry,
}: Venture): [number, number] | null {
  const least = equityMinBps ?? equityMaxBps;
  const most = equityMaxBps ?? equityMinBps;
  if (least === null || most === null || least > most) return null;
  return posterCountry === "IN"
    ? [least / 100, most / 100]
    : [(WHOLE_BPS - most) / 100, (WHOLE_BPS - least) / 100];
}

function sentenceFor(
  [least, most]: [number, number],
  newIndustrialLicence: boolean,
  rules?: FdiRules,
): string {
  const largest = fdiRoute({ equityMaxPercent: most, newIndustrialLicence }, rules).sentence;
  const limit = limitOf(newIndustrialLicence, rules);
  if (most <= limit || least > limit) return largest;
  const shares = least === limit ? `${limit}%` : `${least}% to ${limit}%`;
  return `${largest} A share of ${shares} can come by the automatic route${newIndustrialLicence ? "" : " with a declaration"}.`;
}

/** Which route foreign investment takes for the shares that a venture offers; null when none are said. Pure. */
export function foreignInvestmentOf(venture: Venture, rules?: FdiRules): ForeignInvestment | null {
  const shares = foreignShares(venture);
  if (!shares) return null;
  const { newIndustrialLicence } = venture;
  const { disclaimer } = fdiRoute({ equityMaxPercent: shares[1], newIndustrialLicence: false }, rules);
  if (newIndustrialLicence !== null)
    return { sentence: sentenceFor(shares, newIndustrialLicence, rules), disclaimer };
  const sentence = `If the venture seeks a new industrial licence: ${sentenceFor(shares, true, rules)} If it does not: ${sentenceFor(shares, false, rules)}`;
  return { sentence, disclaimer };
}
