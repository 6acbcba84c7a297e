import { Link } from "@remix-run/react";
import { CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { EligibilitySign } from "#app/components/eligibility-sign.tsx";
import type { EligibilityDetail, FindingView } from "#app/domain/eligibility/present-eligibility.ts";

type Look = [word: string, icon: LucideIcon, tone: string];

const LOOK: Record<FindingView["outcome"], Look> = {
  met: ["Met", CircleCheck, "text-good"],
  gap: ["Gap", CircleAlert, "text-warn"],
  unknown: ["Not known", CircleAlert, "text-warn"],
  unmet: ["Not met", CircleX, "text-bad"],
};
/** Lacking it costs nothing but the advantage. */
const PREFERRED_LACKING: Look = ["Not needed", CircleDashed, "text-quiet"];

function FindingLine({ finding }: { finding: FindingView }) {
  const { level, outcome, asked, answer, remedy } = finding;
  const isMerelyPreferred = level === "preferred" && outcome !== "met";
  const [word, Icon, tone] = isMerelyPreferred ? PREFERRED_LACKING : LOOK[outcome];
  return (
    <li className="flex gap-2 py-2">
      <Icon aria-hidden size={20} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${tone}`} />
      <span className="min-w-0">
        {asked}: {answer}. <span className={`text-sm whitespace-nowrap ${tone}`}>({word})</span>
        {remedy && (
          <>
            {" "}
            <Link to={remedy.to} className="text-sm whitespace-nowrap">
              {remedy.label}
            </Link>
          </>
        )}
      </span>
    </li>
  );
}

/** Whether an organisation qualifies, and each thing that is asked beside what it has: the reader’s own, or an applicant. */
export function EligibilityFindings({ eligibility }: { eligibility: EligibilityDetail }) {
  const { sign, findings, further } = eligibility;
  return (
    <div className="max-w-measure">
      <p className="mb-2 font-semibold">
        <EligibilitySign view={sign} />
      </p>
      {findings.length > 0 ? (
        <ul className="divide-line border-line divide-y border-y">
          {findings.map((finding) => (
            <FindingLine key={finding.asked} finding={finding} />
          ))}
        </ul>
      ) : (
        <p>No conditions are named that could keep anybody out.</p>
      )}
      {further.length > 0 && (
        <div className="mt-3">
          <p>Asked as well, for you to judge:</p>
          <ul className="needs">
            {further.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
