import { TextAreaField, type AnyField } from "#app/components/forms.tsx";
import { PROCESS_GROUPS } from "#app/core/reference/processes.ts";

const chosenOf = ({ initialValue }: AnyField): string[] =>
  Array.isArray(initialValue)
    ? initialValue.filter((each): each is string => typeof each === "string")
    : typeof initialValue === "string"
      ? [initialValue]
      : [];

/** Processes by group, each group folded until something in it is ticked, and room for those that are not listed. */
export function ProcessFields({ fields }: { fields: Record<"processes" | "otherProcesses", AnyField> }) {
  const { processes, otherProcesses } = fields;
  const chosen = chosenOf(processes);
  return (
    <>
      <fieldset id={processes.id} tabIndex={-1} className="mb-6 max-w-measure">
        <legend className="mb-1 font-semibold">Processes you run yourself</legend>
        {processes.errors && (
          <p id={processes.errorId} className="text-bad mb-1 text-sm font-semibold">
            {processes.errors.join(" ")}
          </p>
        )}
        {PROCESS_GROUPS.map((group) => {
          const count = group.processes.filter(({ code }) => chosen.includes(code)).length;
          return (
            <details key={group.label} open={count > 0} className="border-line border-t py-1">
              <summary className="min-h-8 cursor-pointer py-1">
                {group.label}
                {count > 0 && <span className="text-quiet"> ({count} ticked)</span>}
              </summary>
              <div className="grid gap-x-6 pb-2 pl-4 sm:grid-cols-2">
                {group.processes.map(({ code, label }) => (
                  <label key={code} className="flex gap-3 py-1">
                    <input
                      key={processes.key}
                      type="checkbox"
                      name={processes.name}
                      value={code}
                      defaultChecked={chosen.includes(code)}
                      className="accent-action mt-0.5 size-5 shrink-0"
                    />
                    <span>{label}</span>
                  </label>
                ))}
              </div>
            </details>
          );
        })}
      </fieldset>
      <TextAreaField
        field={otherProcesses}
        label="Other processes"
        hint="In your own words, one a line. At most 20."
        rows={4}
      />
    </>
  );
}
