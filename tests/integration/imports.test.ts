import { copyFile, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { system } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { executeImport } from "#app/domain/imports/execute-import.server.ts";
import { importRows } from "#app/domain/imports/import-rows.server.ts";
import { allImportRows } from "#app/domain/imports/queries.server.ts";
import { readRows } from "#app/domain/imports/read-rows.server.ts";
import { importMappingSchema, type ImportMapping, type ImportOptions } from "#app/domain/imports/schema.ts";
import { makeOrganisation } from "#tests/factories/factories.ts";

const CATALOGUE = "tests/fixtures/catalogue.csv";
const actor = system("test");
const mapping = importMappingSchema.parse({
  externalReference: "Ref",
  title: "Technology",
  description: "Details",
  keywords: "Tags",
  totFeeMinor: "Fee",
  sector: { value: "naval-marine" },
  release: { column: "Class", values: { Open: "anyone", Restricted: "india_only" } },
});

let organisationId: string;
beforeAll(async () => {
  organisationId = (await makeOrganisation({ kind: "research_body" })).id;
});

async function newRun(options: Partial<ImportOptions> = {}, organisation = organisationId, using = mapping) {
  const data = { kind: "technology_transfer", publish: false, dryRun: false, ...options } as const;
  const run = await db.importRun.create({
    data: { organisationId: organisation, fileName: "f.csv", mapping: using as ImportMapping, ...data },
  });
  return run.id;
}

async function reportOf(runId: string) {
  const report = [];
  for await (const row of allImportRows(runId)) report.push(row);
  return report;
}

async function importFile(
  file = CATALOGUE,
  options: Partial<ImportOptions> = {},
  organisation = organisationId,
) {
  const runId = await newRun(options, organisation);
  const totals = await executeImport(actor, runId, file);
  return { runId, totals, report: await reportOf(runId) };
}

describe("importing a foreign catalogue", () => {
  it("keeps nothing in a dry run and says what would happen", async () => {
    const { totals } = await importFile(CATALOGUE, { dryRun: true, publish: true });
    expect(totals).toEqual({ created: 2, updated: 0, unchanged: 1, rejected: 3 });
    expect(await db.opportunity.count({ where: { organisationId } })).toBe(0);
  });

  it("accounts for every row with line, column, reason and remedy", async () => {
    const { totals, report, runId } = await importFile(CATALOGUE, { publish: true });
    expect(totals).toEqual({ created: 2, updated: 0, unchanged: 1, rejected: 3 });
    expect(report.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, "created"],
      [3, "created"],
      [5, "rejected"],
      [6, "rejected"],
      [7, "unchanged"],
      [9, "rejected"],
    ]);
    expect(report[2]!.problems).toEqual([
      { column: "Technology", reason: expect.stringMatching(/128 characters/), remedy: "Shorten it by 8." },
    ]);
    expect(report[3]!.problems[0]).toMatchObject({
      column: "Ref",
      reason: expect.stringContaining("Line 2"),
    });
    expect(report[5]!.problems[0]).toMatchObject({ column: "Fee" });
    const run = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
    expect(run).toMatchObject({ status: "finished", totalRows: 6, processedRows: 6, rejectedRows: 3 });
  });

  it("reads the rows as they are meant: money, lists, line breaks, a summary from the description", async () => {
    const made = await db.opportunity.findFirstOrThrow({
      where: { organisationId, externalReference: "LAB-1" },
    });
    expect(made).toMatchObject({
      status: "published",
      totFeeMinor: 125_000_000n,
      keywords: ["coating", "hull", "antifouling"],
      sector: "naval-marine",
    });
    expect(made.summary).toMatch(/^A two-layer coating/);
    const detector = await db.opportunity.findFirstOrThrow({
      where: { organisationId, externalReference: "LAB-2" },
    });
    expect(detector.description).toBe("Finds 5 ppm of methane at 30 m.\nRuns eight hours on one charge.");
  });

  it("changes nothing the second time, and updates only what the file changed", async () => {
    expect((await importFile(CATALOGUE, { publish: true })).totals).toEqual({
      created: 0,
      updated: 0,
      unchanged: 3,
      rejected: 3,
    });
    const changed = path.join(tmpdir(), `catalogue-${process.pid}.csv`);
    await writeFile(changed, (await readFile(CATALOGUE, "utf8")).replace("12.5 lakh", ""));
    expect((await importFile(changed, { publish: true })).totals).toMatchObject({ updated: 1, unchanged: 2 });
    const coating = await db.opportunity.findFirstOrThrow({
      where: { organisationId, externalReference: "LAB-1" },
    });
    expect(coating.totFeeMinor).toBeNull();
    expect(coating.status).toBe("published");
  });

  it("keeps an organisation's references to itself", async () => {
    const other = await makeOrganisation({ kind: "research_body" });
    expect((await importFile(CATALOGUE, {}, other.id)).totals).toMatchObject({ created: 2 });
    expect(await db.opportunity.count({ where: { organisationId: other.id, status: "draft" } })).toBe(2);
  });

  it("marks what it published for indexing", async () => {
    const [{ count }] = await db.$queryRaw<[{ count: bigint }]>`
      select count(*) from search.pending p join opportunity o on o.id = p.opportunity_id
      where o.organisation_id = ${organisationId}::uuid and p.engine = 'postgres'`;
    expect(count).toBe(2n);
  });
});

