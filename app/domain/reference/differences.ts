import { countryText, dateText } from "#app/core/formats.ts";
import { formatMoney } from "#app/core/money.ts";
import { isRows, type Cell, type Rows, type Shape } from "#app/domain/reference/parts.ts";

/** One thing that two versions do not share; null where one of them has none. */
export type Difference = { what: string; before: string | null; after: string | null };

type Loose = Record<string, unknown>;

/** A stored value of a cell in words. */
export function cellText(cell: Cell, value: unknown, locale: string): string {
  const labelOf = (each: unknown) =>
    cell.options.find((option) => option.value === each)?.label ?? String(each);
  switch (cell.control) {
    case "choice":
      return labelOf(value);
    case "choices":
      return (value as string[]).map(labelOf).join(", ") || "none";
    case "countries":
      return (value as string[]).map(countryText).join(", ") || "none";
    case "amount":
      return formatMoney(BigInt(String(value)), "INR", locale);
    case "day":
      return dateText(String(value), locale);
    default:
      return String(value) || "nothing";
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Which row it is: "EUR: Euro, 1 Jun 2026". */
function keyText({ cells, key }: Rows, row: Loose, locale: string): string {
  const keys = cells.filter(({ name }) => key.includes(name));
  return keys.map((cell) => cellText(cell, row[cell.name], locale)).join(", ");
}

function rowText({ cells, key }: Rows, row: Loose, locale: string): string {
  const rest = cells.filter(({ name }) => !key.includes(name));
  return rest.map((cell) => `${cell.title}: ${cellText(cell, row[cell.name], locale)}`).join("; ");
}

function rowDifferences(part: Rows, before: Loose[], after: Loose[], locale: string): Difference[] {
  const identity = (row: Loose) => JSON.stringify(part.key.map((cell) => row[cell]));
  const nameOf = (row: Loose) => `${part.title}, ${keyText(part, row, locale)}`;
  const earlier = new Map(before.map((row) => [identity(row), row]));
  const later = new Set(after.map(identity));
  const removed = before
    .filter((row) => !later.has(identity(row)))
    .map((row) => ({ what: nameOf(row), before: rowText(part, row, locale), after: null }));
  const others = after.flatMap((row): Difference[] => {
    const old = earlier.get(identity(row));
    if (!old) return [{ what: nameOf(row), before: null, after: rowText(part, row, locale) }];
    return part.cells
      .filter(({ name }) => !same(old[name], row[name]))
      .map((cell) => ({
        what: `${nameOf(row)}: ${cell.title}`,
        before: cellText(cell, old[cell.name], locale),
        after: cellText(cell, row[cell.name], locale),
      }));
  });
  return [...removed, ...others, ...orderDifference(part, before, after, locale)];
}

/** Rows that both have, in another order. */
function orderDifference(part: Rows, before: Loose[], after: Loose[], locale: string): Difference[] {
  const orderOf = (rows: Loose[], others: Loose[]) => {
    const known = new Set(others.map((row) => keyText(part, row, locale)));
    return rows.map((row) => keyText(part, row, locale)).filter((key) => known.has(key));
  };
  const [old, now] = [orderOf(before, after), orderOf(after, before)];
  if (same(old, now)) return [];
  return [{ what: `${part.title}: order`, before: old.join(", "), after: now.join(", ") }];
}

/** What has changed from one value of a set to another, in words and in the order of its parts. Pure. */
export function differencesOf(shape: Shape, before: unknown, after: unknown, locale: string): Difference[] {
  const [old, now] = [before as Loose, after as Loose];
  return shape.flatMap((part): Difference[] => {
    const [was, is] = [old[part.name], now[part.name]];
    if (isRows(part)) return rowDifferences(part, was as Loose[], is as Loose[], locale);
    if (same(was, is)) return [];
    return [{ what: part.title, before: cellText(part, was, locale), after: cellText(part, is, locale) }];
  });
}

/** A value of a set in words, to be read: single values, then tables. Pure. */
export function presentValue(shape: Shape, value: unknown, locale: string) {
  const parts = value as Loose;
  const facts = shape.flatMap((part) =>
    isRows(part) ? [] : [{ term: part.title, text: cellText(part, parts[part.name], locale) }],
  );
  const tables = shape.filter(isRows).map(({ name, title, cells }) => ({
    title,
    columns: cells.map((cell) => cell.title),
    rows: (parts[name] as Loose[]).map((row) => cells.map((cell) => cellText(cell, row[cell.name], locale))),
  }));
  return { facts, tables };
}
