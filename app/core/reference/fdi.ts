/** The rule by which a foreign share of a defence venture needs approval or not; shares in whole or broken percent. */
export type FdiRules = {
  name: string;
  /** The day of the rule, `YYYY-MM-DD`. */
  ruleDate: string;
  automaticMaxPercentWithNewLicence: number;
  automaticMaxPercentWithDeclaration: number;
};

/** Foreign direct investment in Indian defence manufacture: Press Note 4 (2020 series) of 17 September 2020. */
export const DEFENCE_FDI_RULE: FdiRules = {
  name: "Press Note 4 (2020 series)",
  ruleDate: "2020-09-17",
  automaticMaxPercentWithNewLicence: 74,
  automaticMaxPercentWithDeclaration: 49,
};

const ruleDates = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const ruleDateText = (date: string) => ruleDates.format(new Date(`${date}T00:00:00Z`));

export type FdiRoute = "automatic" | "automatic_with_declaration" | "government";

export type FdiAnswer = {
  route: FdiRoute;
  sentence: string;
  /** The rule's name and date, and that this is no advice. */
  disclaimer: string;
  ruleDate: string;
};

/** The largest foreign share that comes by the automatic route, in percent. */
export function limitOf(newIndustrialLicence: boolean, rules: FdiRules = DEFENCE_FDI_RULE): number {
  return newIndustrialLicence
    ? rules.automaticMaxPercentWithNewLicence
    : rules.automaticMaxPercentWithDeclaration;
}

/**
 * The approval route that follows from the foreign partner's largest share.
 * @param venture equityMaxPercent 0–100 (not basis points); newIndustrialLicence: whether the venture will seek one
 * @throws RangeError when the share is not between 0 and 100
 */
export function fdiRoute(
  venture: { equityMaxPercent: number; newIndustrialLicence: boolean },
  rules: FdiRules = DEFENCE_FDI_RULE,
): FdiAnswer {
  const { equityMaxPercent: share, newIndustrialLicence } = venture;
  if (!(share >= 0 && share <= 100)) throw new RangeError(`equityMaxPercent must be 0 to 100, not ${share}`);
  const disclaimer = `By ${rules.name} of ${ruleDateText(rules.ruleDate)}; not legal advice.`;
  const answer = (route: FdiRoute, sentence: string): FdiAnswer => ({
    route,
    sentence,
    disclaimer,
    ruleDate: rules.ruleDate,
  });
  const limit = limitOf(newIndustrialLicence, rules);
  if (share > limit)
    return answer(
      "government",
      newIndustrialLicence
        ? `A foreign share of ${share}% needs government approval: the automatic route ends at ${limit}% for a company that seeks a new industrial licence.`
        : `A foreign share of ${share}% needs government approval: without a new industrial licence the automatic route ends at ${limit}%.`,
    );
  return newIndustrialLicence
    ? answer(
        "automatic",
        `A foreign share of up to ${share}% can come by the automatic route, because the venture will seek a new industrial licence (limit ${limit}%).`,
      )
    : answer(
        "automatic_with_declaration",
        `A foreign share of up to ${share}% can come by the automatic route with a declaration to the Ministry of Defence, because no new industrial licence is sought (limit ${limit}%).`,
      );
}
