import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Logger, runMigrations as runJobQueueMigrations } from "graphile-worker";
import pg from "pg";
import { StartupError } from "#app/core/startup-error.ts";

/** The number Prisma's own engine locks while it migrates, so that both exclude each other. */
const PRISMA_MIGRATION_LOCK = 72_707_369;

const MIGRATIONS_DIR = path.resolve("prisma/migrations");

/** Prisma's table, column by column. */
const CREATE_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** The queue tells of each step it takes; only a failure is of interest, and that is thrown. */
const silentLogger = new Logger(() => () => undefined);

type Migration = { name: string; sql: string; checksum: string };

function readMigrations(directory: string): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(directory, entry.name, "migration.sql")))
    .map(({ name }) => {
      const bytes = readFileSync(path.join(directory, name, "migration.sql"));
      const checksum = createHash("sha256").update(bytes).digest("hex");
      return { name, sql: bytes.toString("utf8"), checksum };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

async function readApplied(client: pg.Client): Promise<Map<string, Applied>> {
  const { rows } = await client.query<Applied>(
    `select migration_name, checksum, finished_at from _prisma_migrations
     where rolled_back_at is null order by started_at`,
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function refuseDivergence(migrations: Migration[], applied: Map<string, Applied>): void {
  for (const { name, checksum } of migrations) {
    const row = applied.get(name);
    if (row && !row.finished_at)
      throw new StartupError(
        `Migration ${name} failed half-way earlier. Mend the database, then delete its row from _prisma_migrations.`,
      );
    if (row && row.checksum !== checksum)
      throw new StartupError(
        `Migration ${name} was edited after it had been applied. Restore prisma/migrations/${name}/migration.sql and put the change into a new migration.`,
      );
  }
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new StartupError(
      `The database has migrations that this release does not know (${unknown.join(", ")}): it was used by a later release. Start that one.`,
    );
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    const problem = `Migration ${name} failed and was rolled back: ${(error as Error).message}`;
    throw new StartupError(problem, 1, { cause: error });
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    const { host, port } = client;
    const reason = (error as Error).message || String((error as { code?: string }).code);
    throw new StartupError(`The database at ${host}:${port} cannot be reached (DATABASE_URL): ${reason}`);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Brings the database at `url` up to date: our migrations, each in a transaction, then the job queue's own.
 * Several processes may call it at once; one works, the others wait and find nothing left to do.
 * @returns names of the migrations that were applied now
 * @throws StartupError when a migration fails or was edited, or the database cannot be reached
 */
export async function migrateDatabase(url: string, directory = MIGRATIONS_DIR): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query("select pg_advisory_lock($1)", [PRISMA_MIGRATION_LOCK]);
    await client.query(CREATE_TABLE);
    const migrations = readMigrations(directory);
    const applied = await readApplied(client);
    refuseDivergence(migrations, applied);
    const pending = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of pending) await apply(client, migration);
    await runJobQueueMigrations({ connectionString: url, logger: silentLogger });
    return pending.map(({ name }) => name);
  });
}

/** @returns names of the migrations that `migrateDatabase` would apply */
export async function pendingMigrations(url: string, directory = MIGRATIONS_DIR): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ known: boolean }>(
      "select to_regclass('_prisma_migrations') is not null as known",
    );
    const applied = rows[0]?.known ? await readApplied(client) : new Map<string, Applied>();
    const migrations = readMigrations(directory);
    refuseDivergence(migrations, applied);
    return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
  });
}
