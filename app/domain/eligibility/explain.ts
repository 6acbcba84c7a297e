import { countryText } from "#app/core/formats.ts";
import { formatMoney } from "#app/core/money.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import { isCurrency } from "#app/core/reference/currencies.ts";
import {
  ENTERPRISE_CLASSES,
  ORGANISATION_KINDS,
  PARTNER_KINDS,
  partnerKindValues,
  type EnterpriseClass,
  type OrganisationKind,
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
type Sentence<About> = (finding: About, locale: string, words: Words) => Reason;
type Sentences = { [About in FindingSubject["about"]]: Sentence<Of<About>> };

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });
const both = new Intl.ListFormat("en-GB");

const years = (count: number) => `${count} ${count === 1 ? "year" : "years"}`;
const kindLabel = (kind: string) => PARTNER_KINDS[kind as PartnerKind]?.label.toLowerCase() ?? kind;
/** From the smallest to the largest, as people say them. */
const kindsText = (kinds: readonly string[], list: Intl.ListFormat) =>
  list.format(partnerKindValues.filter((kind) => kinds.includes(kind)).map(kindLabel));
const organisationKindLabel = (kind: string) =>
  ORGANISATION_KINDS[kind as OrganisationKind]?.label.toLowerCase() ?? kind;
const classLabel = (each: string) => ENTERPRISE_CLASSES[each as EnterpriseClass]?.label.toLowerCase() ?? each;
const countriesText = (codes: readonly string[]) => either.format(codes.map(countryText));

function moneyText(minor: string, currency: string, locale: string): string {
  return isCurrency(currency) ? formatMoney(BigInt(minor), currency, locale) : `${minor} ${currency}`;
}

/** Whom a sentence is said to: the organisation it is about, or somebody who reads about it. */
export type Voice = "you" | "they";

const WORDS = {
  you: { subject: "you", are: "you are", your: "your", yours: "yours", organisation: "your organisation" },
  they: {
    subject: "they",
    are: "they are",
    your: "their",
    yours: "theirs",
    organisation: "this organisation",
  },
} as const;
type Words = (typeof WORDS)[Voice];

/** What release classes ask of whoever answers. */
function releaseAsked({ bar, admitted, yours }: Of<"release">): string {
  if (bar === "embargo") return `Nothing but public text is released to ${countryText(yours)}`;
  return `It is released to ${admitted} only`;
}

function releaseAnswer({ bar, yours, kind }: Of<"release">, words: Words): string {
  if (bar !== "kind") return `${words.yours} is in ${countryText(yours)}`;
  return `${words.yours} is of the kind ${organisationKindLabel(kind)}, in ${countryText(yours)}`;
}

/** How the organisation stands with one certification. */
function certificationAnswer(
  { code, holding }: Of<"certification">,
  locale: string,
  { subject, your, yours }: Words,
): string {
  if (holding === null) return `${your} register does not list it`;
  const { standing, certificate } = holding;
  const { standard, issuedOn, expiresOn, status } = certificate;
  const covering = `${your} ${certificationLabel(standard)}`;
  const own = standard === code ? yours : `${covering}, which covers it,`;
  if (standing === "rejected") return `the evidence for ${own.replace(/,$/, "")} was not accepted`;
  if (standing === "ended") return `${own} ended on ${calendarDateText(expiresOn!, locale)}`;
  if (standing === "not_begun") return `${own} begins on ${calendarDateText(issuedOn!, locale)}`;
  const held = standard === code ? `${subject} have it` : `${covering} covers it`;
  const until = expiresOn === null ? "" : ` until ${calendarDateText(expiresOn, locale)}`;
  return `${held}${until} (${status === "verified" ? "verified" : "declared, not verified"})`;
}

function partnerKindAnswer({ kinds, yours, outcome }: Of<"partner_kind">, words: Words): string {
  if (outcome === "unknown") return `${words.your} enterprise class is not stated`;
  const named = outcome === "met" ? yours.filter((kind) => kinds.includes(kind)) : yours;
  if (named.length > 0) return `${words.are} a ${kindsText(named, both)}`;
  return outcome === "met"
    ? `${words.are} one of these in any case`
    : `${words.organisation} is none of these`;
}

/** The amount is told to its own organisation only: others read how it compares. */
function turnoverAnswer(finding: Of<"turnover">, locale: string, words: Words): string {
  const { yours, currency, outcome } = finding;
  if (yours === null) return `${words.yours} is not stated`;
  const isComparable = yours.currency === currency;
  if (words === WORDS.they) {
    if (!isComparable) return "theirs is stated in another currency and cannot be compared";
    return outcome === "met" ? "theirs reaches it" : "theirs is below";
  }
  const amount = moneyText(yours.minor, yours.currency, locale);
  return isComparable
    ? `yours is ${amount}`
    : `yours is ${amount}, which cannot be compared with another currency`;
}

