import { z } from "zod";
import { parseMoney } from "#app/core/money.ts";
import { CURRENCIES, type Currency } from "#app/core/reference/currencies.ts";
import {
  enterpriseClass as classOfFigures,
  MSME_CLASSES,
  type MsmeClassRules,
} from "#app/core/reference/msme-classes.ts";
import {
  ENTERPRISE_CLASSES,
  enterpriseClassValues,
  type EnterpriseClass,
  type OrganisationKind,
} from "#app/core/reference/terms.ts";
import { classesOf } from "#app/domain/eligibility/partner-kinds.ts";

const HOME_ZONE = "Asia/Kolkata";

/** IANA names that this runtime knows, in alphabetical order; India's under the name that people know. */
export const TIME_ZONES: readonly string[] = [
  ...new Set(
    [...Intl.supportedValuesOf("timeZone"), "UTC", HOME_ZONE].filter((zone) => zone !== "Asia/Calcutta"),
  ),
].sort();
const knownZones = new Set(TIME_ZONES);

/** The part of an organisation's form that says how large it is. What is left empty is not stated. */
export const sizeFields = {
  enterpriseClass: z.enum(enterpriseClassValues, { error: "Choose a class from the list" }).optional(),
  currency: z.enum(CURRENCIES, { error: "Choose a currency from the list" }).default("INR"),
  yearlyTurnover: z.string().optional(),
  investment: z.string().optional(),
  industrialLicence: z.enum(["yes", "no"], { error: "Choose yes, no, or not stated" }).optional(),
  timeZone: z
    .string()
    .refine((zone) => knownZones.has(zone), "Choose a time zone from the list")
    .optional(),
};

type Typed = z.output<z.ZodObject<typeof sizeFields>>;

/** What an organisation states of its size and licences; amounts in the minor unit of `currency`. */
export type Size = {
  enterpriseClass: EnterpriseClass | null;
  currency: Currency;
  yearlyTurnoverMinor: bigint | null;
  investmentMinor: bigint | null;
  industrialLicence: boolean | null;
  /** Undefined: it stays as it is. */
  timeZone: string | undefined;
};

function readAmount(
  field: "yearlyTurnover" | "investment",
  { currency, ...typed }: Typed,
  context: z.RefinementCtx,
): bigint | null {
  const text = typed[field];
  if (text === undefined || text.trim() === "") return null;
  const parsed = parseMoney(text, currency);
  if (parsed.ok) return parsed.minor;
  context.addIssue({ code: "custom", path: [field], message: parsed.message });
  return null;
}

/** Reads the amounts, which depend on the currency beside them. */
export function readSize(typed: Typed, context: z.RefinementCtx): Size {
  return {
    enterpriseClass: typed.enterpriseClass ?? null,
    currency: typed.currency,
    yearlyTurnoverMinor: readAmount("yearlyTurnover", typed, context),
    investmentMinor: readAmount("investment", typed, context),
    industrialLicence: typed.industrialLicence === undefined ? null : typed.industrialLicence === "yes",
    timeZone: typed.timeZone,
  };
}

/**
 * The class to keep for an organisation of this kind: the one stated, or the one that follows from the figures
 * where they are in rupees and nobody stated one; null where the kind has none or says it already. Pure.
 * @param rules the ceilings as they hold today
 * @returns a sentence instead when class and figures contradict each other
 */
export function classToKeep(
  kind: OrganisationKind,
  { enterpriseClass, currency, yearlyTurnoverMinor, investmentMinor }: Size,
  rules: MsmeClassRules = MSME_CLASSES,
): { ok: true; value: EnterpriseClass | null } | { ok: false; message: string } {
  const classes = classesOf(kind);
  if (classes.length < 2) return { ok: true, value: null };
  if (enterpriseClass !== null && !classes.includes(enterpriseClass))
    return { ok: false, message: "Choose a class that an organisation of your kind can have" };
  if (currency !== "INR" || yearlyTurnoverMinor === null || investmentMinor === null)
    return { ok: true, value: enterpriseClass };
  const figures = { turnoverMinor: yearlyTurnoverMinor, investmentMinor };
  const following = classOfFigures(figures, rules);
  // An enterprise that has just grown out of a class keeps it for a while: nothing to contradict.
  if (!classes.includes(following)) return { ok: true, value: enterpriseClass };
  if (enterpriseClass === null || enterpriseClass === following) return { ok: true, value: following };
  return {
    ok: false,
    message: `With this turnover and investment the class is ${ENTERPRISE_CLASSES[following].label} (limits in force since ${rules.effectiveFrom}). Choose it, or correct the figures`,
  };
}
