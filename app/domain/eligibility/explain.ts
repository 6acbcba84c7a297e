import { countryText } from "#app/core/formats.ts";
import { formatMoney } from "#app/core/money.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import { isCurrency } from "#app/core/reference/currencies.ts";
import {
  ENTERPRISE_CLASSES,
  PARTNER_KINDS,
  partnerKindValues,
  type EnterpriseClass,
  type PartnerKind,
} from "#app/core/reference/terms.ts";
import type { Assessment, Finding, FindingSubject, Verdict } from "#app/domain/eligibility/assess.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";

/**
 * One finding in plain words, said to the organisation it is about. `asked` and `answer` make a sentence
 * together: "AS9100D is required" + "yours ended on 3 March 2026".
 */
export type Reason = { subject: string; asked: string; answer: string };

type Of<About extends FindingSubject["about"]> = Extract<Finding, { about: About }>;
type Sentences = { [About in FindingSubject["about"]]: (finding: Of<About>, locale: string) => Reason };

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });
const both = new Intl.ListFormat("en-GB");

const years = (count: number) => `${count} ${count === 1 ? "year" : "years"}`;
const kindLabel = (kind: string) => PARTNER_KINDS[kind as PartnerKind]?.label.toLowerCase() ?? kind;
/** From the smallest to the largest, as people say them. */
const kindsText = (kinds: readonly string[], list: Intl.ListFormat) =>
  list.format(partnerKindValues.filter((kind) => kinds.includes(kind)).map(kindLabel));
const classLabel = (each: string) => ENTERPRISE_CLASSES[each as EnterpriseClass]?.label.toLowerCase() ?? each;
const countriesText = (codes: readonly string[]) => either.format(codes.map(countryText));

function moneyText(minor: string, currency: string, locale: string): string {
  return isCurrency(currency) ? formatMoney(BigInt(minor), currency, locale) : `${minor} ${currency}`;
}

/** What release classes ask of whoever answers. */
function releaseAsked({ release, countries }: Of<"release">): string {
  if (release === "india_only") return "It is released to organisations in India only";
  if (release === "listed_countries")
    return countries.length > 0
      ? `It is released to organisations in ${countriesText(countries)} only`
      : "It is released to listed countries only";
  return "It is released for government programmes only";
}

function releaseAnswer({ release, outcome, yours }: Of<"release">): string {
  if (release === "india_only" || release === "listed_countries") return `yours is in ${countryText(yours)}`;
  return outcome === "met"
    ? "yours takes part in them"
    : "yours is neither a government agency nor a public sector undertaking";
}

/** How the organisation stands with one certification. */
function certificationAnswer({ code, holding }: Of<"certification">, locale: string): string {
  if (holding === null) return "your register does not list it";
  const { standing, certificate } = holding;
  const { standard, issuedOn, expiresOn, status } = certificate;
  const yours = standard === code ? "yours" : `your ${certificationLabel(standard)}, which covers it,`;
  if (standing === "rejected") return `the evidence for ${yours.replace(/,$/, "")} was not accepted`;
  if (standing === "ended") return `${yours} ended on ${calendarDateText(expiresOn!, locale)}`;
  if (standing === "not_begun") return `${yours} begins on ${calendarDateText(issuedOn!, locale)}`;
  const held = standard === code ? "you have it" : `your ${certificationLabel(standard)} covers it`;
  const until = expiresOn === null ? "" : ` until ${calendarDateText(expiresOn, locale)}`;
  return `${held}${until} (${status === "verified" ? "verified" : "declared, not verified"})`;
}

function partnerKindAnswer({ kinds, yours, outcome }: Of<"partner_kind">): string {
  if (outcome === "unknown") return "your enterprise class is not stated";
  const named = outcome === "met" ? yours.filter((kind) => kinds.includes(kind)) : yours;
  if (named.length > 0) return `you are a ${kindsText(named, both)}`;
  return outcome === "met" ? "you are one of these in any case" : "your organisation is none of these";
}

