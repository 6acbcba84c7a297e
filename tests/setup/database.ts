import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** A database of its own for each test file; settings are in place before any module of the app is loaded. */
const { adminUrl, template } = inject("databaseServer");
const database = `sanyog_test_${process.ppid}_${randomBytes(6).toString("hex")}`;
const dataDir = mkdtempSync(path.join(tmpdir(), "sanyog-test-"));

async function administer(sql: string): Promise<void> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}

await administer(`create database ${database} template ${template}`);

/** Address of this test file's own database. */
export const databaseUrl = Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;

process.env.DATABASE_URL = databaseUrl;
process.env.DATA_DIR = dataDir;
process.env.LOG_LEVEL ??= "silent";

afterAll(async () => {
  await administer(`drop database if exists ${database} with (force)`);
  rmSync(dataDir, { recursive: true, force: true });
});
