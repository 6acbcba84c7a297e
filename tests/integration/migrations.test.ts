import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabase, pendingMigrations } from "#prisma/migrate.server.ts";
import { diffSchema, UNMANAGED_TABLES } from "#prisma/schema-diff.ts";
import { databaseUrl } from "#tests/setup/database.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sanyog-migrations-"));
const client = new pg.Client(databaseUrl);

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

beforeAll(async () => {
  cpSync("prisma/migrations", folder, { recursive: true });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
});

test("the migrated database is what schema.prisma says", async () => {
  expect(await diffSchema(databaseUrl, UNMANAGED_TABLES)).toBe("");
});

test("the comparison notices a column, an index and an enum value that are not in schema.prisma", async () => {
  await client.query("alter table organisation add column surplus text");
  await client.query("drop index opportunity_event_opportunity_id_created_at_idx");
  await client.query("alter type licence add value 'borrowed'");
  const sql = await diffSchema(databaseUrl, UNMANAGED_TABLES);
  expect(sql).toContain('DROP COLUMN "surplus"');
  expect(sql).toContain('CREATE INDEX "opportunity_event_opportunity_id_created_at_idx"');
  expect(sql).toContain('CREATE TYPE "licence_new"');
});

test("several processes migrate at once and one of them does the work", async () => {
  addMigration("29990101000000_first", "create table first_probe (id int primary key)");
  addMigration("29990101000001_second", "insert into first_probe values (1)");
  expect(await pendingMigrations(databaseUrl, folder)).toHaveLength(2);
  const applied = await Promise.all([1, 2, 3].map(() => migrateDatabase(databaseUrl, folder)));
  expect(applied.flat()).toEqual(["29990101000000_first", "29990101000001_second"]);
  expect((await client.query("select * from first_probe")).rowCount).toBe(1);
  expect(await pendingMigrations(databaseUrl, folder)).toEqual([]);
});

test("a migration that fails leaves nothing behind and can be mended", async () => {
  addMigration("29990101000002_third", "create table third_probe (id int); select 1 / 0");
  await expect(migrateDatabase(databaseUrl, folder)).rejects.toThrow(
    "Migration 29990101000002_third failed and was rolled back: division by zero",
  );
  const { rows } = await client.query("select to_regclass('third_probe') as found");
  expect(rows[0].found).toBeNull();
  addMigration("29990101000002_third", "create table third_probe (id int)");
  expect(await migrateDatabase(databaseUrl, folder)).toEqual(["29990101000002_third"]);
});

test("an edited migration is refused by name", async () => {
  addMigration("29990101000000_first", "create table first_probe (id bigint primary key)");
  await expect(migrateDatabase(databaseUrl, folder)).rejects.toThrow(
    "Migration 29990101000000_first was edited after it had been applied",
  );
});

test("a database of a later release is refused", async () => {
  await expect(migrateDatabase(databaseUrl)).rejects.toThrow("it was used by a later release");
});
