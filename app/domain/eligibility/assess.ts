import { enterpriseClassValues, type RequirementLevel } from "#app/core/reference/terms.ts";
import type { Requirements } from "#app/core/requirements.ts";
import type { CalendarDate } from "#app/domain/eligibility/calendar.ts";
import { holdingsOf, type Holding } from "#app/domain/eligibility/holdings.ts";
import { knownClass, partnerKindsOf } from "#app/domain/eligibility/partner-kinds.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import { admittedText, releaseBar, type ReleaseBar } from "#app/domain/opportunities/release.ts";
import type { ReleaseClass } from "#app/core/reference/terms.ts";

/**
 * How one requirement stands. `met`: it is. `gap`: it is not, and a date or a paper of what the organisation
 * has already would mend it. `unknown`: the organisation has not said, or what it said cannot be compared.
 * `unmet`: it is not, and nothing that can be added to the profile as it is would change that.
 */
export type Outcome = "met" | "gap" | "unknown" | "unmet";

/**
 * `qualifies`: everything required is met; what is only preferred does not matter. `qualifies_with_gaps`:
 * nothing required is unmet, but something is a gap or unknown. `does_not_qualify`: something required is unmet.
 */
export type Verdict = "qualifies" | "qualifies_with_gaps" | "does_not_qualify";

/** What is asked, and beside it what the organisation has; one member for each sort of requirement. */
export type FindingSubject =
  | { about: "own_opportunity" }
  | { about: "release"; bar: ReleaseBar | null; admitted: string; yours: string; kind: string }
  | { about: "partner_country"; countries: string[]; yours: string }
  | { about: "partner_kind"; kinds: string[]; yours: string[] }
  | { about: "certification"; code: string; holding: Holding | null }
  | { about: "years"; minimum: number; yours: number | null }
  | { about: "turnover"; minimumMinor: string; currency: string; yours: CapabilityProfile["yearlyTurnover"] }
  | { about: "enterprise_class"; minimum: string; yours: string | null }
  | { about: "industrial_licence"; yours: boolean | null };

export type Finding = FindingSubject & { level: RequirementLevel; outcome: Outcome };
export type Assessment = { verdict: Verdict; findings: Finding[] };

const required = (outcome: Outcome, subject: FindingSubject): Finding => ({
  ...subject,
  level: "required",
  outcome,
});
const orUnknown = <T>(value: T | null, isMet: (value: T) => boolean): Outcome =>
  value === null ? "unknown" : isMet(value) ? "met" : "unmet";

/** Who may take part at all: not the poster itself, then release, place and kind of partner. */
function partnerFindings(asked: Requirements, profile: CapabilityProfile): Finding[] {
  const { country, kind, rules } = profile;
  const findings: Finding[] = [];
  if (asked.organisation === profile.slug) findings.push(required("unmet", { about: "own_opportunity" }));
  const released = { release: asked.release as ReleaseClass, releaseCountries: asked.releaseCountries };
  const bar = releaseBar({ country, kind }, released, rules?.release);
  if (asked.release !== "anyone" || bar) {
    const admitted = admittedText(released, rules?.release);
    findings.push(required(bar ? "unmet" : "met", { about: "release", bar, admitted, yours: country, kind }));
  }
  if (asked.partnerCountries.length > 0) {
    const countries = asked.partnerCountries;
    const outcome = countries.includes(country) ? "met" : "unmet";
    findings.push(required(outcome, { about: "partner_country", countries, yours: country }));
  }
  if (asked.partnerKinds.length > 0 && !asked.partnerKinds.includes("any")) {
    const kinds = asked.partnerKinds;
    const { certain, possible } = partnerKindsOf(profile);
    const isSought = (own: string) => kinds.includes(own);
    const isMet = certain.some(isSought) || (possible.length > 0 && possible.every(isSought));
    const outcome = isMet ? "met" : possible.some(isSought) ? "unknown" : "unmet";
    findings.push(required(outcome, { about: "partner_kind", kinds, yours: certain }));
  }
  return findings;
}

