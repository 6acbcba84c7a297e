import type { RequirementLevel } from "#app/core/reference/terms.ts";
import type { Assessment, Finding, Outcome, Verdict } from "#app/domain/eligibility/assess.ts";
import { reasonOf, signOf, type Voice } from "#app/domain/eligibility/explain.ts";

/** Where somebody mends what is lacking. */
type Remedy = { label: string; to: string };

/** One requirement and how the organisation stands with it, in words. */
export type FindingView = {
  level: RequirementLevel;
  outcome: Outcome;
  asked: string;
  answer: string;
  remedy: Remedy | null;
};

export type EligibilityDetail = {
  sign: { verdict: Verdict; headline: string };
  findings: FindingView[];
  /** What is asked besides and cannot be compared: full sentences. */
  further: string[];
};

const STATE_IT: Remedy = { label: "State it", to: "/desk/organisation/edit/size" };

function remedyOf(finding: Finding): Remedy | null {
  if (finding.outcome === "met") return null;
  if (finding.outcome === "unknown") return STATE_IT;
  if (finding.about !== "certification") return null;
  return finding.holding === null
    ? { label: "Add yours", to: `/desk/certificates/new?standard=${finding.code}` }
    : { label: "See your certificates", to: "/desk/certificates" };
}

function detailOf(
  assessment: Assessment,
  { locale, voice, further }: { locale: string; voice: Voice; further: string[] },
  mendedBy: (finding: Finding) => Remedy | null,
): EligibilityDetail {
  return {
    sign: signOf(assessment, locale, voice),
    findings: assessment.findings.map((finding) => {
      const { asked, answer } = reasonOf(finding, locale, voice);
      const { level, outcome } = finding;
      return { level, outcome, asked, answer, remedy: mendedBy(finding) };
    }),
    further,
  };
}

/**
 * An assessment as a page shows it to the organisation it is about, requirement by requirement. Pure.
 * @param mayMend whether the reader may change profile and certificates, and so is shown where
 */
export function presentEligibility(
  assessment: Assessment,
  { locale, mayMend, further }: { locale: string; mayMend: boolean; further: string[] },
): EligibilityDetail {
  return detailOf(assessment, { locale, voice: "you", further }, mayMend ? remedyOf : () => null);
}

/**
 * An assessment as the poster reads it beside an applicant: "Qualifies except AS9100D: theirs ended on 3 March 2026",
 * requirement by requirement, without amounts that the applicant keeps to itself. Pure.
 */
export function presentApplicant(assessment: Assessment, locale: string): EligibilityDetail {
  return detailOf(assessment, { locale, voice: "they", further: [] }, () => null);
}
