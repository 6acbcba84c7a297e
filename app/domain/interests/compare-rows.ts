import type { RequirementLevel } from "#app/core/reference/terms.ts";
import type { Assessment, Finding, Outcome } from "#app/domain/eligibility/assess.ts";
import { reasonOf } from "#app/domain/eligibility/explain.ts";

/** The word that goes with an outcome wherever only the outcome is shown. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  met: "Met",
  gap: "Gap",
  unknown: "Not known",
  unmet: "Not met",
};

/** What lacks and is only preferred costs nothing but the advantage. */
export function outcomeWord({ level, outcome }: Pick<Finding, "level" | "outcome">): string {
  return level === "preferred" && outcome !== "met" ? "Not needed" : OUTCOME_WORDS[outcome];
}

/** How one applicant stands with one requirement; null where it was not asked of this one. */
export type RequirementCell = { outcome: Outcome; word: string; answer: string } | null;

export type RequirementRow = {
  key: string;
  asked: string;
  level: RequirementLevel;
  /** One for each applicant, in the order of the columns. */
  cells: RequirementCell[];
  differs: boolean;
};

export type FactRow = { key: string; label: string; cells: string[]; differs: boolean };

const keyOf = (finding: Finding) =>
  finding.about === "certification" ? `certification:${finding.code}` : finding.about;

/** Whether not all of these texts are the same. */
export function differ(texts: readonly string[]): boolean {
  return new Set(texts).size > 1;
}

/**
 * Requirements as rows and applicants as columns, in the order in which the first applicant's assessment names them.
 * Pure. @param assessments one for each applicant, in the order of the columns
 */
export function requirementRows(assessments: readonly Assessment[], locale: string): RequirementRow[] {
  const byKey = assessments.map(
    ({ findings }) => new Map(findings.map((finding) => [keyOf(finding), finding])),
  );
  const examples = new Map(
    assessments.flatMap(({ findings }) => findings.map((each) => [keyOf(each), each])),
  );
  return [...examples].map(([key, example]) => {
    const cells = byKey.map((findings): RequirementCell => {
      const finding = findings.get(key);
      if (!finding) return null;
      const { answer } = reasonOf(finding, locale, "they");
      return { outcome: finding.outcome, word: outcomeWord(finding), answer };
    });
    return {
      key,
      asked: reasonOf(example, locale, "they").asked,
      level: example.level,
      cells,
      differs: differ(cells.map((cell) => (cell ? cell.word + cell.answer : ""))),
    };
  });
}

/** A row of plain facts. */
export function factRow(key: string, label: string, cells: string[]): FactRow {
  return { key, label, cells, differs: differ(cells) };
}

const VERDICT_RANK = { qualifies: 0, qualifies_with_gaps: 1, does_not_qualify: 2 } as const;

/** The better qualified first: by the verdict, then by how much of what is asked is met. For sorting. */
export function byQualification(one: Assessment, other: Assessment): number {
  const met = ({ findings }: Assessment) => findings.filter(({ outcome }) => outcome === "met").length;
  return VERDICT_RANK[one.verdict] - VERDICT_RANK[other.verdict] || met(other) - met(one);
}
