import { createHash } from "node:crypto";
import { formatMoney } from "#app/core/money.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { isCurrency } from "#app/core/reference/currencies.ts";
import type { Part } from "#app/domain/organisations/parts.ts";
import { supplyValueText } from "#app/domain/organisations/part-rows.ts";
import type { OwnProfile } from "#app/domain/organisations/profile.server.ts";

/** The values of a part as its form has them. */
export type PartForm = Record<string, string | string[] | Record<string, string>[]>;

const yesOrNo = (value: boolean | null) => (value === null ? "" : value ? "yes" : "no");

function sizeForm(profile: OwnProfile): PartForm {
  const { currency } = profile;
  const amount = (minor: bigint | null) =>
    minor !== null && isCurrency(currency) ? formatMoney(minor, currency) : "";
  return {
    foundedYear: profile.foundedYear?.toString() ?? "",
    enterpriseClass: profile.enterpriseClass ?? "",
    currency,
    yearlyTurnover: amount(profile.yearlyTurnoverMinor),
    investment: amount(profile.investmentMinor),
    industrialLicence: yesOrNo(profile.industrialLicence),
    licenceDetails: profile.capability.licenceDetails,
    timeZone: profile.timeZone,
  };
}

/** Room for one more, so that nobody has to ask for it first. Blank rows are not saved. */
const withBlankRow = (rows: Record<string, string>[], cells: string[]) => [
  ...rows,
  Object.fromEntries(cells.map((cell) => [cell, ""])),
];

/** What stands in the form of a part before anybody types. Pure. */
export function formOf(part: Part, profile: OwnProfile): PartForm {
  const { capability } = profile;
  switch (part) {
    case "about": {
      const { name, about, city, website, sectors } = profile;
      return { name, about, city, website, sectors };
    }
    case "size":
      return sizeForm(profile);
    case "processes":
      return { processes: capability.processes, otherProcesses: capability.otherProcesses.join("\n") };
    case "equipment":
      return {
        equipment: withBlankRow(
          capability.equipment.map(({ quantity, ...row }) => ({ ...row, quantity: String(quantity) })),
          ["what", "maker", "capacity", "quantity"],
        ),
      };
    case "supplies":
      return {
        pastSupplies: withBlankRow(
          capability.pastSupplies.map((supply) => ({
            customer: supply.customer,
            what: supply.what,
            year: String(supply.year),
            value: supplyValueText(supply),
          })),
          ["customer", "what", "year", "value"],
        ),
        countriesServed: capability.countriesServed.map((code) => countryName(code)).join(", "),
      };
    case "identifiers": {
      const { udyam, gstin, pan, nicCodes, lei, duns } = capability;
      return {
        udyam: udyam ?? "",
        gstin: gstin ?? "",
        pan: pan ?? "",
        nicCodes: nicCodes.join(", "),
        lei: lei ?? "",
        duns: duns ?? "",
      };
    }
    case "shown":
      return { shownParts: capability.shownParts };
  }
}

/** Changes with what is stored of a part: who saves a form says by it what the form began with. */
export function stampOf(part: Part, profile: OwnProfile): string {
  return createHash("sha256")
    .update(JSON.stringify(formOf(part, profile)))
    .digest("base64url")
    .slice(0, 16);
}
