import type { PoolClient } from "pg";
import { pool } from "#app/core/db.server.ts";

/** The schema that readers see, and the one in which a rebuild stands until it is swapped in. */
export type Place = "search" | "search_next";

/** Runs `work` in a transaction; rolled back when it throws. */
export async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** One writer at a time: numbers and the lexicon's counts follow from what was there before. */
export async function lockWrites(client: PoolClient, place: Place): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext($1))", [`search.write.${place}`]);
}
