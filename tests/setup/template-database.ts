import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openEmbeddedDatabase } from "#app/core/embedded-postgres.server.ts";
import { migrateDatabase } from "#prisma/migrate.server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    databaseServer: { adminUrl: string; template: string };
  }
}

/** Nobody mourns a test database after a power cut. */
const FAST_AND_LOOSE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap((setting) => [
  "-c",
  setting,
]);

function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync("prisma/migrations", { recursive: true, encoding: "utf8" }).sort())
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(path.join("prisma/migrations", name)));
  return hash.update(readFileSync("package-lock.json")).digest("hex").slice(0, 16);
}

const withDatabaseName = (url: string, name: string) =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Databases of runs that were killed, and templates of other migrations. */
async function dropLeftovers(admin: pg.Client, template: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    "select datname as name from pg_database where datname ~ '^sanyog_(test|template)_'",
  );
  for (const { name } of rows) {
    const pid = /^sanyog_test_(\d+)_/.exec(name)?.[1];
    const isLeftover = pid ? !isAlive(Number(pid)) : name !== template;
    if (isLeftover) await admin.query(`drop database if exists ${name} with (force)`).catch(() => undefined);
  }
}

/** Migrates a database under another name and renames it, so that a killed run leaves no half-made template. */
async function makeTemplate(admin: pg.Client, url: string, template: string): Promise<void> {
  await admin.query("select pg_advisory_lock(hashtext('sanyog test template'))");
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [template]);
  if (!rowCount) {
    await dropLeftovers(admin, template);
    const draft = `sanyog_test_${process.pid}_draft`;
    await admin.query(`create database ${draft}`);
    await migrateDatabase(withDatabaseName(url, draft));
    await admin.query(`alter database ${draft} rename to ${template}`);
  } else await dropLeftovers(admin, template);
  await admin.query("select pg_advisory_unlock_all()");
}

/** One PostgreSQL for the run, its own or TEST_DATABASE_URL's, with a migrated database to clone from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const embedded = given
    ? undefined
    : await openEmbeddedDatabase(path.resolve(".cache/test"), { postgresArguments: FAST_AND_LOOSE });
  const adminUrl = given ?? embedded!.urlOf("postgres");
  const template = `sanyog_template_${migrationsHash()}`;
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    await makeTemplate(admin, adminUrl, template);
  } finally {
    await admin.end();
  }
  project.provide("databaseServer", { adminUrl, template });
  return async () => embedded?.close();
}
