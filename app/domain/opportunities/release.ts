import type { ActingOrganisation } from "#app/core/actor.ts";
import { countryText, listText } from "#app/core/formats.ts";
import { RELEASE_RULES, type Admission, type ReleaseRules } from "#app/core/reference/release-rules.ts";
import { ORGANISATION_KINDS, RELEASE_CLASSES, type ReleaseClass } from "#app/core/reference/terms.ts";

type Receiver = Pick<ActingOrganisation, "country" | "kind">;
type Released = { release: ReleaseClass; releaseCountries: readonly string[] };

/** Why something is not released to an organisation. */
export type ReleaseBar = "embargo" | "country" | "kind";

const admissionOf = (release: ReleaseClass, { admissions }: ReleaseRules): Admission | undefined =>
  admissions.find((admission) => admission.release === release);

/** What keeps the details of an opportunity from an organisation, by its country and kind alone; null when nothing does. */
export function releaseBar(
  { country, kind }: Receiver,
  { release, releaseCountries }: Released,
  rules: ReleaseRules = RELEASE_RULES,
): ReleaseBar | null {
  if (rules.embargoedCountries.includes(country)) return "embargo";
  const admission = admissionOf(release, rules);
  if (!admission) return "kind";
  if (admission.place === "india" && country !== "IN") return "country";
  if (admission.place === "listed" && !releaseCountries.includes(country)) return "country";
  return admission.kinds.length === 0 || admission.kinds.includes(kind) ? null : "kind";
}

/** Whether an organisation may receive the details of an opportunity, by its country and kind alone. */
export function isReleasedTo(receiver: Receiver, opportunity: Released, rules?: ReleaseRules): boolean {
  return releaseBar(receiver, opportunity, rules) === null;
}

const EVERYBODY = "organisations of every country";

/** "organisations registered in India": whom a release class admits, embargoes aside. */
export function admittedText(
  { release, releaseCountries }: Released,
  rules: ReleaseRules = RELEASE_RULES,
): string {
  const { place, kinds } = admissionOf(release, rules) ?? { place: "any", kinds: [] };
  const who = kinds.length === 0 ? "organisations" : `organisations of the kinds ${kindsText(kinds)}`;
  if (place === "india") return `${who} registered in India`;
  if (place === "any") return kinds.length === 0 ? EVERYBODY : who;
  const listed = listText(releaseCountries.map(countryText).sort((a, b) => a.localeCompare(b, "en")));
  return `${who} registered in ${listed || "the listed countries"}`;
}

/** Whom a release class admits, as a full sentence for every reader. */
export function admissionSentence(opportunity: Released, rules?: ReleaseRules): string {
  const admitted = admittedText(opportunity, rules);
  return admitted === EVERYBODY
    ? "Organisations of every country may see the details and express interest."
    : `Only ${admitted} may see the details and express interest.`;
}

const kindsText = (kinds: Admission["kinds"]) =>
  listText(kinds.map((kind) => ORGANISATION_KINDS[kind].label.toLowerCase()));

/**
 * Why an organisation is refused, as full sentences: the class in words, whom it admits, and what the organisation is.
 * @param doing what it wanted: "express interest", "receive this document"
 */
export function releaseRefusalText(
  bar: ReleaseBar,
  receiver: Receiver,
  opportunity: Released,
  doing: string,
  rules: ReleaseRules = RELEASE_RULES,
): string {
  const country = countryText(receiver.country);
  if (bar === "embargo")
    return `Organisations registered in ${country} cannot ${doing}: nothing but public text is released there, by ${rules.name}.`;
  const { label } = RELEASE_CLASSES[opportunity.release];
  const yours =
    bar === "country"
      ? `yours is registered in ${country}`
      : `yours is of the kind ${ORGANISATION_KINDS[receiver.kind].label.toLowerCase()}, registered in ${country}`;
  return `Only ${admittedText(opportunity, rules)} can ${doing}, because the release is “${label}”; ${yours}.`;
}
