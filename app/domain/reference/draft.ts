import { countryText } from "#app/core/formats.ts";
import { formatMoney, parseMoney } from "#app/core/money.ts";
import {
  readCountry,
  readEach,
  splitList,
  tidyLine,
  tidyText,
} from "#app/domain/opportunities/typed-text.ts";
import { isRows, type Cell, type Part, type Rows, type Shape } from "#app/domain/reference/parts.ts";

/** The cells of a form as texts; several where several are ticked. */
type Texts = Record<string, string[]>;

/** A set as somebody types it: nothing is lost, whatever it is. Plain JSON. */
export type Draft = { fields: Texts; rows: Record<string, Texts[]> };

/** What is wrong, by the name of the form's field: `rates.0.currency`. */
export type Problems = Record<string, string[]>;

type Loose = Record<string, unknown>;

function textsOf(cell: Cell, value: unknown): string[] {
  if (cell.control === "choices") return (value as string[] | undefined) ?? [];
  if (cell.control === "countries")
    return [((value as string[] | undefined) ?? []).map(countryText).join(", ")];
  if (cell.control === "amount") return [formatMoney(BigInt(String(value)), "INR")];
  return [String(value ?? "")];
}

const textsOfCells = (cells: Cell[], values: Loose): Texts =>
  Object.fromEntries(cells.map((cell) => [cell.name, textsOf(cell, values[cell.name])]));
const isCell = (part: Part): part is Cell => !isRows(part);

/** A stored value as its form shows it. */
export function draftOf(shape: Shape, value: unknown): Draft {
  const parts = value as Loose;
  const rows = shape
    .filter(isRows)
    .map((part) => [part.name, (parts[part.name] as Loose[]).map((row) => textsOfCells(part.cells, row))]);
  return { fields: textsOfCells(shape.filter(isCell), parts), rows: Object.fromEntries(rows) };
}

/** Enough to find every row that a form of ours sends; a form of somebody else does not make more of them. */
const MOST_ROWS = 999;

function readRows({ name, cells, most }: Rows, form: FormData): Texts[] {
  const numbers = new Set<number>();
  for (const key of form.keys()) {
    const [part, number = "", cell] = key.split(".");
    if (part === name && cell && /^\d{1,3}$/.test(number)) numbers.add(Number(number));
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .slice(0, Math.min(MOST_ROWS, most + 1))
    .map((number) => readTexts(cells, form, `${name}.${number}.`));
}

const readTexts = (cells: Cell[], form: FormData, prefix = ""): Texts =>
  Object.fromEntries(cells.map(({ name }) => [name, form.getAll(prefix + name).map(String)]));

/** What came with a form. */
export function readDraft(shape: Shape, form: FormData): Draft {
  const rows = shape.filter(isRows).map((part) => [part.name, readRows(part, form)]);
  return { fields: readTexts(shape.filter(isCell), form), rows: Object.fromEntries(rows) };
}

const blankRow = (cells: Cell[]): Texts =>
  Object.fromEntries(cells.map(({ name, control }) => [name, control === "choices" ? [] : [""]]));

/** The draft with a blank row more, or with one less; unchanged when there is no such part or row. */
export function withRow(draft: Draft, shape: Shape, name: string, remove: number | null): Draft {
  const part = shape.filter(isRows).find((each) => each.name === name);
  if (!part) return draft;
  const present = draft.rows[name] ?? [];
  const rows =
    remove === null
      ? [...present, blankRow(part.cells)].slice(0, part.most)
      : present.filter((_, index) => index !== remove);
  return { ...draft, rows: { ...draft.rows, [name]: rows } };
}

const MOST_COUNTRIES = 249;
const CHOSEN: readonly Cell["control"][] = ["choice", "choices"];

/** The draft without rows in which nothing is typed, as a blank one that was added and not used. */
export function withoutBlankRows(draft: Draft, shape: Shape): Draft {
  const rows = shape.filter(isRows).map(({ name, cells }) => {
    const typed = cells.filter(({ control }) => !CHOSEN.includes(control));
    const isBlank = (row: Texts) =>
      typed.length > 0 && typed.every((cell) => (row[cell.name] ?? []).every((text) => text.trim() === ""));
    return [name, (draft.rows[name] ?? []).filter((row) => !isBlank(row))];
  });
  return { ...draft, rows: Object.fromEntries(rows) };
}

/** What a text stands for; what cannot be read stays as it is, for the schema to refuse, or gets a sentence of its own. */
function readCell({ control }: Cell, texts: string[]): { value: unknown; problem?: string } {
  const text = tidyLine(texts[0] ?? "");
  if (control === "choices") return { value: texts };
  if (control === "text") return { value: tidyText(texts[0] ?? "") };
  if (control === "number") return { value: /^\d+(\.\d+)?\s*%?$/.test(text) ? Number.parseFloat(text) : NaN };
  if (control === "decimal") return { value: text.replaceAll(",", "") };
  if (control === "amount") {
    const amount = parseMoney(text, "INR");
    return amount.ok ? { value: amount.minor.toString() } : { value: text, problem: amount.message };
  }
  if (control !== "countries") return { value: text };
  const countries = readEach(splitList(texts[0] ?? ""), MOST_COUNTRIES, readCountry);
  return countries.ok ? { value: countries.value } : { value: [], problem: countries.message };
}

function readCells(cells: Cell[], texts: Texts, problems: Problems, prefix = ""): Loose {
  return Object.fromEntries(
    cells.map((cell) => {
      const { value, problem } = readCell(cell, texts[cell.name] ?? []);
      if (problem) problems[prefix + cell.name] = [problem];
      return [cell.name, value];
    }),
  );
}

/** The value that a draft stands for, for the set's schema to check, and what could not be read at all. */
export function valueOf(draft: Draft, shape: Shape): { value: Loose; problems: Problems } {
  const problems: Problems = {};
  const value = readCells(shape.filter(isCell), draft.fields, problems);
  for (const { name, cells } of shape.filter(isRows))
    value[name] = (draft.rows[name] ?? []).map((row, index) =>
      readCells(cells, row, problems, `${name}.${index}.`),
    );
  return { value, problems };
}