/**
 * A required certificate that was never held is `unmet`, as the poster was told when it asked for it; one that
 * ended or begins later is a gap. A preferred one is never worse than a gap.
 */
function certificationOutcome(level: RequirementLevel, holding: Holding | null): Outcome {
  if (holding?.standing === "valid") return "met";
  const isMendable = holding?.standing === "ended" || holding?.standing === "not_begun";
  return isMendable || level === "preferred" ? "gap" : "unmet";
}

function certificationFinding(code: string, level: RequirementLevel, holding: Holding | null): Finding {
  return { about: "certification", code, holding, level, outcome: certificationOutcome(level, holding) };
}

function turnoverOutcome(asked: Requirements, yours: CapabilityProfile["yearlyTurnover"]): Outcome {
  // Rates move: an amount in another currency says neither yes nor no.
  const comparable = yours?.currency === asked.currency ? yours : null;
  return orUnknown(comparable, ({ minor }) => BigInt(minor) >= BigInt(asked.minimumTurnoverMinor!));
}

/** Age, size and licence. */
function sizeFindings(asked: Requirements, profile: CapabilityProfile, on: CalendarDate): Finding[] {
  const findings: Finding[] = [];
  const { minimumYears, minimumTurnoverMinor, minimumClass, currency } = asked;
  if (minimumYears) {
    const yours = profile.foundedYear === null ? null : Number(on.slice(0, 4)) - profile.foundedYear;
    const outcome = orUnknown(yours, (years) => years >= minimumYears);
    findings.push(required(outcome, { about: "years", minimum: minimumYears, yours }));
  }
  if (minimumTurnoverMinor !== null) {
    const yours = profile.yearlyTurnover;
    const subject = { about: "turnover", minimumMinor: minimumTurnoverMinor, currency, yours } as const;
    findings.push(required(turnoverOutcome(asked, yours), subject));
  }
  if (minimumClass !== null) {
    const yours = knownClass(profile);
    const rank = (each: string) => (enterpriseClassValues as readonly string[]).indexOf(each);
    const outcome = orUnknown(yours, (own) => rank(own) >= rank(minimumClass));
    findings.push(required(outcome, { about: "enterprise_class", minimum: minimumClass, yours }));
  }
  if (asked.industrialLicenceRequired) {
    const yours = profile.industrialLicence;
    findings.push(required(orUnknown(yours, Boolean), { about: "industrial_licence", yours }));
  }
  return findings;
}

/** The verdict that follows from findings. What is only preferred never changes it. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const outcomes = findings.filter(({ level }) => level === "required").map(({ outcome }) => outcome);
  if (outcomes.includes("unmet")) return "does_not_qualify";
  return outcomes.every((outcome) => outcome === "met") ? "qualifies" : "qualifies_with_gaps";
}

/**
 * Prepares the question for one organisation and one day; ask the answer of as many opportunities as there are.
 * @param on the day it is for the organisation: see calendarDateIn
 */
export function assessor(
  profile: CapabilityProfile,
  on: CalendarDate,
): (requirements: Requirements) => Assessment {
  const holdings = holdingsOf(profile.certificates, on, profile.rules?.certifications);
  const certified = (codes: readonly string[], level: RequirementLevel) =>
    codes.map((code) => certificationFinding(code, level, holdings.get(code) ?? null));
  return (requirements) => {
    const findings = [
      ...partnerFindings(requirements, profile),
      ...certified(requirements.certifications, "required"),
      ...sizeFindings(requirements, profile, on),
      ...certified(requirements.preferredCertifications, "preferred"),
    ];
    return { verdict: verdictOf(findings), findings };
  };
}

/**
 * Whether an organisation meets what an opportunity asks for, requirement by requirement. Pure: the same
 * function for results, opportunity, sending and applicants.
 * @param on the day it is for the organisation: see calendarDateIn
 */
export function assess(requirements: Requirements, profile: CapabilityProfile, on: CalendarDate): Assessment {
  return assessor(profile, on)(requirements);
}
