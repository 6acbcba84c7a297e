import { formatMoney } from "#app/core/money.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { isCurrency } from "#app/core/reference/currencies.ts";
import { ENTERPRISE_CLASSES, PARTNER_KINDS, type PartnerKind } from "#app/core/reference/terms.ts";
import type { Requirements } from "#app/core/requirements.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** The fields of an opportunity in which the poster says whom it looks for. */
export const REQUIREMENT_FIELDS = {
  currency: true,
  partnerKinds: true,
  partnerCountries: true,
  countriesInvited: true,
  rolesSought: true,
  minimumYears: true,
  minimumTurnoverMinor: true,
  minimumClass: true,
  industrialLicenceRequired: true,
  pastSupply: true,
  certifications: { select: { certification: true, level: true }, orderBy: { certification: "asc" } },
} as const satisfies Prisma.OpportunitySelect;
type Asked = Prisma.OpportunityGetPayload<{ select: typeof REQUIREMENT_FIELDS }>;

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });
const both = new Intl.ListFormat("en-GB");

type Checkable = Omit<Asked, "rolesSought" | "pastSupply"> & {
  release: string;
  releaseCountries: string[];
  organisation: { slug: string };
};

const inOrder = (codes: string[]) => [...new Set(codes)].sort();

/** What a machine can check of it, in the form in which the search index keeps it. Pure. */
export function requirementsOf(asked: Checkable): Requirements {
  const named = (level: "required" | "preferred") =>
    inOrder(asked.certifications.filter((each) => each.level === level).map((each) => each.certification));
  return {
    organisation: asked.organisation.slug,
    certifications: named("required"),
    preferredCertifications: named("preferred"),
    minimumYears: asked.minimumYears,
    minimumTurnoverMinor: asked.minimumTurnoverMinor?.toString() ?? null,
    currency: asked.currency,
    minimumClass: asked.minimumClass,
    industrialLicenceRequired: asked.industrialLicenceRequired,
    partnerKinds: inOrder(asked.partnerKinds),
    partnerCountries: inOrder([...asked.partnerCountries, ...asked.countriesInvited]),
    release: asked.release,
    releaseCountries: inOrder(asked.releaseCountries),
  };
}

/** What is asked and can be checked by no machine, one sentence each. Pure. */
export function furtherSentences({
  rolesSought,
  pastSupply,
}: Pick<Asked, "rolesSought" | "pastSupply">): string[] {
  return [
    rolesSought.length > 0 ? `Roles sought: ${both.format(rolesSought)}.` : "",
    pastSupply ? `Past supplies: ${pastSupply}` : "",
  ].filter((sentence) => sentence !== "");
}

function partnerSentences({ partnerKinds, partnerCountries, countriesInvited }: Asked): string[] {
  const kinds = partnerKinds.includes("any")
    ? []
    : partnerKinds.map((kind) => PARTNER_KINDS[kind as PartnerKind]?.label.toLowerCase() ?? kind);
  const countries = [...new Set([...partnerCountries, ...countriesInvited])].map((code) => countryName(code));
  return [
    kinds.length > 0 ? `Partner sought: ${either.format(kinds)}.` : "",
    countries.length > 0 ? `Partners are sought in ${either.format(countries)}.` : "",
  ];
}

function sizeSentences(asked: Asked, locale: string): string[] {
  const { minimumYears, minimumTurnoverMinor, minimumClass, currency } = asked;
  return [
    minimumYears ? `At least ${minimumYears} ${minimumYears === 1 ? "year" : "years"} in business.` : "",
    minimumTurnoverMinor && isCurrency(currency)
      ? `A turnover of at least ${formatMoney(minimumTurnoverMinor, currency, locale)} a year.`
      : "",
    minimumClass ? `Enterprise class ${ENTERPRISE_CLASSES[minimumClass].label.toLowerCase()} or larger.` : "",
    asked.industrialLicenceRequired ? "An industrial licence is needed." : "",
  ];
}

/** What the poster asks of a partner, one sentence each, what is required first. Pure. */
export function requirementSentences(asked: Asked, locale = "en-IN"): string[] {
  const named = (level: "required" | "preferred") =>
    asked.certifications
      .filter((each) => each.level === level)
      .map((each) => certificationLabel(each.certification));
  return [
    ...named("required").map((label) => `${label} is required.`),
    ...sizeSentences(asked, locale),
    ...partnerSentences(asked),
    ...furtherSentences(asked),
    ...named("preferred").map((label) => `${label} is an advantage.`),
  ].filter((sentence) => sentence !== "");
}
