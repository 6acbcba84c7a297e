import { randomUUID } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { openEmbeddedDatabase } from "#app/core/embedded-postgres.server.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import { migrateDatabase } from "#prisma/migrate.server.ts";
import { generateOpportunities } from "#tests/bench/generate.ts";

const NAME = "sanyog_bench";
const ROWS_A_STATEMENT = 500;
export const BENCH_ACCOUNT = { email: "bench@sanyog.example", password: "measure-twice-cut-once" };

export type BenchDatabase = { url: string; close(): Promise<void> };

/** A fresh, migrated database in a PostgreSQL with everyday settings: the given one, or one of its own. */
export async function openBenchDatabase(givenUrl: string | undefined): Promise<BenchDatabase> {
  const embedded = givenUrl ? undefined : await openEmbeddedDatabase(path.resolve(".cache/bench"));
  const adminUrl = givenUrl ?? embedded!.urlOf("postgres");
  const url = Object.assign(new URL(adminUrl), { pathname: `/${NAME}` }).href;
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(`drop database if exists ${NAME} with (force)`);
  await admin.query(`create database ${NAME}`);
  await admin.end();
  await migrateDatabase(url);
  return { url, close: async () => embedded?.close() };
}

/** Twenty primes, one MSME with the account that signs in, and so many published opportunities marked for indexing. */
export async function fill(url: string, count: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const organisationIds = await addOrganisations(client);
    await addAccount(client);
    let batch: unknown[] = [];
    for (const row of generateOpportunities(count, organisationIds, Date.now())) {
      batch.push(row);
      if (batch.length === ROWS_A_STATEMENT) await addOpportunities(client, batch.splice(0));
    }
    if (batch.length > 0) await addOpportunities(client, batch);
    batch = [];
    await client.query("select setval('opportunity_reference_number', $1)", [count]);
    await client.query("vacuum analyze");
    await client.query(
      "insert into search.pending (engine, opportunity_id) select 'postgres', id from opportunity",
    );
    await client.query(
      `select graphile_worker.add_job('search.index', '{"engine":"postgres"}'::json, 'search.postgres')`,
    );
  } finally {
    await client.end();
  }
}

async function addOrganisations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into organisation (name, slug, kind, country, city, about, verification, verified_at)
     select 'Bench Institute ' || n, 'bench-institute-' || n, 'research_body', 'IN', 'Pune',
            'Develops and licenses technology.', 'verified', now()
       from generate_series(1, 20) n returning id`,
  );
  return rows.map((row) => row.id);
}

async function addAccount(client: pg.Client): Promise<void> {
  const passwordHash = await hashPassword(BENCH_ACCOUNT.password);
  const [userId, organisationId] = [randomUUID(), randomUUID()];
  await client.query(
    `insert into "user" (id, email, name, password_hash, email_verified_at) values ($1, $2, 'Bench Reader', $3, now())`,
    [userId, BENCH_ACCOUNT.email, passwordHash],
  );
  await client.query(
    `insert into organisation (id, name, slug, kind, country, verification, verified_at)
     values ($1, 'Bench Works', 'bench-works', 'msme', 'IN', 'verified', now())`,
    [organisationId],
  );
  await client.query(`insert into membership (user_id, organisation_id, role) values ($1, $2, 'owner')`, [
    userId,
    organisationId,
  ]);
}

const COLUMNS = `reference, organisation_id, kind, status, title, summary, description, advantages, applications,
  keywords, sector, sub_sector, trl_current, licence, ipr_status, tot_fee_minor, release, contact_role, published_at,
  expires_at`;

async function addOpportunities(client: pg.Client, rows: unknown[]): Promise<void> {
  await client.query(
    `insert into opportunity (${COLUMNS}) select ${COLUMNS} from json_populate_recordset(null::opportunity, $1)`,
    [JSON.stringify(rows)],
  );
}
