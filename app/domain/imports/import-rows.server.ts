import { db, type Tx } from "#app/core/db.server.ts";
import {
  importRow,
  rowPreparer,
  type ImportContext,
  type PreparedRow,
} from "#app/domain/imports/import-row.server.ts";
import type { FileRow } from "#app/domain/imports/read-rows.server.ts";
import type { ReportRow, Totals } from "#app/domain/imports/report.ts";

/** Rows that commit together: enough to be quick, few enough that nobody waits for their locks. */
const ROWS_A_TRANSACTION = 25;

/**
 * Brings a file's rows into the database in the file's order. A row and its line in the report commit together,
 * so a run that was broken off goes on where it stopped, and ends as if nothing had happened.
 * @param onProgress told the rows done so far, after each commit
 */
export async function importRows(
  runId: string,
  context: ImportContext,
  rows: AsyncIterable<FileRow>,
  onProgress: (processedRows: number) => void = () => undefined,
  rowsATransaction = ROWS_A_TRANSACTION,
): Promise<Totals> {
  const prepare = rowPreparer(context);
  const lastLine = await lastReportedLine(runId);
  let processed = 0;
  let batch: PreparedRow[] = [];
  const flush = async () => {
    if (batch.length > 0) await importBatch(runId, context, batch);
    processed += batch.length;
    batch = [];
    onProgress(processed);
  };
  for await (const row of rows) {
    // Rows of an earlier try are still prepared, because later ones may repeat their references.
    const prepared = prepare(row);
    if (row.line <= lastLine) processed += 1;
    else if (batch.push(prepared) >= rowsATransaction) await flush();
  }
  await flush();
  return countOutcomes(db, runId);
}

async function lastReportedLine(runId: string): Promise<number> {
  const { _max } = await db.importRow.aggregate({ where: { runId }, _max: { line: true } });
  return _max.line ?? 0;
}

async function importBatch(runId: string, context: ImportContext, batch: PreparedRow[]): Promise<void> {
  try {
    await db.$transaction((tx) => importAll(tx, runId, context, batch), { timeout: 60_000, maxWait: 10_000 });
  } catch (error) {
    if (batch.length === 1) throw error;
    // One row met something unforeseen, such as the same reference arriving from elsewhere: take them singly.
    for (const row of batch) await importBatch(runId, context, [row]);
  }
}

async function importAll(tx: Tx, runId: string, context: ImportContext, batch: PreparedRow[]): Promise<void> {
  const reports: ReportRow[] = [];
  for (const row of batch) reports.push(await importRow(tx, context, row));
  await tx.importRow.createMany({ data: reports.map((report) => ({ runId, ...report })) });
  const totals = await countOutcomes(tx, runId);
  await tx.importRun.update({
    where: { id: runId },
    data: {
      processedRows: Object.values(totals).reduce((sum, count) => sum + count, 0),
      createdRows: totals.created,
      updatedRows: totals.updated,
      unchangedRows: totals.unchanged,
      rejectedRows: totals.rejected,
    },
  });
}

async function countOutcomes(tx: Tx, runId: string): Promise<Totals> {
  const groups = await tx.importRow.groupBy({ by: ["outcome"], where: { runId }, _count: true });
  const totals: Totals = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const { outcome, _count } of groups) totals[outcome] = _count;
  return totals;
}
