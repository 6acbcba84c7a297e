import { formatMoney } from "#app/core/money.ts";
import { isCurrency } from "#app/core/reference/currencies.ts";

/** Long texts are shown by their beginning; the whole stays in the database. */
const LONGEST_SHOWN = 400;

/** A kept value of a field as a person reads it, in the words of the form. @param currency of the opportunity's amounts */
export function historyText(field: string, value: unknown, currency: string): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((each) => historyText(field, each, currency)).join("; ");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([cell, each]) => historyText(cell, each, currency))
      .filter(Boolean)
      .join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.endsWith("Minor") && isCurrency(currency) && /^\d+$/.test(String(value)))
    return formatMoney(BigInt(String(value)), currency);
  if (field.endsWith("Bps")) return `${Number(value) / 100} %`;
  if (field.endsWith("Deadline")) return String(value).slice(0, 10);
  const text = String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)} …` : text;
}
