import type { PoolClient } from "pg";
import { inTransaction, pool } from "#app/core/db.server.ts";
import { lockWrites, type Place } from "#search/postgres-place.server.ts";

/** So many segments of about one size become one that is about so many times larger. */
const FAN = 8;
/** Up to so many documents are merged along with a write; more would keep the next write waiting. */
const MAX_MERGED_ALONG = 2_000;

const sizeClass = (documents: number) => Math.floor(Math.log(Math.max(1, documents)) / Math.log(FAN));

type Segment = { segment: number; documents: number };

async function mergeable(
  client: Pick<PoolClient, "query">,
  place: Place,
  maxDocuments: number,
): Promise<number[]> {
  const { rows } = await client.query<Segment>(
    `select segment, documents from ${place}.segment order by documents, segment`,
  );
  const classes = new Map<number, Segment[]>();
  for (const row of rows) {
    const own = classes.get(sizeClass(row.documents)) ?? [];
    classes.set(sizeClass(row.documents), [...own, row]);
  }
  for (const segments of classes.values()) {
    const sum = segments.reduce((total, { documents }) => total + documents, 0);
    if (segments.length >= FAN && sum <= maxDocuments) return segments.map(({ segment }) => segment);
  }
  return [];
}

/** The postings of these as those of one new segment, which nobody sees yet. Columns stand one after the other. */
async function copyPostings(
  client: Pick<PoolClient, "query">,
  place: Place,
  from: number[],
): Promise<number> {
  const { rows } = await client.query<{ segment: number }>(
    "select nextval('search.segment_number')::int as segment",
  );
  const { segment } = rows[0]!;
  await client.query(
    `insert into ${place}.posting (segment, lexeme, numbers, weights, places)
     select $1, lexeme, string_agg(numbers, '' order by segment), string_agg(weights, '' order by segment),
       string_agg(places, '' order by segment)
     from ${place}.posting where segment = any($2::int[]) group by lexeme`,
    [segment, from],
  );
  return segment;
}

async function replaceSegments(client: PoolClient, place: Place, from: number[], by: number): Promise<void> {
  await client.query(
    `with gone as (delete from ${place}.segment where segment = any($1::int[]) returning *)
     insert into ${place}.segment (segment, documents, facts)
     select $2, sum(documents), string_agg(facts, '' order by segment) from gone`,
    [from, by],
  );
  await client.query(`delete from ${place}.posting where segment = any($1::int[])`, [from]);
  await client.query(`update ${place}.state set writes = writes + 1`);
}

/** Merges small segments. The caller holds the lock for writing. */
export async function mergeSmall(client: PoolClient, place: Place): Promise<void> {
  for (;;) {
    const from = await mergeable(client, place, MAX_MERGED_ALONG);
    if (from.length === 0) return;
    await replaceSegments(client, place, from, await copyPostings(client, place, from));
  }
}

/**
 * Merges large segments of the index that readers see. Segments never change, so the copying needs no lock; only the
 * exchange at the end does. At once only in one process: another one does nothing.
 * @returns how many segments became others
 */
export async function mergeLarge(): Promise<number> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock(hashtext('search.merge')) as locked",
    );
    if (!rows[0]!.locked) return 0;
    try {
      return await mergeUnderLock(client);
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('search.merge'))");
    }
  } finally {
    client.release();
  }
}

async function mergeUnderLock(client: PoolClient): Promise<number> {
  let merged = 0;
  for (;;) {
    const from = await mergeable(client, "search", Infinity);
    if (from.length === 0) return merged;
    // What a process that was killed here has left; nobody sees it, but it takes room.
    await client.query(
      "delete from search.posting where segment not in (select segment from search.segment)",
    );
    const by = await copyPostings(client, "search", from);
    const isDone = await inTransaction(async (transaction) => {
      await lockWrites(transaction, "search");
      // Another index may have been swapped in meanwhile, or small ones merged along with a write.
      const { rows } = await transaction.query("select from search.segment where segment = any($1::int[])", [
        from,
      ]);
      if (rows.length === from.length) await replaceSegments(transaction, "search", from, by);
      else await transaction.query("delete from search.posting where segment = $1", [by]);
      return rows.length === from.length;
    });
    if (!isDone) return merged;
    merged += from.length;
  }
}
