import { Link } from "@remix-run/react";
import type { GapLine } from "#app/domain/eligibility/gap-words.ts";

/** What would open most, one remedy a line, each with the list of what it opens. */
export function GapPlan({ lines }: { lines: GapLine[] }) {
  return (
    <ol className="divide-line border-line divide-y border-y">
      {lines.map(({ key, fact, effect, to, results }) => (
        <li key={key} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
          <span className="max-w-measure">
            {fact}; <Link to={results}>{effect}</Link>.
          </span>
          {to && (
            <Link to={to.href} className="text-sm whitespace-nowrap">
              {to.label}
              <span className="sr-only">: {fact}</span>
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}
