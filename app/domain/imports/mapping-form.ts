import { importFieldNames, LIST_LIMITS, TEXT_LIMITS, type ImportField } from "#app/domain/imports/fields.ts";
import { columnOf } from "#app/domain/imports/mapping.ts";
import type { ImportMapping, ImportSource } from "#app/domain/imports/schema.ts";

/** Whether a field may be told to shorten what is too long. */
export function canShorten(field: ImportField): boolean {
  return field !== "title" && (field in TEXT_LIMITS || field in LIST_LIMITS);
}

/** What the form shows of one field: the chosen column, or one value for all rows, and whether to shorten. */
export type MappingRow = { field: ImportField; column: string; value: string; shorten: boolean };

/** A mapping as rows of the form, one for each field. */
export function mappingRows(mapping: ImportMapping): MappingRow[] {
  return importFieldNames.map((field) => {
    const source = mapping[field];
    return {
      field,
      column: (source && columnOf(source)) ?? "",
      value: source && typeof source === "object" && "value" in source ? source.value : "",
      shorten: typeof source === "object" && "column" in source && source.shorten === true,
    };
  });
}

/**
 * Reads the form back: `<field>.column`, `<field>.value`, `<field>.shorten`. A value for all rows wins over a column.
 * Rules that the form does not show, such as a table of words, stay as they were while the column stays the same.
 */
export function mappingFromForm(form: FormData, before: ImportMapping): ImportMapping {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const mapping: ImportMapping = {};
  for (const field of importFieldNames) {
    const column = text(`${field}.column`);
    const value = text(`${field}.value`);
    if (value !== "") mapping[field] = { value };
    else if (column !== "") mapping[field] = withRules(column, form.has(`${field}.shorten`), before[field]);
  }
  return mapping;
}

function withRules(column: string, shorten: boolean, before: ImportSource | undefined): ImportSource {
  const rules =
    typeof before === "object" && "column" in before && before.column === column ? { ...before } : { column };
  delete (rules as { shorten?: boolean }).shorten;
  if (shorten) return { ...rules, shorten: true };
  return Object.keys(rules).length > 1 ? rules : column;
}
