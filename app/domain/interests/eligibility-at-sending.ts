import { z } from "zod";
import type { Assessment, Finding, Verdict } from "#app/domain/eligibility/assess.ts";
import type { CalendarDate } from "#app/domain/eligibility/calendar.ts";
import { sentenceOf } from "#app/domain/eligibility/explain.ts";

/** How an applicant stood when its EoI was sent; `on` is the day it was at the applicant's place. */
export type SentAssessment = Assessment & { on: CalendarDate };

const RANK: Record<Verdict, number> = { does_not_qualify: 0, qualifies_with_gaps: 1, qualifies: 2 };
const VERDICT_TEXT: Record<Verdict, string> = {
  qualifies: "You qualify",
  qualifies_with_gaps: "You now qualify with gaps",
  does_not_qualify: "You now do not qualify",
};
const isVerdict = (text: string): text is Verdict => text in RANK;

const nameOf = (finding: Finding) =>
  [finding.about, finding.level, finding.about === "certification" ? finding.code : ""].join(":");

/**
 * An assessment in one line, which travels with the form so that sending can tell what has changed since the page
 * was shown: "qualifies_with_gaps certification:required:as9100d=gap". Pure.
 */
export function shownText({ verdict, findings }: Assessment): string {
  return [verdict, ...findings.map((each) => `${nameOf(each)}=${each.outcome}`)].join(" ");
}

/**
 * What stands worse than it did on the page, in sentences with the question; null when nothing does. What was shown
 * is the sender's own word: it decides only whether the sender is asked once more.
 * @param shown as shownText wrote it; anything else counts as a page that showed nothing
 */
export function worseSince(shown: string, now: Assessment, locale: string): string | null {
  const [verdict = "", ...lines] = shown.split(" ");
  if (!isVerdict(verdict)) return null;
  const known = new Set(lines);
  const changed = now.findings.filter(
    (each) =>
      each.outcome !== "met" && each.level === "required" && !known.has(`${nameOf(each)}=${each.outcome}`),
  );
  if (changed.length === 0 && RANK[now.verdict] >= RANK[verdict]) return null;
  const reasons = changed.map((each) => sentenceOf(each, locale));
  const ending = now.verdict === verdict ? [] : [`${VERDICT_TEXT[now.verdict]}.`];
  return ["Something has changed since this page was shown.", ...reasons, ...ending, "Send it anyway?"].join(
    " ",
  );
}

const snapshotSchema = z.looseObject({
  on: z.string(),
  verdict: z.enum(["qualifies", "qualifies_with_gaps", "does_not_qualify"]),
  findings: z.array(z.looseObject({ about: z.string(), level: z.string(), outcome: z.string() })),
});

/** Reads the column `eligibility_at_sending`; null for what was sent before it was kept. */
export function readSentAssessment(column: unknown): SentAssessment | null {
  const { success, data } = snapshotSchema.safeParse(column);
  return success ? (data as unknown as SentAssessment) : null;
}