const SENTENCES: Sentences = {
  own_opportunity: (_finding, _locale, { yours }) => ({
    subject: "the poster",
    asked: "Nobody answers an opportunity of their own organisation",
    answer: `this is ${yours}`,
  }),
  release: (finding, _locale, words) => ({
    subject: "the release",
    asked: releaseAsked(finding),
    answer: releaseAnswer(finding, words),
  }),
  partner_country: ({ countries, yours }, _locale, { are }) => ({
    subject: "the country",
    asked: `Partners are sought in ${countriesText(countries)}`,
    answer: `${are} in ${countryText(yours)}`,
  }),
  partner_kind: (finding, _locale, words) => ({
    subject: "the kind of partner",
    asked: `Partner sought: ${kindsText(finding.kinds, either)}`,
    answer: partnerKindAnswer(finding, words),
  }),
  certification: (finding, locale, words) => {
    const label = certificationLabel(finding.code);
    const asked = `${label} is ${finding.level === "required" ? "required" : "an advantage"}`;
    return { subject: label, asked, answer: certificationAnswer(finding, locale, words) };
  },
  years: ({ minimum, yours }, _locale, { subject, your }) => ({
    subject: "years in business",
    asked: `At least ${years(minimum)} in business`,
    answer:
      yours === null
        ? `${your} year of founding is not stated`
        : `${subject} have ${years(Math.max(0, yours))}`,
  }),
  turnover: (finding, locale, words) => ({
    subject: "turnover",
    asked: `A turnover of at least ${moneyText(finding.minimumMinor, finding.currency, locale)} a year`,
    answer: turnoverAnswer(finding, locale, words),
  }),
  enterprise_class: (finding, _locale, { yours }) => ({
    subject: "the enterprise class",
    asked: `Enterprise class ${classLabel(finding.minimum)} or larger`,
    answer: finding.yours === null ? `${yours} is not stated` : `${yours} is ${classLabel(finding.yours)}`,
  }),
  industrial_licence: (finding, _locale, { subject, yours }) => ({
    subject: "the industrial licence",
    asked: "An industrial licence is needed",
    answer:
      finding.yours === null ? `${yours} is not stated` : `${subject} hold ${finding.yours ? "one" : "none"}`,
  }),
};

/** A finding in words. Pure. @param locale of the reader, for dates and amounts */
export function reasonOf(finding: Finding, locale: string, voice: Voice = "you"): Reason {
  // Each member of the union is given to its own sentence.
  const sentence = SENTENCES[finding.about] as Sentence<Finding>;
  return sentence(finding, locale, WORDS[voice]);
}

/** A finding as one full sentence: "AS9100D is required: yours ended on 3 March 2026." */
export function sentenceOf(finding: Finding, locale: string, voice: Voice = "you"): string {
  const { asked, answer } = reasonOf(finding, locale, voice);
  return `${asked}: ${answer}.`;
}

const lowerFirst = (text: string) => text.replace(/^[A-Z](?=[a-z\s])/, (letter) => letter.toLowerCase());

const VERDICTS: Record<Voice, Record<Verdict, string>> = {
  you: {
    qualifies: "You qualify",
    qualifies_with_gaps: "You qualify except",
    does_not_qualify: "You do not qualify",
  },
  they: {
    qualifies: "Qualifies",
    qualifies_with_gaps: "Qualifies except",
    does_not_qualify: "Does not qualify",
  },
};

/**
 * The verdict and what it hangs on, in one line without a full stop:
 * "You qualify except AS9100D: yours ended on 3 March 2026".
 */
export function headlineOf({ verdict, findings }: Assessment, locale: string, voice: Voice = "you"): string {
  const words = VERDICTS[voice][verdict];
  if (verdict === "qualifies") return words;
  const lacking = findings.filter(({ level, outcome }) => level === "required" && outcome !== "met");
  if (verdict === "does_not_qualify") {
    const [first, ...more] = lacking.filter(({ outcome }) => outcome === "unmet");
    const { asked, answer } = reasonOf(first!, locale, voice);
    const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return `${words}: ${lowerFirst(asked)}, but ${answer}${others}`;
  }
  const reasons = lacking.map((finding) => reasonOf(finding, locale, voice));
  if (reasons.length === 1) return `${words} ${reasons[0]!.subject}: ${reasons[0]!.answer}`;
  return `${words} ${both.format(reasons.map(({ subject }) => subject))}`;
}

/** What a list shows of a verdict: see EligibilitySign. */
export function signOf(
  assessment: Assessment,
  locale: string,
  voice: Voice = "you",
): { verdict: Verdict; headline: string } {
  return { verdict: assessment.verdict, headline: headlineOf(assessment, locale, voice) };
}
