import { Form } from "@remix-run/react";
import { Button, Section } from "#app/components/primitives.tsx";

type MappingRow = { field: string; column: string; value: string; shorten: boolean };
type Choice = {
  columns: string[];
  samples: string[][];
  fields: Array<MappingRow & { label: string; canShorten: boolean }>;
};
type Props = {
  choice: Choice;
  /** What was chosen when something was wrong with it. */
  typed: MappingRow[] | undefined;
  kinds: Array<{ value: string; label: string }>;
  run: { kind: string | null; publish: boolean };
};

/** Which column fills which field: a proposal to correct, then a dry run or the import itself. */
export function MappingForm({ choice, typed, kinds, run }: Props) {
  const fields = choice.fields
    .filter(({ field }) => field !== "kind" || kinds.length > 1)
    .map((row) => ({ ...row, ...typed?.find((each) => each.field === row.field) }));
  const chosen = fields.filter(({ column, value }) => column !== "" || value !== "");
  const others = fields.filter((row) => !chosen.includes(row));
  const unused = choice.columns.filter((each) => !chosen.some(({ column }) => column === each));
  return (
    <>
      <ColumnSamples choice={choice} />
      <Form method="post">
        <Section title="Which column is what" id="mapping">
          <p className="text-quiet max-w-measure mb-3">
            We guessed from the names of the columns. Choose another column, or write one value that holds for
            all rows.
            {unused.length > 0 && ` Not used so far: ${unused.join(", ")}.`}
          </p>
          <FieldRows rows={chosen} columns={choice.columns} />
          <details className="mt-4">
            <summary className="text-action min-h-8 cursor-pointer font-semibold">
              {others.length} more fields
            </summary>
            <FieldRows rows={others} columns={choice.columns} />
          </details>
        </Section>
        <Section title="How to import" id="options">
          <label htmlFor="kind" className="block font-semibold">
            Kind of opportunity
          </label>
          <select
            id="kind"
            name="kind"
            defaultValue={run.kind ?? kinds[0]?.value}
            className="control mb-4 max-w-md"
          >
            {kinds.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
            <option value="">As a column of the file says</option>
          </select>
          <label className="flex gap-3 py-1">
            <input
              type="checkbox"
              name="publish"
              defaultChecked={run.publish}
              className="accent-action mt-0.5 size-5 shrink-0"
            />
            <span>
              Publish what is complete
              <span className="text-quiet block text-sm">Without this, new rows become drafts.</span>
            </span>
          </label>
          <div className="mt-4 flex flex-wrap gap-3">
            <Button name="intent" value="try">
              Try it first
            </Button>
            <Button name="intent" value="import" look="secondary">
              Import now
            </Button>
          </div>
          <p className="text-quiet mt-2 text-sm">
            “Try it first” does everything except keep it, and shows what would become of each row.
          </p>
        </Section>
      </Form>
    </>
  );
}

function ColumnSamples({ choice }: { choice: Choice }) {
  return (
    <Section title="What is in the file" id="columns">
      <div
        className="panel max-h-80 overflow-auto"
        tabIndex={0}
        role="region"
        aria-label="Columns and their first rows"
      >
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-b text-left">
              <th scope="col" className="px-3 py-2">
                Column
              </th>
              <th scope="col" className="px-3 py-2">
                First rows
              </th>
            </tr>
          </thead>
          <tbody>
            {choice.columns.map((column, position) => (
              <tr key={column} className="border-line border-b align-top">
                <th scope="row" className="px-3 py-2 text-left">
                  {column}
                </th>
                <td className="text-quiet px-3 py-2">
                  {choice.samples[position]?.filter(Boolean).join(" · ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function FieldRows({ rows, columns }: { rows: Choice["fields"]; columns: string[] }) {
  return (
    <ul className="divide-line border-line divide-y border-y">
      {rows.map(({ field, label, column, value, shorten, canShorten }) => (
        <li key={field} className="grid items-baseline gap-x-4 gap-y-1 py-2 md:grid-cols-[13rem_1fr_1fr]">
          <span className="font-semibold" id={`${field}-label`}>
            {label}
          </span>
          <div>
            <select
              name={`${field}.column`}
              defaultValue={column}
              aria-label={`Column for ${label}`}
              className="control"
            >
              <option value="">No column</option>
              {columns.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
            {canShorten && (
              <label className="mt-1 flex items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  name={`${field}.shorten`}
                  defaultChecked={shorten}
                  className="accent-action size-5"
                />
                Shorten what is too long
              </label>
            )}
          </div>
          <input
            name={`${field}.value`}
            defaultValue={value}
            placeholder="or one value for all rows"
            aria-label={`${label}: one value for all rows`}
            className="control"
          />
        </li>
      ))}
    </ul>
  );
}
