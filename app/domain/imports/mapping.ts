import {
  COLUMN_ALIASES,
  importFieldLabel,
  importFieldNames,
  LIST_LIMITS,
  TEXT_LIMITS,
  type ImportField,
} from "#app/domain/imports/fields.ts";
import type { ImportMapping, ImportSource } from "#app/domain/imports/schema.ts";

export type Cells = Record<string, string>;
/** A row in our words: texts, and arrays of texts for list fields. Empty cells are left out. */
export type MappedRow = Partial<Record<ImportField, string | string[]>>;

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * Guesses which column fills which field from the columns' names: the same name first, then a known
 * alias, then an alias as part of the name. A column is used once, except that a lone description
 * also gives the summary, shortened.
 */
export function suggestMapping(columns: readonly string[]): ImportMapping {
  const mapping: ImportMapping = {};
  const free = new Map(columns.map((column) => [column, words(column)]));
  const rounds: Array<(column: string, field: ImportField) => boolean> = [
    (column, field) => column === words(field) || column === words(importFieldLabel(field)),
    (column, field) => COLUMN_ALIASES[field]?.includes(column) ?? false,
    (column, field) =>
      COLUMN_ALIASES[field]?.some((alias) => alias.length > 4 && ` ${column} `.includes(` ${alias} `)) ??
      false,
  ];
  for (const fits of rounds)
    for (const field of importFieldNames) {
      if (mapping[field]) continue;
      const found = [...free].find(([, column]) => fits(column, field));
      if (!found) continue;
      mapping[field] = found[0];
      free.delete(found[0]);
    }
  return withSummary(mapping);
}

/** Where no column gives the summary, the beginning of the description does. */
export function withSummary(mapping: ImportMapping): ImportMapping {
  const column = mapping.description && columnOf(mapping.description);
  return mapping.summary || !column ? mapping : { ...mapping, summary: { column, shorten: true } };
}

/** The column a source reads, or null for a constant. */
export function columnOf(source: ImportSource): string | null {
  if (typeof source === "string") return source;
  return "column" in source ? source.column : null;
}

/** The columns a mapping names that the file does not have. */
export function missingColumns(mapping: ImportMapping, columns: readonly string[]): string[] {
  const known = new Set(columns);
  return Object.values(mapping)
    .map((source) => columnOf(source!))
    .filter((column): column is string => column !== null && !known.has(column));
}

/** Reads one row of the file by a mapping. Pure; checks nothing. */
export function mapRow(mapping: ImportMapping, cells: Cells): MappedRow {
  const row: MappedRow = {};
  for (const [field, source] of Object.entries(mapping) as Array<[ImportField, ImportSource]>) {
    const value = readSource(field, source, cells);
    if (value.length > 0) row[field] = value;
  }
  return row;
}

function readSource(field: ImportField, source: ImportSource, cells: Cells): string | string[] {
  if (typeof source === "object" && "value" in source)
    return LIST_LIMITS[field] ? splitList(source.value) : source.value;
  const rule = typeof source === "string" ? { column: source } : source;
  const cell = (cells[rule.column] ?? "").trim();
  const translate = (text: string) => rule.values?.[text] ?? rule.otherwise ?? text;
  const limit = TEXT_LIMITS[field];
  const list = LIST_LIMITS[field];
  if (list !== undefined) {
    const values = [...new Set(splitList(cell, rule.separator).map(translate).filter(Boolean))];
    return rule.shorten ? values.slice(0, list) : values;
  }
  const text = cell === "" && !rule.otherwise && rule.values?.[""] === undefined ? "" : translate(cell);
  return rule.shorten && limit !== undefined ? shortenText(text, limit) : text;
}

function splitList(text: string, separator?: string): string[] {
  const parts = separator
    ? text.split(separator)
    : text.split(text.includes(";") ? ";" : text.includes("|") ? "|" : ",");
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Cuts a text to at most `limit` characters: after its last whole sentence, else after a word with "…". */
export function shortenText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit);
  const sentenceEnd = Math.max(...[". ", "! ", "? ", ".\n"].map((end) => head.lastIndexOf(end)));
  if (sentenceEnd > limit / 3) return head.slice(0, sentenceEnd + 1);
  const wordEnd = head.slice(0, limit - 1).lastIndexOf(" ");
  return `${head.slice(0, wordEnd > limit / 3 ? wordEnd : limit - 1).trimEnd()}…`;
}
