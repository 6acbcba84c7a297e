import { pool } from "#app/core/db.server.ts";
import { mergeLarge } from "#search/postgres-merge.server.ts";
import { reindex } from "#search/reindex.ts";

/** So many replaced documents are left where they are, and as many as there are living ones. */
const DEAD_ALLOWED = 10_000;

/** Keeps the embedded index small and quick: merges its segments, and writes it anew when half of it is dead. */
export async function tidyIndex(): Promise<void> {
  await mergeLarge();
  const { rows } = await pool.query<{ dead: number; living: number }>(
    `select (select count(*) from search.dead)::int as dead, (select count(*) from search.document)::int as living`,
  );
  const { dead, living } = rows[0]!;
  if (dead > Math.max(DEAD_ALLOWED, living)) await reindex("postgres");
}
