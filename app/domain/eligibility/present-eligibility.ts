import type { RequirementLevel } from "#app/core/reference/terms.ts";
import type { Assessment, Finding, Outcome, Verdict } from "#app/domain/eligibility/assess.ts";
import { reasonOf, signOf } from "#app/domain/eligibility/explain.ts";

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

const STATE_IT: Remedy = { label: "State it", to: "/desk/organisation#capability" };

function remedyOf(finding: Finding): Remedy | null {
  if (finding.outcome === "met") return null;
  if (finding.outcome === "unknown") return STATE_IT;
  if (finding.about !== "certification") return null;
  return finding.holding === null
    ? { label: "Add yours", to: `/desk/certificates/new?standard=${finding.code}` }
    : { label: "See your certificates", to: "/desk/certificates" };
}

/**
 * An assessment as a page shows it, requirement by requirement. Pure.
 * @param mayMend whether the reader may change profile and certificates, and so is shown where
 */
export function presentEligibility(
  assessment: Assessment,
  { locale, mayMend, further }: { locale: string; mayMend: boolean; further: string[] },
): EligibilityDetail {
  return {
    sign: signOf(assessment, locale),
    findings: assessment.findings.map((finding) => {
      const { asked, answer } = reasonOf(finding, locale);
      const { level, outcome } = finding;
      return { level, outcome, asked, answer, remedy: mayMend ? remedyOf(finding) : null };
    }),
    further,
  };
}
