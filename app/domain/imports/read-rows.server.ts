import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { readSheet, type CellValue } from "read-excel-file/node";
import yauzl from "yauzl";
import { DomainError } from "#app/core/errors.ts";
import type { Cells } from "#app/domain/imports/mapping.ts";
import { MOST_ROWS } from "#app/domain/imports/schema.ts";

/** One data row. `line` counts from 1 at the file's first line, so the first row below the header is 2. */
export type FileRow = { line: number; cells: Cells };

export type FileFormat = "csv" | "xlsx" | "json";

/** JSON is read whole, unlike the other two; beyond this size CSV is the way. */
const MOST_JSON_BYTES = 50 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 300 * 1024 * 1024;

/** Finds the format from the content; the name does not count. */
export async function detectFormat(file: string): Promise<FileFormat> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"))) return "xlsx";
    if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
      throw unreadable("This is the old Excel format (.xls). Save it as .xlsx or CSV and try again.");
    const isUtf16 = head[0] === 0xff && head[1] === 0xfe;
    if (head.subarray(0, 5).equals(Buffer.from("%PDF-")) || (head.includes(0) && !isUtf16))
      throw unreadable("This is not a CSV, XLSX or JSON file. Save the table as one of them and try again.");
    const text = head.toString("utf8").replace(/^\uFEFF/, "");
    return /^\s*\[/.test(text) ? "json" : "csv";
  } finally {
    await handle.close();
  }
}

/**
 * Streams the rows of a CSV, XLSX (first sheet) or JSON (array of objects) file; empty rows are passed over.
 * @throws DomainError invalid with what to do, when the file cannot be read as such
 */
export async function* readRows(file: string): AsyncGenerator<FileRow> {
  const format = await detectFormat(file);
  const rows = format === "xlsx" ? readXlsx(file) : format === "json" ? readJson(file) : readCsv(file);
  let count = 0;
  for await (const row of rows) {
    if (Object.values(row.cells).every((cell) => cell.trim() === "")) continue;
    if (++count > MOST_ROWS)
      throw unreadable(`The file has more than ${MOST_ROWS} rows. Split it into several files.`);
    yield row;
  }
}

/** The file's columns in order and its first rows, to choose a mapping by. */
export async function readSample(file: string, most = 5): Promise<{ columns: string[]; rows: FileRow[] }> {
  const rows: FileRow[] = [];
  for await (const row of readRows(file)) {
    rows.push(row);
    if (rows.length >= most) break;
  }
  if (rows.length === 0)
    throw unreadable("The file has no rows below its first line. The first line names the columns.");
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row.cells)))], rows };
}

function unreadable(message: string): DomainError {
  return new DomainError("invalid", message, { fieldErrors: { file: [message] } });
}

/** UTF-8, UTF-16 with its mark, or else what Windows programs write. */
async function textOf(file: string): Promise<{ encoding: string; firstLine: string }> {
  const bytes = Buffer.alloc(65_536);
  const handle = await open(file);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0).finally(() => handle.close());
  const head = bytes.subarray(0, bytesRead);
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : (await isUtf8(file)) ? "utf-8" : "windows-1252";
  return { encoding, firstLine: new TextDecoder(encoding).decode(head).split(/\r?\n/, 1)[0] ?? "" };
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

async function* readCsv(file: string): AsyncGenerator<FileRow> {
  const { encoding, firstLine } = await textOf(file);
  const count = (mark: string) => firstLine.split(mark).length;
  const delimiter = [",", ";", "\t"].sort((a, b) => count(b) - count(a))[0]!;
  const parser = Readable.from(decodedText(file, encoding)).pipe(
    parse({
      bom: true,
      columns: (header: string[]) => uniqueColumns(header),
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
    }),
  );
  try {
    // `info.lines` is where a record ends; a quoted cell with line breaks in it spans several.
    for await (const { record, info } of parser as AsyncIterable<{
      record: Cells;
      info: { lines: number };
    }>) {
      const breaks = Object.values(record).reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
      yield { line: info.lines - breaks, cells: record };
    }
  } catch (error) {
    throw unreadable(
      `The file cannot be read as CSV: ${(error as Error).message}. Open it in a spreadsheet program and save it as CSV (UTF-8) or XLSX.`,
    );
  }
}

async function* decodedText(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/** Names every column: an empty head becomes its position, a repeated one gets a number. */
function uniqueColumns(header: string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((head, position) => {
    const name = head.trim() || `Column ${position + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/**
 * The first sheet. Unlike CSV it is unpacked in memory, because a sheet's texts stand apart from its cells;
 * so the unpacked size is asked for first.
 */
async function* readXlsx(file: string): AsyncGenerator<FileRow> {
  const tooLarge = unreadable(
    "This XLSX file is too large to unpack. Save it as CSV, which is read in pieces.",
  );
  if ((await unpackedBytes(file)) > MOST_UNPACKED_BYTES) throw tooLarge;
  const [header, ...rows] = await readSheet(file).catch(() => {
    throw unreadable("The file cannot be read as XLSX. Open it in a spreadsheet program and save it again.");
  });
  const columns = uniqueColumns((header ?? []).map(cellText));
  for (const [position, row] of rows.entries())
    yield {
      line: position + 2,
      cells: Object.fromEntries(columns.map((column, cell) => [column, cellText(row[cell] ?? null)])),
    };
}

/** What the files inside a zip say they unpack to; Infinity when it is no zip. */
function unpackedBytes(file: string): Promise<number> {
  return new Promise((resolve) => {
    yauzl.open(file, { lazyEntries: false, autoClose: true }, (error, zip) => {
      if (error) return resolve(Infinity);
      let bytes = 0;
      zip.on("entry", (entry: yauzl.Entry) => (bytes += entry.uncompressedSize));
      zip.on("end", () => resolve(bytes)).on("error", () => resolve(Infinity));
    });
  });
}

function cellText(value: CellValue | null): string {
  if (value === null) return "";
  return value instanceof Date ? value.toISOString() : String(value);
}

async function* readJson(file: string): AsyncGenerator<FileRow> {
  if ((await stat(file)).size > MOST_JSON_BYTES)
    throw unreadable("A JSON file may have 50 MB at most. Save it as CSV, which is read in pieces.");
  const { encoding } = await textOf(file);
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file)) chunks.push(chunk as Buffer);
  let rows: unknown;
  try {
    rows = JSON.parse(new TextDecoder(encoding).decode(Buffer.concat(chunks)));
  } catch (error) {
    throw unreadable(`The file is not valid JSON: ${(error as Error).message}.`);
  }
  if (!Array.isArray(rows)) throw unreadable("The JSON file should be a list of objects, one for each row.");
  for (const [position, row] of rows.entries()) {
    if (typeof row !== "object" || row === null || Array.isArray(row))
      throw unreadable(`Entry ${position + 1} of the JSON file is not an object.`);
    yield { line: position + 1, cells: jsonCells(row as Record<string, unknown>) };
  }
}

function jsonCells(row: Record<string, unknown>): Cells {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      Array.isArray(value)
        ? value.map(String).join("; ")
        : typeof value === "object" && value !== null
          ? JSON.stringify(value)
          : value === null || value === undefined
            ? ""
            : String(value),
    ]),
  );
}