describe("a run that is broken off", () => {
  it("ends as if nothing had happened, whether it goes on or the file is imported anew", async () => {
    const { id } = await makeOrganisation({ kind: "university" });
    const runId = await newRun({}, id);
    const context = {
      actor,
      organisationId: id,
      mapping,
      options: { kind: "technology_transfer" as const, publish: false, dryRun: false },
    };
    async function* brokenOff() {
      let count = 0;
      for await (const row of readRows(CATALOGUE)) {
        if (++count > 3) throw new Error("the process died");
        yield row;
      }
    }
    await expect(importRows(runId, context, brokenOff(), undefined, 1)).rejects.toThrow("died");
    expect(await db.importRow.count({ where: { runId } })).toBe(3);
    const totals = await importRows(runId, context, readRows(CATALOGUE));
    expect(totals).toEqual({ created: 2, updated: 0, unchanged: 1, rejected: 3 });
    expect(await importRows(runId, context, readRows(CATALOGUE))).toEqual(totals);
    expect(await db.opportunity.count({ where: { organisationId: id } })).toBe(2);
  });

  it("lets two imports of the same file at once make each opportunity once", async () => {
    const { id } = await makeOrganisation({ kind: "university" });
    const results = await Promise.all([importFile(CATALOGUE, {}, id), importFile(CATALOGUE, {}, id)]);
    expect(results[0]!.totals.created + results[1]!.totals.created).toBe(2);
    expect(await db.opportunity.count({ where: { organisationId: id } })).toBe(2);
  });
});

describe("files that are not right", () => {
  const file = path.join(tmpdir(), `import-${process.pid}`);

  it("names the columns that are missing", async () => {
    await writeFile(file, "A,B\n1,2\n");
    const failed = importFile(file);
    await expect(failed).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(/“Ref”.*A, B/),
    });
  });

  it("says what to do with an empty file, an old Excel file and a broken one", async () => {
    await writeFile(file, "Ref,Technology,Details,Tags,Fee,Class\n");
    await expect(importFile(file)).rejects.toThrow(/no rows/);
    await writeFile(file, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]));
    await expect(importFile(file)).rejects.toThrow(/\.xlsx or CSV/);
    await writeFile(file, "%PDF-1.7\nNot, a, table\n1, 2, 3");
    await expect(importFile(file)).rejects.toThrow(/not a CSV, XLSX or JSON file/);
    await writeFile(file, Buffer.from("PK\u0003\u0004 this is no zip", "latin1"));
    await expect(importFile(file)).rejects.toThrow(/XLSX/);
    await writeFile(file, '[{"Ref": 1,');
    await expect(importFile(file)).rejects.toThrow(/not valid JSON/);
  });

  it("reads semicolons, Windows letters and JSON alike", async () => {
    const rows: string[] = [];
    await writeFile(file, Buffer.from("Ref;Technology\nM-1;M\u00fcller's m\u00fchle\n", "latin1"));
    for await (const { cells } of readRows(file)) rows.push(cells.Technology!);
    await writeFile(file, JSON.stringify([{ Ref: "M-1", Technology: "Müller's mühle" }]));
    for await (const { cells } of readRows(file)) rows.push(cells.Technology!);
    expect(rows).toEqual(["Müller's mühle", "Müller's mühle"]);
  });

  it("does not touch the database when the file breaks in the middle", async () => {
    const { id } = await makeOrganisation({ kind: "university" });
    await copyFile(CATALOGUE, file);
    await writeFile(file, `${await readFile(CATALOGUE, "utf8")}LAB-9,"never closed`);
    await expect(importFile(file, {}, id)).rejects.toMatchObject({ code: "invalid" });
    expect(await db.opportunity.count({ where: { organisationId: id } })).toBe(0);
  });
});
