import type { PoolClient } from "pg";
import { pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import type { IndexBuild } from "#search/port.ts";
import { toPostgresRow, type PostgresRow } from "#search/postgres-row.ts";

/** The schema that readers see, and the one in which a rebuild stands until it is swapped in. */
type Place = "search" | "search_next";

async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
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

/** How often each word comes (+1 a document) and goes (-1) when `rows` take the place of what is stored. */
async function wordChanges(
  client: PoolClient,
  place: Place,
  ids: string[],
  rows: PostgresRow[],
): Promise<Map<string, { lexeme: string; change: number }>> {
  const { rows: former } = await client.query<{ document: SearchDocument }>(
    `select document from ${place}.document where id = any($1::uuid[])`,
    [ids],
  );
  const changes = new Map<string, { lexeme: string; change: number }>();
  const add = (words: Map<string, string>, sign: 1 | -1) => {
    for (const [word, lexeme] of words) {
      const change = (changes.get(word)?.change ?? 0) + sign;
      changes.set(word, { lexeme, change });
    }
  };
  for (const { document } of former) add(toPostgresRow(document).words, -1);
  for (const { words } of rows) add(words, 1);
  return changes;
}

/** Brings the lexicon's counts to what they are after the change; words that nobody uses any more leave it. */
async function changeLexicon(
  client: PoolClient,
  place: Place,
  ids: string[],
  rows: PostgresRow[],
): Promise<void> {
  const changes = [...(await wordChanges(client, place, ids, rows))].filter(([, { change }]) => change !== 0);
  await client.query(
    `insert into ${place}.lexicon as l (word, lexeme, documents)
     select * from unnest($1::text[], $2::text[], $3::int[])
     on conflict (word) do update set documents = l.documents + excluded.documents`,
    [
      changes.map(([word]) => word),
      changes.map(([, { lexeme }]) => lexeme),
      changes.map(([, { change }]) => change),
    ],
  );
  const gone = changes.filter(([, { change }]) => change < 0).map(([word]) => word);
  if (gone.length === 0) return;
  await client.query(`delete from ${place}.lexicon where word = any($1::text[]) and documents <= 0`, [gone]);
}

/** Adds or replaces documents together with the lexicon's counts. */
export async function writeRows(place: Place, given: PostgresRow[]): Promise<void> {
  const rows = [...new Map(given.map((row) => [row.id, row])).values()];
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await inTransaction(async (client) => {
    await lockWrites(client, place);
    await changeLexicon(client, place, ids, rows);
    await client.query(
      `insert into ${place}.document (id, document, body, title)
       select id, document, body::tsvector, title::tsvector
       from unnest($1::uuid[], $2::jsonb[], $3::text[], $4::text[]) as t(id, document, body, title)
       on conflict (id) do update set document = excluded.document, body = excluded.body, title = excluded.title,
         version = default`,
      [
        ids,
        rows.map((row) => JSON.stringify(row.document)),
        rows.map((row) => row.body),
        rows.map((row) => row.title),
      ],
    );
  });
}

/** Takes documents out; ids that are not there do no harm. */
export async function removeRows(place: Place, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(async (client) => {
    await lockWrites(client, place);
    await changeLexicon(client, place, ids, []);
    await client.query(`delete from ${place}.document where id = any($1::uuid[])`, [ids]);
  });
}

/** One writer at a time: the lexicon counts differences. */
async function lockWrites(client: PoolClient, place: Place): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext($1))", [`search.write.${place}`]);
}

const TABLES = ["document", "lexicon"] as const;

async function swapIn(): Promise<void> {
  await inTransaction(async (client) => {
    await lockWrites(client, "search");
    await client.query(`lock table search.document, search.lexicon in access exclusive mode`);
    for (const table of TABLES) {
      await client.query(`drop table search.${table}`);
      await client.query(`alter table search_next.${table} set schema search`);
    }
    await client.query("drop schema search_next");
  });
}

type Index = { name: string; definition: string };

/** Inverted indexes are many times faster to make at the end than to keep up to date from the beginning. */
async function dropInvertedIndexes(client: PoolClient): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'search_next' and indexdef like '% USING gin %'`,
  );
  for (const { name } of rows) await client.query(`drop index search_next."${name}"`);
  return rows;
}

async function finishBuild(indexes: Index[]): Promise<void> {
  await inTransaction(async (client) => {
    await client.query("set local statement_timeout = 0");
    for (const { definition } of indexes) await client.query(definition);
    for (const table of TABLES) await client.query(`analyze search_next.${table}`);
  });
}

/** Empty copies of the tables in a schema of their own; readers keep the present ones. */
export async function startBuild(): Promise<IndexBuild> {
  const indexes = await inTransaction(async (client) => {
    await client.query("drop schema if exists search_next cascade");
    await client.query("create schema search_next");
    for (const table of TABLES)
      await client.query(`create table search_next.${table} (like search.${table} including all)`);
    return dropInvertedIndexes(client);
  });
  return {
    upsert: (documents) => writeRows("search_next", documents.map(toPostgresRow)),
    remove: (ids) => removeRows("search_next", ids),
    count: () => countDocuments("search_next"),
    finish: () => finishBuild(indexes),
    swapIn,
    async discard() {
      await pool.query("drop schema if exists search_next cascade");
    },
  };
}

/** Documents that readers could see now. */
export async function countDocuments(place: Place): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from ${place}.document where closing_at_ms > $1`,
    [Date.now()],
  );
  return rows[0]!.count;
}
