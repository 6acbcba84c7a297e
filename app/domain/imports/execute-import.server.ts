import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { importRows } from "#app/domain/imports/import-rows.server.ts";
import { missingColumns, withSummary } from "#app/domain/imports/mapping.ts";
import { readRows, readSample } from "#app/domain/imports/read-rows.server.ts";
import type { Totals } from "#app/domain/imports/report.ts";
import { importMappingSchema } from "#app/domain/imports/schema.ts";

type Progress = (processedRows: number, totalRows: number) => void;

/**
 * Imports a file as its run says. Reads it to its end once before the first row is touched, so that a file that
 * turns out broken changes nothing. Can be called again after a crash: it goes on where it stopped.
 * @throws DomainError invalid when the file cannot be read or the mapping does not fit it
 */
export async function executeImport(
  actor: Actor,
  runId: string,
  file: string,
  onProgress: Progress = () => undefined,
): Promise<Totals> {
  const run = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
  const mapping = withSummary(importMappingSchema.parse(run.mapping));
  const { columns } = await readSample(file, 100);
  refuseUnfit(mapping, columns, run.kind !== null);
  let totalRows = 0;
  for await (const _row of readRows(file)) totalRows += 1;
  await db.importRun.update({ where: { id: runId }, data: { status: "running", totalRows } });
  const context = {
    actor,
    organisationId: run.organisationId,
    mapping,
    options: { kind: run.kind, publish: run.publish, dryRun: run.dryRun },
  };
  const totals = await importRows(runId, context, readRows(file), (processed) =>
    onProgress(processed, totalRows),
  );
  await db.importRun.update({ where: { id: runId }, data: { status: "finished", finishedAt: new Date() } });
  return totals;
}

/** @throws DomainError invalid when the mapping asks for columns that are not there, or says too little */
export function refuseUnfit(
  mapping: Parameters<typeof missingColumns>[0],
  columns: readonly string[],
  hasKind: boolean,
): void {
  const missing = missingColumns(mapping, columns);
  if (missing.length > 0)
    throw new DomainError(
      "invalid",
      `The file has no column ${missing.map((column) => `“${column}”`).join(", ")}. Its columns are: ${columns.join(", ")}.`,
    );
  if (!mapping.title)
    throw new DomainError(
      "invalid",
      "No column gives the title. Choose the column that says what each technology is.",
    );
  if (!hasKind && !mapping.kind)
    throw new DomainError(
      "invalid",
      "Choose the kind of opportunity for the whole file, or the column that says it.",
    );
}
