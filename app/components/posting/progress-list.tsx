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

/** The steps of the form with what each still needs; every one can be opened at any time. */
export function ProgressList(props: { reference: string; current: Step; steps: StepProgress[] }) {
  return (
    <nav aria-label="Steps" className="mb-6">
      <ol className="border-line grid gap-x-6 border-y py-2 sm:grid-cols-2 xl:grid-cols-4">
        {props.steps.map((progress, index) => {
          const { icon, words, tone } = mark(progress);
          const isCurrent = progress.step === props.current;
          return (
            <li key={progress.step} className="flex min-h-8 flex-wrap items-center gap-x-2 leading-6">
              <Link
                to={`/desk/opportunities/${props.reference}/edit/${progress.step}`}
                aria-current={isCurrent ? "step" : undefined}
                className={isCurrent ? "text-ink font-bold no-underline" : ""}
              >
                {index + 1}. {progress.title}
              </Link>
              {words && (
                <span className={`text-sm ${tone}`}>
                  <IconText icon={icon}>{words}</IconText>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
