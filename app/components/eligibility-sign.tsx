import type { Verdict } from "#app/domain/eligibility/assess.ts";

/** A verdict with its one line, written on the server: see signOf. */
export type EligibilityView = { verdict: Verdict; headline: string };

/** Whether the reader's organisation qualifies: a sign, drawn by the style sheet, and words; the colour only helps. */
export function EligibilitySign({ view }: { view: EligibilityView }) {
  return (
    <span className="sign" data-verdict={view.verdict}>
      {view.headline}
    </span>
  );
}
