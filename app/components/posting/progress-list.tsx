import { Link } from "@remix-run/react";
import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { IconText } from "#app/components/primitives.tsx";
import type { Step } from "#app/domain/opportunities/fields.ts";

export type StepProgress = { step: Step; title: string; missing: number; isStarted: boolean };

function mark({ step, missing, isStarted }: StepProgress) {
  if (missing > 0) return { icon: CircleAlert, words: `${missing} missing`, tone: "text-warn" };
  if (step === "review") return { icon: CircleDashed, words: "", tone: "text-quiet" };
  return isStarted
    ? { icon: CircleCheck, words: "done", tone: "text-good" }
    : { icon: CircleDashed, words: "optional", tone: "text-quiet" };
}

function StepState({ progress }: { progress: StepProgress }) {
  const { icon, words, tone } = mark(progress);
  return (
    words && (
      <span className={`text-sm ${tone}`}>
        <IconText icon={icon}>{words}</IconText>
      </span>
    )
  );
}

/**
 * The steps of the form with what each still needs; every one can be opened at any time. On a phone they fold
 * into one line, so that the form itself begins on the first screen.
 */
export function ProgressList(props: { reference: string; current: Step; steps: StepProgress[] }) {
  const place = props.steps.findIndex(({ step }) => step === props.current);
  const missing = props.steps.reduce((sum, step) => sum + step.missing, 0);
  return (
    <nav aria-label="Steps" className="mb-6">
      <details key={props.current} className="unfolds">
        <summary className="button button-secondary">
          Step {place + 1} of {props.steps.length}
          {missing > 0 && `, ${missing} missing`}
        </summary>
        <ol className="steps">
          {props.steps.map((progress, index) => (
            <li key={progress.step} className="flex flex-wrap items-baseline gap-x-2">
              <Link
                to={`/desk/opportunities/${props.reference}/edit/${progress.step}`}
                aria-current={progress.step === props.current ? "step" : undefined}
              >
                {index + 1}. {progress.title}
              </Link>
              <StepState progress={progress} />
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
