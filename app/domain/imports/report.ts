import { stringify } from "csv-stringify";
import type { Readable } from "node:stream";
import type { RowProblem } from "#app/domain/imports/schema.ts";
import type { ImportOutcome } from "#prisma/generated/enums.ts";

export type ReportRow = {
  line: number;
  outcome: ImportOutcome;
  externalReference: string;
  reference: string;
  title: string;
  problems: RowProblem[];
};

export type Totals = Record<ImportOutcome, number>;

/** The last line of every import: what others may rely on. */
export function totalsLine(totals: Totals): string {
  return `created ${totals.created}, updated ${totals.updated}, unchanged ${totals.unchanged}, rejected ${totals.rejected}`;
}

/** Spreadsheet programs run cells that begin with these as formulas; an apostrophe keeps them text. */
function asText(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** The report as CSV: one line a row of the file, and one for each further problem of a row. */
export function reportCsv(rows: AsyncIterable<ReportRow>): Readable {
  const csv = stringify({
    header: true,
    bom: true,
    columns: ["line", "outcome", "your_reference", "sanyog_reference", "title", "column", "reason", "remedy"],
  });
  void (async () => {
    try {
      for await (const row of rows)
        for (const problem of row.problems.length > 0 ? row.problems : [null]) {
          const cells = [
            row.externalReference,
            row.reference,
            row.title,
            problem?.column ?? "",
            problem?.reason ?? "",
            problem?.remedy ?? "",
          ];
          if (!csv.write([row.line, row.outcome, ...cells.map(asText)]))
            await new Promise((resume) => csv.once("drain", resume));
        }
      csv.end();
    } catch (error) {
      csv.destroy(error as Error);
    }
  })();
  return csv;
}
