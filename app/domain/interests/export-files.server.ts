import { stringify } from "csv-stringify";
import { once } from "node:events";
import { PassThrough, pipeline, Readable } from "node:stream";
import { log } from "#app/core/log.server.ts";
import type { Cell, ExportRow } from "#app/domain/interests/export-rows.server.ts";

const plain = (cell: Cell) => (cell !== null && typeof cell === "object" ? cell.day : cell);

function noteFailure(error: Error | null | undefined): void {
  // Whoever closes the window in the middle of a file has caused no failure of ours.
  if (error && (error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE")
    log.error({ err: error }, "an export of applicants broke off");
}

/**
 * Rows as CSV while they are read. With a byte order mark, since spreadsheet programs take a file without one for
 * another encoding; what they would run as a formula is made text by an apostrophe.
 */
export function csvOf(rows: AsyncIterable<ExportRow>): Readable {
  const csv = stringify({ bom: true, escape_formulas: true });
  async function* lines() {
    let isFirst = true;
    for await (const row of rows) {
      if (isFirst) yield row.map(({ column }) => column);
      isFirst = false;
      yield row.map(({ cell }) => plain(cell));
    }
  }
  pipeline(Readable.from(lines()), csv, noteFailure);
  return csv;
}

const WIDE = 60;
const NARROW = 18;
/** What a spreadsheet's text may not hold: XML has no way to write it. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

function valueOf(cell: Cell): string | number | Date | null {
  if (typeof cell === "string") return cell.toWellFormed().replace(UNWRITABLE, "");
  return cell !== null && typeof cell === "object" ? new Date(`${cell.day}T00:00:00Z`) : cell;
}

/** Rows as an XLSX workbook of one sheet while they are read; texts are texts, whatever they begin with. */
export function xlsxOf(rows: AsyncIterable<ExportRow>, sheetName: string): Readable {
  const out = new PassThrough();
  writeWorkbook(rows, sheetName, out).catch((error: Error) => {
    noteFailure(error);
    out.destroy(error);
  });
  return out;
}

async function writeWorkbook(rows: AsyncIterable<ExportRow>, sheetName: string, out: PassThrough) {
  // Large, and nobody but exports needs it.
  const { default: excel } = await import("exceljs");
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = workbook.addWorksheet(sheetName, {
    views: [{ state: "frozen", xSplit: 1, ySplit: 1 }],
  });
  let isFirst = true;
  for await (const row of rows) {
    if (isFirst) {
      const isLong = ({ cell }: ExportRow[number]) => typeof cell === "string" && cell.length > 40;
      sheet.columns = row.map((each) => ({ width: isLong(each) ? WIDE : NARROW }));
      const header = sheet.addRow(row.map(({ column }) => column));
      header.font = { bold: true };
      header.commit();
      isFirst = false;
    }
    const added = sheet.addRow(row.map(({ cell }) => valueOf(cell)));
    for (const [index, { cell }] of row.entries())
      if (cell !== null && typeof cell === "object") added.getCell(index + 1).numFmt = "yyyy-mm-dd";
    added.commit();
    if (out.destroyed) return;
    if (out.writableNeedDrain) await Promise.race([once(out, "drain"), once(out, "close")]);
  }
  sheet.commit();
  await workbook.commit();
}
