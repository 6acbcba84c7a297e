import { Link } from "@remix-run/react";
import { STEPS } from "#app/domain/opportunities/fields.ts";
import type { QualityHint } from "#app/domain/opportunities/quality-hints.ts";

/** Advice with a link to the step where it can be followed. */
export function QualityNotes({
  reference,
  hints,
  mayEdit,
}: {
  reference: string;
  hints: QualityHint[];
  mayEdit: boolean;
}) {
  return (
    <ul className="max-w-measure list-disc space-y-1 pl-5">
      {hints.map(({ field, step, advice }) => (
        <li key={field}>
          {mayEdit ? (
            <Link to={`/desk/opportunities/${reference}/edit/${step}#step-${step}-${field}`}>
              {STEPS[step].title}
            </Link>
          ) : (
            STEPS[step].title
          )}
          : {advice}
        </li>
      ))}
    </ul>
  );
}
