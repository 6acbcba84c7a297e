import { formatMoney } from "#app/core/money.ts";
import { CURRENCIES, currencyName, isCurrency } from "#app/core/reference/currencies.ts";
import { ENTERPRISE_CLASSES, type OrganisationKind } from "#app/core/reference/terms.ts";
import { classesOf } from "#app/domain/eligibility/partner-kinds.ts";
import { TIME_ZONES } from "#app/domain/organisations/capability.ts";
import type { readOwnProfile } from "#app/domain/organisations/profile.server.ts";
import { isIndianKind } from "#app/domain/organisations/schema.ts";

type Stated = Pick<
  Awaited<ReturnType<typeof readOwnProfile>>,
  | "enterpriseClass"
  | "currency"
  | "yearlyTurnoverMinor"
  | "investmentMinor"
  | "industrialLicence"
  | "timeZone"
>;

const yesOrNo = (value: boolean | null) => (value === null ? "" : value ? "yes" : "no");

/** Size and licences of an organisation: as its form has them, as facts, and what there is to choose from. */
export function capabilityView(kind: OrganisationKind, stated: Stated) {
  const { enterpriseClass, currency, yearlyTurnoverMinor, investmentMinor, industrialLicence, timeZone } =
    stated;
  const amount = (minor: bigint | null) =>
    minor !== null && isCurrency(currency) ? formatMoney(minor, currency) : "";
  const classes = classesOf(kind);
  const typed = {
    enterpriseClass: enterpriseClass ?? "",
    currency,
    yearlyTurnover: amount(yearlyTurnoverMinor),
    investment: amount(investmentMinor),
    industrialLicence: yesOrNo(industrialLicence),
    timeZone,
  };
  const facts: [term: string, value: string][] = [
    ["Enterprise class", enterpriseClass ? ENTERPRISE_CLASSES[enterpriseClass].label : ""],
    ["Turnover of the last year", typed.yearlyTurnover],
    ["Investment in plant, machinery and equipment", typed.investment],
    ["Industrial licence", { yes: "Held", no: "Not held", "": "" }[typed.industrialLicence]!],
    ["Time zone", isIndianKind(kind) ? "" : timeZone],
  ];
  return {
    typed,
    facts,
    choices: {
      classes:
        classes.length < 2
          ? []
          : classes.map((value) => ({
              value: value as string,
              label: `${ENTERPRISE_CLASSES[value].label}: ${ENTERPRISE_CLASSES[value].explanation}`,
            })),
      currencies: CURRENCIES.map((code) => ({
        value: code as string,
        label: `${code}: ${currencyName(code)}`,
      })),
      timeZones: isIndianKind(kind) ? [] : [...TIME_ZONES],
    },
  };
}
