import { createWriteStream } from "node:fs";
import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { system } from "#app/core/actor.ts";
import { closeDatabase, db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { opportunityKindValues } from "#app/core/reference/terms.ts";
import { executeImport } from "#app/domain/imports/execute-import.server.ts";
import { proposeMapping } from "#app/domain/imports/propose-mapping.ts";
import { allImportRows } from "#app/domain/imports/queries.server.ts";
import { readSample } from "#app/domain/imports/read-rows.server.ts";
import { reportCsv, totalsLine } from "#app/domain/imports/report.ts";
import { importMappingSchema, importOptionsSchema, type ImportMapping } from "#app/domain/imports/schema.ts";

export const help = `Usage: npm run import -- --file F --organisation SLUG [options]

Creates and updates an organisation's opportunities from a CSV, XLSX or JSON file.

  --file F            the file; its first line (CSV, XLSX) names the columns
  --organisation SLUG the organisation that posts, as in /organisations/SLUG
  --map M.json        which column fills which field; guessed from the columns' names without it
  --kind K            ${opportunityKindValues.join(", ")}; needed unless a column says it
  --publish           publish what is complete; without it new rows become drafts
  --dry-run           do everything except keep it
  --report R.csv      write what became of every row, and what to do about it

The same row (by externalReference) is never created twice. The last line printed is
"created N, updated N, unchanged N, rejected N". Exit status: 0 done, 1 failed, 2 wrong usage.`;

class UsageError extends Error {}

function readArguments(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        file: { type: "string" },
        organisation: { type: "string" },
        map: { type: "string" },
        kind: { type: "string" },
        publish: { type: "boolean" },
        "dry-run": { type: "boolean" },
        report: { type: "string" },
      },
    });
    const { file, organisation } = values;
    if (!file) throw new UsageError("--file is missing: name the CSV, XLSX or JSON file.");
    if (!organisation)
      throw new UsageError("--organisation is missing: name the slug of the one that posts.");
    const options = importOptionsSchema.safeParse({
      kind: values.kind ?? null,
      publish: values.publish ?? false,
      dryRun: values["dry-run"] ?? false,
    });
    if (!options.success)
      throw new UsageError(`--kind should be one of: ${opportunityKindValues.join(", ")}.`);
    return { file, organisation, map: values.map, report: values.report, options: options.data };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

async function readMapping(file: string): Promise<ImportMapping> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UsageError(`--map ${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  const mapping = importMappingSchema.safeParse(json);
  if (!mapping.success)
    throw new UsageError(`--map ${file} is not right:\n${z.prettifyError(mapping.error)}`);
  return mapping.data;
}

/** Says how far it is: one line that is written over on a terminal, a line every tenth elsewhere. */
function progressPrinter(): (processed: number, total: number) => void {
  let told = 0;
  return (processed, total) => {
    const tenth = Math.floor((processed * 10) / Math.max(total, 1));
    if (process.stdout.isTTY)
      process.stdout.write(`\r${processed} of ${total} rows${processed === total ? "\n" : ""}`);
    else if (tenth > told) console.log(`${processed} of ${total} rows`);
    told = Math.max(told, tenth);
  };
}

async function importFile(args: string[]): Promise<void> {
  const { file, organisation: slug, map, report, options } = readArguments(args);
  await access(file).catch(() => {
    throw new UsageError(`--file ${file} cannot be read: is the path right?`);
  });
  const organisation = await db.organisation.findUnique({ where: { slug }, select: { id: true } });
  if (!organisation) throw new UsageError(`--organisation ${slug}: there is no organisation with this slug.`);
  const { columns, rows } = await readSample(file, 100);
  const mapping = map
    ? await readMapping(map)
    : proposeMapping(
        columns,
        rows.map((row) => row.cells),
      );
  if (!map) console.log(`No --map given; guessed from the columns: ${JSON.stringify(mapping)}`);
  const run = await db.importRun.create({
    data: {
      organisationId: organisation.id,
      fileName: path.basename(file),
      status: "running",
      mapping,
      ...options,
    },
    select: { id: true },
  });
  try {
    const totals = await executeImport(
      system("import from the command line"),
      run.id,
      file,
      progressPrinter(),
    );
    if (report) await pipeline(reportCsv(allImportRows(run.id)), createWriteStream(report));
    if (totals.rejected > 0 && !report)
      console.log("Some rows were rejected; --report R.csv writes why, and what to do about each.");
    if (options.dryRun) console.log("A dry run: nothing was kept.");
    console.log(totalsLine(totals));
  } catch (error) {
    const failure = error instanceof DomainError ? error.message : "The import was broken off.";
    await db.importRun
      .update({ where: { id: run.id }, data: { status: "failed", failure } })
      .catch(() => undefined);
    throw error;
  }
}

/** Runs `npm run import`. @returns the exit status */
export async function run(args: string[]): Promise<number> {
  try {
    await importFile(args);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee npm run import -- --help`);
      return 2;
    }
    if (!(error instanceof DomainError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await closeDatabase();
  }
}
