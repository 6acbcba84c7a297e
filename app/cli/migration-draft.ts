import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { openEmbeddedDatabase } from "#app/core/embedded-postgres.server.ts";
import { StartupError } from "#app/core/startup-error.ts";
import { migrateDatabase } from "#prisma/migrate.server.ts";
import { diffSchema, UNMANAGED_TABLES } from "#prisma/schema-diff.ts";

export const help = `Usage: node app/cli/run.mjs migration-draft <name>

Compares prisma/schema.prisma with a fresh database that has every migration, and writes the SQL that is
missing to prisma/migrations/<time>_<name>/migration.sql. Read it and add what Prisma cannot express
(functions, triggers, checks, expression indexes) before you start the server.`;

/** A throw-away database in a PostgreSQL of its own, below .cache. */
async function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const embedded = await openEmbeddedDatabase(path.resolve(".cache/draft"));
  const name = `draft_${process.pid}`;
  const admin = new pg.Client(embedded.url);
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    return await work(embedded.urlOf(name));
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await embedded.close();
  }
}

/**
 * @param args the migration's name in lower_snake_case
 * @throws StartupError (2) for a wrong name
 */
export async function run([name, ...rest]: string[]): Promise<number> {
  if (!name || rest.length > 0 || !/^[a-z][a-z0-9_]*$/.test(name))
    throw new StartupError(
      "migration-draft needs one name of a-z, 0-9 and _, for example add_saved_searches",
      2,
    );
  const sql = await withScratchDatabase(async (url) => {
    await migrateDatabase(url);
    return diffSchema(url, UNMANAGED_TABLES);
  });
  if (sql === "") {
    console.log("The migrations and prisma/schema.prisma agree: nothing to draft.");
    return 0;
  }
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join("prisma/migrations", `${time}_${name}`, "migration.sql");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${sql}\n`);
  console.log(`Drafted ${file}`);
  return 0;
}

// `npx tsx app/cli/migration-draft.ts <name>` works as well, without any build.
if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await run(process.argv.slice(2));
