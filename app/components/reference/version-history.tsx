import { Link } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { Tag } from "#app/components/primitives.tsx";
import type { Difference } from "#app/domain/reference/differences.ts";

/** What differs, each with both values; words say which was before. */
export function Differences({ differences }: { differences: Difference[] }) {
  if (differences.length === 0) return null;
  return (
    <dl className="max-w-measure space-y-2">
      {differences.map(({ what, before, after }) => (
        <div key={what}>
          <dt className="font-semibold">{what}</dt>
          {before === null ? (
            <dd>New. {after}</dd>
          ) : (
            <dd className="text-quiet">
              {after === null ? "Removed. It was: " : "Before: "}
              {before}
            </dd>
          )}
          {before !== null && after !== null && <dd>After: {after}</dd>}
        </div>
      ))}
    </dl>
  );
}

export type HistoryEntry = {
  version: number;
  validFrom: string;
  note: string;
  enteredAt: string | null;
  enteredBy: string;
  isCurrent: boolean;
  differences: Difference[];
};

/** Every version, the newest first: from when it holds, who entered it when and why, and what it changed. */
export function VersionHistory({ history }: { history: HistoryEntry[] }) {
  return (
    <ol className="border-line ml-1 space-y-5 border-l pl-5">
      {history.map((entry) => (
        <li key={entry.version} id={`version-${entry.version}`}>
          <p>
            <span className="font-semibold">
              {entry.version === 0 ? "What the product begins with" : `Version ${entry.version}`}
            </span>
            , valid from <DateText iso={entry.validFrom} />.{" "}
            {entry.isCurrent && <Tag tone="good">Holds today</Tag>}
          </p>
          {entry.enteredAt && (
            <p className="text-quiet">
              Entered by {entry.enteredBy}, <DateText iso={entry.enteredAt} withTime />
            </p>
          )}
          <p className="max-w-measure whitespace-pre-line">{entry.note}</p>
          {entry.differences.length > 0 && (
            <details>
              <summary className="text-action inline-block cursor-pointer py-0.5">
                {entry.differences.length === 1 ? "1 difference" : `${entry.differences.length} differences`}{" "}
                to the version before
              </summary>
              <Differences differences={entry.differences} />
            </details>
          )}
          <p className="mt-1">
            <Link to={`?version=${entry.version}#shown`}>
              Show {entry.version === 0 ? "what it begins with" : `version ${entry.version}`}
            </Link>
          </p>
        </li>
      ))}
    </ol>
  );
}
