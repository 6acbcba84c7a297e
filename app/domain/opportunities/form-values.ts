import { formatMoney } from "#app/core/money.ts";
import { countryName } from "#app/core/reference/countries.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import { fieldsOfStep, type FieldName, type Step } from "#app/domain/opportunities/fields.ts";
import type { OpportunityValues } from "#app/domain/opportunities/schema.ts";
import { indianDay } from "#app/domain/opportunities/typed-text.ts";
import type { OpportunityKind } from "#app/core/reference/terms.ts";

/** What a form field holds before anybody types. */
export type FormValue = string | string[] | Record<string, string>[];
export type FormValues = Partial<Record<FieldName, FormValue>>;

const BLANK_ROWS: Partial<Record<FieldName, Record<string, string>>> = {
  patents: { number: "", country: "", expiresOn: "" },
  milestones: { label: "", amountMinor: "" },
  certifications: { certification: "", level: "required" },
};

const TEXT_LISTS: readonly FieldName[] = ["keywords", "rolesSought"];

function rowText(value: unknown, currency: Currency): string {
  return typeof value === "string" && /^\d+$/.test(value)
    ? formatMoney(BigInt(value), currency)
    : String(value ?? "");
}

function asTyped(field: FieldName, values: OpportunityValues): FormValue {
  const value = values[field];
  const currency = values.currency as Currency;
  const blankRow = BLANK_ROWS[field];
  if (blankRow) {
    const rows = (value as Record<string, unknown>[]).map((row) =>
      Object.fromEntries(
        Object.keys(blankRow).map((cell) => [
          cell,
          cell === "amountMinor" ? rowText(row[cell], currency) : String(row[cell] ?? ""),
        ]),
      ),
    );
    return [...rows, blankRow];
  }
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return indianDay(value);
  if (typeof value === "bigint") return formatMoney(value, currency);
  if (field === "industrialLicenceRequired") return value ? "on" : "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.endsWith("Bps")) return String(Number(value) / 100);
  if (!Array.isArray(value)) return String(value);
  if (TEXT_LISTS.includes(field)) return value.join(", ");
  return /countries/i.test(field)
    ? (value as string[]).map((code) => countryName(code)).join(", ")
    : (value as string[]);
}

/**
 * The stored values of one step as somebody would type them, with one blank row more where rows repeat.
 * Reading them back with `stepSchema` gives the stored values again.
 */
export function formValuesOf(step: Step, kind: OpportunityKind, values: OpportunityValues): FormValues {
  return Object.fromEntries(fieldsOfStep(step, kind).map((field) => [field, asTyped(field, values)]));
}
