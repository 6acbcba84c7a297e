import type { PoolClient } from "pg";

/** The schema that readers see, and the one in which a rebuild stands until it is swapped in. */
export type Place = "search" | "search_next";

/** One writer at a time: numbers and the lexicon's counts follow from what was there before. */
export async function lockWrites(client: PoolClient, place: Place): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext($1))", [`search.write.${place}`]);
}
