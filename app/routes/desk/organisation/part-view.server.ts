import type { SizeChoices } from "#app/components/organisation/size-fields.tsx";
import { stateOfGstin } from "#app/core/identifiers.ts";
import { formatMoney, moneyInWords } from "#app/core/money.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { CURRENCIES, currencyName, isCurrency } from "#app/core/reference/currencies.ts";
import type { MsmeClassRules } from "#app/core/reference/msme-classes.ts";
import { nicDivision } from "#app/core/reference/nic.ts";
import { processLabel } from "#app/core/reference/processes.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";
import { ENTERPRISE_CLASSES, type EnterpriseClass } from "#app/core/reference/terms.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";
import { classesOf, knownClass } from "#app/domain/eligibility/partner-kinds.ts";
import { equipmentText, supplyText, supplyValueText } from "#app/domain/organisations/part-rows.ts";
import {
  IDENTIFIERS,
  identifiersFor,
  SHOWN_PARTS,
  type IdentifierName,
  type Part,
  type ShownPart,
} from "#app/domain/organisations/parts.ts";
import type { OwnProfile } from "#app/domain/organisations/profile.server.ts";
import { isIndianKind } from "#app/domain/organisations/schema.ts";
import { TIME_ZONES } from "#app/domain/organisations/size.ts";

/** "Small: investment up to ₹25 crore and turnover up to ₹100 crore"; what lies above all limits has none. */
function classLabel(value: EnterpriseClass, { ceilings }: MsmeClassRules): string {
  const { label, explanation } = ENTERPRISE_CLASSES[value];
  const ceiling = ceilings.find(({ enterpriseClass }) => enterpriseClass === value);
  if (!ceiling) return `${label}: ${explanation}`;
  const [investment, turnover] = [ceiling.investmentMaxMinor, ceiling.turnoverMaxMinor].map((minor) =>
    moneyInWords(BigInt(minor), "INR"),
  );
  return `${label}: investment up to ${investment} and turnover up to ${turnover}`;
}

/** What there is to choose from in the form for size and licence, by the limits that hold today. */
export function sizeChoices({ kind }: Pick<OwnProfile, "kind">, rules: MsmeClassRules): SizeChoices {
  const classes = classesOf(kind);
  return {
    classes:
      classes.length < 2
        ? []
        : classes.map((value) => ({
            value: value as string,
            label: classLabel(value, rules),
          })),
    classRule: `Limits of ${rules.name}, in force since ${calendarDateText(rules.effectiveFrom, "en-GB")}.`,
    currencies: CURRENCIES.map((code) => ({
      value: code as string,
      label: `${code}: ${currencyName(code)}`,
    })),
    timeZones: isIndianKind(kind) ? [] : [...TIME_ZONES],
  };
}

/** The registration numbers an organisation can have, each with what its number says by itself. */
export function identifierChoices(profile: OwnProfile): { name: IdentifierName; hint: string }[] {
  return identifiersFor(profile.kind, profile.country).map((name) => {
    const { hint } = IDENTIFIERS[name];
    const state = name === "gstin" && profile.capability.gstin && stateOfGstin(profile.capability.gstin);
    const place =
      profile.city === "" ? "" : `, and your profile says ${profile.city}: check that both are right`;
    return { name, hint: state ? `${hint} Yours was issued in ${state}${place}.` : hint };
  });
}

type Fact = [term: string, value: string | string[]];

function sizeFacts(profile: OwnProfile): Fact[] {
  const { currency, industrialLicence, capability } = profile;
  const amount = (minor: bigint | null) =>
    minor !== null && isCurrency(currency) ? formatMoney(minor, currency) : "";
  const known = knownClass(profile);
  const licence = industrialLicence === null ? "" : industrialLicence ? "Held" : "Not held";
  return [
    ["Founded", profile.foundedYear?.toString() ?? ""],
    ["Enterprise class", known ? ENTERPRISE_CLASSES[known].label : ""],
    ["Turnover of the last year", amount(profile.yearlyTurnoverMinor)],
    ["Investment in plant, machinery and equipment", amount(profile.investmentMinor)],
    ["Industrial licence", [licence, capability.licenceDetails].filter(Boolean).join(": ")],
    ["Time zone", isIndianKind(profile.kind) ? "" : profile.timeZone.replaceAll("_", " ")],
  ];
}

function identifierFacts({ capability, kind, country }: OwnProfile): Fact[] {
  return identifiersFor(kind, country).map((name): Fact => {
    const { label } = IDENTIFIERS[name];
    if (name === "nicCodes")
      return [label, capability.nicCodes.map((code) => `${code}: ${nicDivision(code) ?? "no division"}`)];
    const value = capability[name];
    return [label, value ? `${value} (format checked)` : ""];
  });
}

/** A part of the profile as facts for its own people; what is not stated is left out. */
export function factsOf(part: Part, profile: OwnProfile): Fact[] {
  const { capability } = profile;
  switch (part) {
    case "about":
      return [
        ["Name", profile.name],
        ["About", profile.about],
        ["City", profile.city],
        ["Website", profile.website],
        ["Sectors", profile.sectors.map(sectorLabel).join(", ")],
      ];
    case "size":
      return sizeFacts(profile);
    case "processes":
      return [
        ["Processes", capability.processes.map(processLabel).join("; ")],
        ["In own words", capability.otherProcesses.join("; ")],
      ];
    case "equipment":
      return [["Machines and instruments", capability.equipment.map(equipmentText)]];
    case "supplies":
      return [
        [
          "Past supplies",
          capability.pastSupplies.map((supply) => supplyText(supply, supplyValueText(supply))),
        ],
        ["Countries supplied", capability.countriesServed.map((code) => countryName(code)).join(", ")],
      ];
    case "identifiers":
      return identifierFacts(profile);
    case "shown":
      return [
        [
          "On the public page",
          capability.shownParts.map((each) => SHOWN_PARTS[each as ShownPart]?.label ?? each).join(", "),
        ],
      ];
  }
}
