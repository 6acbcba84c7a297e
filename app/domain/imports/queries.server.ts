import { z } from "zod";
import { mayEdit, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import type { ReportRow } from "#app/domain/imports/report.ts";
import { importMappingSchema, rowProblemsSchema } from "#app/domain/imports/schema.ts";
import type { ImportOutcome, Prisma } from "#prisma/generated/client.ts";

/** Imports are for those who post: owners and editors of the organisation. */
export function visibleTo(actor: Actor): Prisma.ImportRunWhereInput {
  if (actor.kind === "system") return {};
  return mayEdit(actor) ? { organisationId: actor.organisation.id } : { id: { in: [] } };
}

const summary = {
  id: true,
  status: true,
  fileName: true,
  kind: true,
  publish: true,
  dryRun: true,
  totalRows: true,
  processedRows: true,
  createdRows: true,
  updatedRows: true,
  unchangedRows: true,
  rejectedRows: true,
  failure: true,
  createdAt: true,
  finishedAt: true,
  createdBy: { select: { name: true } },
} satisfies Prisma.ImportRunSelect;

/** The organisation's imports, newest first, 20 a page. */
export async function listImportRuns(actor: Actor, page: number) {
  const where = visibleTo(actor);
  const [total, runs] = await Promise.all([
    db.importRun.count({ where }),
    db.importRun.findMany({
      where,
      select: summary,
      orderBy: { createdAt: "desc" },
      take: 20,
      skip: (page - 1) * 20,
    }),
  ]);
  return { total, runs };
}

/** One import with its mapping. @throws DomainError not_found */
export async function getImportRun(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) throw notFound("This import");
  const run = await db.importRun.findFirst({
    where: { AND: [{ id }, visibleTo(actor)] },
    select: { ...summary, mapping: true, storageKey: true, organisationId: true },
  });
  if (!run) throw notFound("This import");
  return { ...run, mapping: importMappingSchema.parse(run.mapping) };
}

/** Rows of a run for its page: those with problems first to look at, 50 a page. */
export async function listImportRows(
  runId: string,
  outcome: ImportOutcome | null,
  page: number,
): Promise<ReportRow[]> {
  const rows = await db.importRow.findMany({
    where: { runId, ...(outcome ? { outcome } : {}) },
    orderBy: { line: "asc" },
    take: 50,
    skip: (page - 1) * 50,
  });
  return rows.map(toReportRow);
}

/** Every row of a run in the file's order, read in pieces. */
export async function* allImportRows(runId: string): AsyncGenerator<ReportRow> {
  for (let after = 0; ;) {
    const rows = await db.importRow.findMany({
      where: { runId, line: { gt: after } },
      orderBy: { line: "asc" },
      take: 1_000,
    });
    yield* rows.map(toReportRow);
    if (rows.length < 1_000) return;
    after = rows.at(-1)!.line;
  }
}

function toReportRow(row: Omit<ReportRow, "problems"> & { problems: unknown }): ReportRow {
  const { line, outcome, externalReference, reference, title } = row;
  return {
    line,
    outcome,
    externalReference,
    reference,
    title,
    problems: rowProblemsSchema.parse(row.problems),
  };
}
