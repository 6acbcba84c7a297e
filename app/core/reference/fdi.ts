/** Foreign direct investment in Indian defence manufacture: Press Note 4 (2020 series) of 17 September 2020. */
export const DEFENCE_FDI_RULE = {
  name: "Press Note 4 (2020 series)",
  ruleDate: "2020-09-17",
  automaticMaxPercentWithNewLicence: 74,
  automaticMaxPercentWithDeclaration: 49,
} as const;

export type FdiRoute = "automatic" | "automatic_with_declaration" | "government";

/**
 * The approval route that follows from the foreign partner's largest share.
 * @param venture equityMaxPercent 0–100 (not basis points); newIndustrialLicence: whether the venture will seek one
 * @throws RangeError when the share is not between 0 and 100
 */
export function fdiRoute(venture: { equityMaxPercent: number; newIndustrialLicence: boolean }): {
  route: FdiRoute;
  sentence: string;
  disclaimer: string;
  ruleDate: string;
} {
  const { equityMaxPercent: share, newIndustrialLicence } = venture;
  if (!(share >= 0 && share <= 100)) throw new RangeError(`equityMaxPercent must be 0 to 100, not ${share}`);
  const rule = DEFENCE_FDI_RULE;
  const disclaimer = `By ${rule.name} of 17 September 2020; not legal advice.`;
  const answer = (route: FdiRoute, sentence: string) => ({
    route,
    sentence,
    disclaimer,
    ruleDate: rule.ruleDate,
  });

  if (newIndustrialLicence) {
    return share <= rule.automaticMaxPercentWithNewLicence
      ? answer(
          "automatic",
          `A foreign share of up to ${share}% can come by the automatic route, because the venture will seek a new industrial licence (limit ${rule.automaticMaxPercentWithNewLicence}%).`,
        )
      : answer(
          "government",
          `A foreign share of ${share}% needs government approval: the automatic route ends at ${rule.automaticMaxPercentWithNewLicence}% for a company that seeks a new industrial licence.`,
        );
  }
  return share <= rule.automaticMaxPercentWithDeclaration
    ? answer(
        "automatic_with_declaration",
        `A foreign share of up to ${share}% can come by the automatic route with a declaration to the Ministry of Defence, because no new industrial licence is sought (limit ${rule.automaticMaxPercentWithDeclaration}%).`,
      )
    : answer(
        "government",
        `A foreign share of ${share}% needs government approval: without a new industrial licence the automatic route ends at ${rule.automaticMaxPercentWithDeclaration}%.`,
      );
}
