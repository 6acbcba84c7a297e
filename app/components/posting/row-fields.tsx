import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import type { ComponentProps, ReactNode } from "react";
import { SelectField, TextField, type Option } from "#app/components/forms.tsx";
import { Button } from "#app/components/primitives.tsx";

export type Column = {
  cell: string;
  label: string;
  hint?: string;
  options?: Option[];
  placeholder?: string;
  input?: ComponentProps<"input">;
  /** Holds a few digits, so that its neighbours get the room. */
  isShort?: boolean;
};

type Rows = FieldMetadata<Record<string, string>[]>;

/**
 * Rows that repeat. There is always one blank row; more come by the button, which works without script, too.
 * A row that is left or made blank is not saved.
 */
export function RowFields(props: {
  form: FormMetadata<Record<string, unknown>, string[]>;
  field: Rows;
  label: string;
  hint?: ReactNode;
  columns: Column[];
  addLabel: string;
}) {
  const { form, field, label, hint, columns, addLabel } = props;
  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      className="mb-6 max-w-3xl"
      aria-describedby={field.errors ? field.errorId : undefined}
    >
      <legend className="mb-0.5 font-semibold">
        {label} <span className="text-quiet font-normal">(optional)</span>
      </legend>
      <p className="text-quiet mb-2 text-sm">{hint} Leave a row blank to leave it out.</p>
      {field.errors && (
        <p id={field.errorId} className="text-bad mb-1 text-sm font-semibold">
          {field.errors.join(" ")}
        </p>
      )}
      {field.getFieldList().map((row, index) => (
        <div
          key={row.key}
          role="group"
          aria-label={`${label}, row ${index + 1}`}
          className="border-line mb-3 gap-x-4 border-l-2 pl-4 sm:flex sm:items-end"
        >
          {columns.map((column) => (
            <div
              key={column.cell}
              className={column.isShort ? "sm:w-22 sm:shrink-0" : "sm:min-w-0 sm:flex-1"}
            >
              <Cell
                column={column}
                field={(row.getFieldset() as Record<string, FieldMetadata>)[column.cell]!}
              />
            </div>
          ))}
        </div>
      ))}
      <Button look="secondary" small {...form.insert.getButtonProps({ name: field.name })}>
        {addLabel}
      </Button>
    </fieldset>
  );
}

function Cell({ column, field }: { column: Column; field: FieldMetadata }) {
  // A cell by itself is neither optional nor required: the row is.
  const common = { field: { ...plain(field), required: true }, label: column.label, hint: column.hint };
  return column.options ? (
    <SelectField
      {...common}
      options={column.options}
      placeholder={column.placeholder}
      aria-required={undefined}
    />
  ) : (
    <TextField {...common} maxLength={undefined} aria-required={undefined} {...column.input} />
  );
}

/** Conform's metadata are getters on a proxy; a copy can be changed. */
function plain(field: FieldMetadata) {
  const { id, name, errors, errorId, descriptionId, initialValue, minLength, maxLength, key } = field;
  return { id, name, errors, errorId, descriptionId, initialValue, minLength, maxLength, key };
}
