import { DateText } from "#app/components/facts.tsx";
import { FIELDS, type FieldName } from "#app/domain/opportunities/fields.ts";

export type HistoryEvent = {
  id: string;
  type: string;
  at: string;
  who: string;
  reason: string;
  changes: { field: string; before: string; after: string }[];
};

const WORDS: Record<string, string> = {
  created: "Draft started",
  edited: "Changed",
  published: "Published",
  held: "Put on hold",
  resumed: "Resumed",
  closed: "Closed",
  renewed: "Renewed",
  expired: "Expired",
  imported: "Imported from a file",
  archived: "Archived",
};

const labelOf = (field: string) => (field in FIELDS ? FIELDS[field as FieldName].label : "Documents");

/** Who did what when, the latest first; what was public shows each change with both versions. */
export function HistoryList({ events }: { events: HistoryEvent[] }) {
  return (
    <ol className="border-line ml-1 space-y-4 border-l pl-5">
      {events.map(({ id, type, at, who, reason, changes }) => (
        <li key={id}>
          <p>
            <span className="font-semibold">{WORDS[type] ?? type}</span> <DateText iso={at} withTime />{" "}
            {who && <span className="text-quiet">by {who}</span>}
          </p>
          {reason && <p className="max-w-measure">{reason}</p>}
          {changes.length > 0 && (
            <details>
              <summary className="text-action inline-block cursor-pointer py-0.5">
                {changes.map(({ field }) => labelOf(field)).join(", ")}
              </summary>
              <dl className="max-w-measure mt-1 space-y-2">
                {changes.map(({ field, before, after }) => (
                  <div key={field}>
                    <dt className="font-semibold">{labelOf(field)}</dt>
                    <dd className="text-quiet whitespace-pre-line">Before: {before || "blank"}</dd>
                    <dd className="whitespace-pre-line">After: {after || "blank"}</dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
