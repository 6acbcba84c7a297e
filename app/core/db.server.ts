import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { config } from "#app/core/config.server.ts";
import { log } from "#app/core/log.server.ts";
import { PrismaClient, type Prisma } from "#prisma/generated/client.ts";

/** One pool a process: Prisma, graphile-worker, rate limits and hand-written SQL share it. */
export const pool = new pg.Pool({
  connectionString: config.database.url,
  max: 20,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 30_000,
});
pool.on("error", (error) => log.warn({ err: error }, "an idle database connection broke"));

/** Whoever asks at a busy moment waits for a turn rather than being turned away. */
const PATIENCE = { maxWait: 10_000, timeout: 15_000 };

export const db = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: PATIENCE });

/** What a command works with inside `db.$transaction`. */
export type Tx = Prisma.TransactionClient;

/** Runs hand-written SQL in a transaction; rolled back when it throws. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
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

/** Closes every connection; the process can end. */
export async function closeDatabase(): Promise<void> {
  await db.$disconnect();
  await pool.end();
}
