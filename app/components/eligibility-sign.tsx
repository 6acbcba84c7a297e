import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from "lucide-react";
import type { Verdict } from "#app/domain/eligibility/assess.ts";

/** A verdict with its one line, written on the server: see signOf. */
export type EligibilityView = { verdict: Verdict; headline: string };

const LOOK: Record<Verdict, [icon: LucideIcon, tone: string]> = {
  qualifies: [CircleCheck, "text-good"],
  qualifies_with_gaps: [CircleAlert, "text-warn"],
  does_not_qualify: [CircleX, "text-bad"],
};

/** Whether the reader's organisation qualifies: a sign and words; the colour only helps. */
export function EligibilitySign({ view }: { view: EligibilityView }) {
  const [Icon, tone] = LOOK[view.verdict];
  return (
    <span className={`inline-flex items-start gap-1.5 ${tone}`}>
      <Icon aria-hidden size={16} strokeWidth={2} className="mt-1 shrink-0" />
      <span>{view.headline}</span>
    </span>
  );
}
