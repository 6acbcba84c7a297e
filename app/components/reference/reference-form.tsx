import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { CellControl, Labelled } from "#app/components/reference/cell-control.tsx";
import { Differences } from "#app/components/reference/version-history.tsx";
import { Button, Notice } from "#app/components/primitives.tsx";
import type { Difference } from "#app/domain/reference/differences.ts";
import type { Draft, Problems } from "#app/domain/reference/draft.ts";
import { isRows, type Rows, type Shape } from "#app/domain/reference/parts.ts";

type Props = {
  shape: Shape;
  version: number;
  draft: Draft;
  validFrom: string;
  note: string;
  problems: Problems;
  message: string;
  preview: { differences: Difference[]; seal: string } | null;
  grown: string;
};

/** A set of reference data to be edited. Every button is one of the form's own, so it works without script. */
export function ReferenceForm(props: Props) {
  const { shape, version, draft, validFrom, note, problems, preview } = props;
  return (
    <Form
      method="post"
      noValidate
      replace
      preventScrollReset={props.grown !== ""}
      aria-label="Change this set"
    >
      <Answer problems={problems} message={props.message} />
      <input type="hidden" name="version" value={version} />
      {/* The first button is the one that the Enter key presses. */}
      <button className="sr-only" tabIndex={-1} aria-hidden name="intent" value="preview" />
      {preview && <Preview {...preview} />}
      {/* What came back from the server is put into the fields anew. */}
      <div key={JSON.stringify(draft)}>
        {shape.map((part) =>
          isRows(part) ? (
            <RowsPart
              key={part.name}
              part={part}
              rows={draft.rows[part.name] ?? []}
              problems={problems}
              isGrown={props.grown === part.name}
            />
          ) : (
            <CellControl
              key={part.name}
              cell={part}
              name={part.name}
              texts={draft.fields[part.name] ?? []}
              problems={problems}
            />
          ),
        )}
      </div>
      <Labelled name="validFrom" title="Valid from" hint="The first day that this holds." problems={problems}>
        {(control) => <input type="date" className="control" defaultValue={validFrom} {...control} />}
      </Labelled>
      <Labelled
        name="note"
        title="Why, and by what authority"
        hint="Other moderators read it in the history. Name the notification, the law or the bank."
        problems={problems}
      >
        {(control) => (
          <textarea className="control" rows={3} maxLength={1000} defaultValue={note} {...control} />
        )}
      </Labelled>
      <Button name="intent" value="preview">
        See what would change
      </Button>
    </Form>
  );
}

/** What is wrong, each line a link to its field. Takes the focus when it appears. */
function Answer({ problems, message }: { problems: Problems; message: string }) {
  const ref = useRef<HTMLDivElement>(null);
  const entries = Object.entries(problems).flatMap(([name, texts]) => texts.map((text) => ({ name, text })));
  const signature = message + entries.map(({ text }) => text).join("|");
  useEffect(() => {
    if (signature) ref.current?.focus();
  }, [signature]);
  if (!signature) return null;
  return (
    <div ref={ref} tabIndex={-1} role="alert" className="mb-6">
      <Notice tone="bad" title={message || "Some entries cannot be saved. They are marked."}>
        {entries.length > 0 && (
          <ul className="list-disc pl-5">
            {entries.map(({ name, text }) => (
              <li key={name + text}>
                <a href={`#${name}`}>{text}</a>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}

function Preview({ differences, seal }: NonNullable<Props["preview"]>) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [seal]);
  return (
    <section
      ref={ref}
      tabIndex={-1}
      className="panel bg-wash mb-8 px-4 py-4"
      aria-labelledby="preview-heading"
    >
      <h2 id="preview-heading" className="mb-2 text-lg">
        {differences.length === 0 ? "Nothing differs from what holds today" : "What would change"}
      </h2>
      <Differences differences={differences} />
      <p className="text-quiet mt-3 mb-3 max-w-measure text-sm">
        {differences.length === 0
          ? "Saving would only note the new day and reason."
          : "Compared with what holds today. Earlier versions stay in the history."}
      </p>
      <input type="hidden" name="seal" value={seal} />
      <Button name="intent" value="save">
        Save this version
      </Button>
    </section>
  );
}

function RowsPart(props: {
  part: Rows;
  rows: Record<string, string[]>[];
  problems: Problems;
  isGrown: boolean;
}) {
  const { part, rows, problems, isGrown } = props;
  const last = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isGrown) last.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [isGrown, rows.length]);
  const own = problems[part.name];
  return (
    <fieldset id={part.name} tabIndex={-1} className="mb-6" aria-describedby={own && `${part.name}-error`}>
      <legend className="mb-1 text-lg font-semibold">{part.title}</legend>
      {own && (
        <p id={`${part.name}-error`} className="text-bad mb-2 text-sm font-semibold">
          {own.join(" ")}
        </p>
      )}
      <ol className="divide-line border-line divide-y border-y">
        {rows.map((row, index) => (
          <li
            key={index}
            ref={index === rows.length - 1 ? last : undefined}
            aria-label={`${part.one} ${index + 1}`}
            className="flex flex-wrap items-end gap-x-4 py-3"
          >
            {part.cells.map((cell) => (
              <CellControl
                key={cell.name}
                cell={cell}
                name={`${part.name}.${index}.${cell.name}`}
                texts={row[cell.name] ?? []}
                problems={problems}
                isInRow
              />
            ))}
            <Button
              look="secondary"
              small
              className="mb-2"
              name="intent"
              value={`remove ${part.name} ${index}`}
              aria-label={`Remove ${part.one} ${index + 1}`}
            >
              Remove
            </Button>
          </li>
        ))}
      </ol>
      {rows.length < part.most && (
        <Button look="secondary" small className="mt-3" name="intent" value={`add ${part.name}`}>
          Add a {part.one}
        </Button>
      )}
    </fieldset>
  );
}
