import type { ReactNode } from "react";
import type { Problems } from "#app/domain/reference/draft.ts";
import type { Cell } from "#app/domain/reference/parts.ts";

type Control = {
  id: string;
  name: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

/** A label with hint and error around one control. In a row the label is lighter and hints are for the ear. */
export function Labelled(props: {
  name: string;
  title: string;
  hint: string;
  problems: Problems;
  isInRow?: boolean;
  children: (control: Control) => ReactNode;
}) {
  const { name, title, hint, problems, isInRow = false } = props;
  const own = problems[name];
  const describedBy = [hint && `${name}-hint`, own && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div className={isInRow ? "mb-2 min-w-0 flex-[1_1_10rem]" : "mb-5 max-w-measure"}>
      <label htmlFor={name} className={isInRow ? "text-quiet block text-sm" : "mb-0.5 block font-semibold"}>
        {title}
      </label>
      <Notes {...{ name, hint, own }} />
      {props.children({
        ...{ id: name, name },
        "aria-invalid": own ? true : undefined,
        "aria-describedby": describedBy || undefined,
      })}
    </div>
  );
}

function Notes({ name, hint, own }: { name: string; hint: string; own: string[] | undefined }) {
  return (
    <>
      {hint && (
        <p id={`${name}-hint`} className="text-quiet mb-1 text-sm">
          {hint}
        </p>
      )}
      {own && (
        <p id={`${name}-error`} className="text-bad mb-1 text-sm font-semibold">
          <span className="sr-only">Error: </span>
          {own.join(" ")}
        </p>
      )}
    </>
  );
}

type Props = { cell: Cell; name: string; texts: string[]; problems: Problems; isInRow?: boolean };

const INPUTS = {
  line: {},
  day: { type: "date" },
  number: { inputMode: "decimal" },
  decimal: { inputMode: "decimal" },
  amount: {},
  countries: {},
} as const;

/** The control that a cell asks for. */
export function CellControl({ cell, name, texts, problems, isInRow = false }: Props) {
  const { title, control, options } = cell;
  if (control === "choices") return <Choices {...{ cell, name, texts, problems }} />;
  // Once is enough where every row says it again.
  const hint = isInRow && control !== "text" ? "" : cell.hint;
  return (
    <Labelled {...{ name, title, hint, problems, isInRow }}>
      {(frame) => {
        if (control === "choice")
          return (
            <select className="control" defaultValue={texts[0] ?? ""} {...frame}>
              {!texts[0] && <option value="">Choose one</option>}
              {options.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          );
        if (control === "text")
          return <textarea className="control" rows={2} defaultValue={texts[0] ?? ""} {...frame} />;
        return <input className="control" defaultValue={texts[0] ?? ""} {...INPUTS[control]} {...frame} />;
      }}
    </Labelled>
  );
}

function Choices({ cell, name, texts, problems }: Props) {
  const own = problems[name];
  return (
    <fieldset
      id={name}
      tabIndex={-1}
      className="mb-2 basis-full"
      aria-describedby={own ? `${name}-error` : undefined}
    >
      <legend className="text-quiet text-sm">
        {cell.title}. {cell.hint}
      </legend>
      <Notes name={name} hint="" own={own} />
      <div className="grid gap-x-6 sm:grid-cols-2 xl:grid-cols-3">
        {cell.options.map(({ value, label }) => (
          <label key={value} className="flex min-h-6 gap-2 py-0.5">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={texts.includes(value)}
              className="accent-action mt-0.5 size-5 shrink-0"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
