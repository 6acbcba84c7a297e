import { cp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { config } from "#app/core/config.server.ts";
import { pool } from "#app/core/db.server.ts";

/** Counted whether a try is allowed or not, so it is no change. */
const THROTTLE = "throttle";

const filesDirectory = path.join(config.dataDir, "files");
const backup = () => `${filesDirectory}.kept`;

async function tables(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'public' and tablename not like '\\_prisma%' or (schemaname, tablename) = ('search', 'pending')`,
  );
  return rows.map(({ name }) => name);
}

const keptName = (table: string) => `kept."${table.replaceAll('"', "").replace(".", "_")}"`;

/** Keeps the whole state, files included, for `restoreState`. Waiting jobs are dropped. */
export async function keepState(): Promise<void> {
  const copies = (await tables()).map((table) => `create table ${keptName(table)} as table ${table};`);
  await pool.query(`delete from graphile_worker._private_jobs; drop schema if exists kept cascade;
    create schema kept; ${copies.join("\n")}`);
  await rm(backup(), { recursive: true, force: true });
  await cp(filesDirectory, backup(), { recursive: true });
}

/** Brings back what `keepState` kept. */
export async function restoreState(): Promise<void> {
  const copies = (await tables()).map(
    (table) => `delete from ${table}; insert into ${table} select * from ${keptName(table)};`,
  );
  await pool.query(`begin; set local session_replication_role = replica; ${copies.join("\n")}
    delete from graphile_worker._private_jobs; commit;`);
  await rm(filesDirectory, { recursive: true, force: true });
  await cp(backup(), filesDirectory, { recursive: true });
}

/** Nobody has tried anything yet. */
export async function forgetTries(): Promise<void> {
  await pool.query(`delete from ${THROTTLE}`);
}

/** A digest of every table, of the waiting jobs and of the kept files: equal states give equal prints. */
export async function fingerprint(ignored: readonly string[] = []): Promise<Record<string, string>> {
  const counted = (await tables()).filter((table) => ![...ignored, THROTTLE].includes(table.split(".")[1]!));
  const digests = [...counted, "graphile_worker._private_jobs"].map(
    (table) => `select '${table.replaceAll("'", "")}' as name,
      md5(coalesce(string_agg(each::text, chr(10) order by each::text), '')) as digest from ${table} each`,
  );
  const { rows } = await pool.query<{ name: string; digest: string }>(digests.join(" union all "));
  const entries = await readdir(filesDirectory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return {
    ...Object.fromEntries(rows.map(({ name, digest }) => [name, digest])),
    files: files.sort().join("\n"),
  };
}