function turnoverAnswer({ yours, currency }: Of<"turnover">, locale: string): string {
  if (yours === null) return "yours is not stated";
  const amount = moneyText(yours.minor, yours.currency, locale);
  return yours.currency === currency
    ? `yours is ${amount}`
    : `yours is ${amount}, which cannot be compared with another currency`;
}

const SENTENCES: Sentences = {
  own_opportunity: () => ({
    subject: "the poster",
    asked: "Nobody answers an opportunity of their own organisation",
    answer: "this is yours",
  }),
  release: (finding) => ({
    subject: "the release",
    asked: releaseAsked(finding),
    answer: releaseAnswer(finding),
  }),
  partner_country: ({ countries, yours }) => ({
    subject: "the country",
    asked: `Partners are sought in ${countriesText(countries)}`,
    answer: `you are in ${countryText(yours)}`,
  }),
  partner_kind: (finding) => ({
    subject: "the kind of partner",
    asked: `Partner sought: ${kindsText(finding.kinds, either)}`,
    answer: partnerKindAnswer(finding),
  }),
  certification: (finding, locale) => {
    const label = certificationLabel(finding.code);
    const asked = `${label} is ${finding.level === "required" ? "required" : "an advantage"}`;
    return { subject: label, asked, answer: certificationAnswer(finding, locale) };
  },
  years: ({ minimum, yours }) => ({
    subject: "years in business",
    asked: `At least ${years(minimum)} in business`,
    answer: yours === null ? "your year of founding is not stated" : `you have ${years(Math.max(0, yours))}`,
  }),
  turnover: (finding, locale) => ({
    subject: "turnover",
    asked: `A turnover of at least ${moneyText(finding.minimumMinor, finding.currency, locale)} a year`,
    answer: turnoverAnswer(finding, locale),
  }),
  enterprise_class: ({ minimum, yours }) => ({
    subject: "the enterprise class",
    asked: `Enterprise class ${classLabel(minimum)} or larger`,
    answer: yours === null ? "yours is not stated" : `yours is ${classLabel(yours)}`,
  }),
  industrial_licence: ({ yours }) => ({
    subject: "the industrial licence",
    asked: "An industrial licence is needed",
    answer: yours === null ? "yours is not stated" : yours ? "you hold one" : "you hold none",
  }),
};

/** A finding in words. Pure. @param locale of the reader, for dates and amounts */
export function reasonOf(finding: Finding, locale: string): Reason {
  // Each member of the union is given to its own sentence.
  return (SENTENCES[finding.about] as (finding: Finding, locale: string) => Reason)(finding, locale);
}

/** A finding as one full sentence: "AS9100D is required: yours ended on 3 March 2026." */
export function sentenceOf(finding: Finding, locale: string): string {
  const { asked, answer } = reasonOf(finding, locale);
  return `${asked}: ${answer}.`;
}

const lowerFirst = (text: string) => text.replace(/^[A-Z](?=[a-z\s])/, (letter) => letter.toLowerCase());

/**
 * The verdict and what it hangs on, in one line without a full stop:
 * "You qualify except AS9100D: yours ended on 3 March 2026".
 */
export function headlineOf({ verdict, findings }: Assessment, locale: string): string {
  const lacking = findings.filter(({ level, outcome }) => level === "required" && outcome !== "met");
  if (verdict === "qualifies") return "You qualify";
  if (verdict === "does_not_qualify") {
    const [first, ...more] = lacking.filter(({ outcome }) => outcome === "unmet");
    const { asked, answer } = reasonOf(first!, locale);
    const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return `You do not qualify: ${lowerFirst(asked)}, but ${answer}${others}`;
  }
  const reasons = lacking.map((finding) => reasonOf(finding, locale));
  if (reasons.length === 1) return `You qualify except ${reasons[0]!.subject}: ${reasons[0]!.answer}`;
  return `You qualify except ${both.format(reasons.map(({ subject }) => subject))}`;
}

/** What a list shows of a verdict: see EligibilitySign. */
export function signOf(assessment: Assessment, locale: string): { verdict: Verdict; headline: string } {
  return { verdict: assessment.verdict, headline: headlineOf(assessment, locale) };
}
