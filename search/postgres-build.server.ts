import { inTransaction, pool } from "#app/core/db.server.ts";
import type { SearchDocument } from "#search/document.ts";
import type { IndexBuild } from "#search/port.ts";
import {
  changeLexicon,
  countDocuments,
  removeDocuments,
  writeDocuments,
  type Words,
} from "#search/postgres-index.server.ts";
import { lockWrites } from "#search/postgres-place.server.ts";

const TABLES = ["document", "segment", "posting", "dead", "state", "lexicon"] as const;

async function swapIn(): Promise<void> {
  await inTransaction(async (client) => {
    await lockWrites(client, "search");
    await client.query(
      `lock table ${TABLES.map((table) => `search.${table}`).join(", ")} in access exclusive mode`,
    );
    for (const table of TABLES) {
      await client.query(`drop table search.${table}`);
      await client.query(`alter table search_next.${table} set schema search`);
    }
    await client.query("drop schema search_next");
  });
}

/** So many documents become one segment of a new index. */
const BUILD_SEGMENT = 20_000;

/** Empty copies of the tables in a schema of their own; readers keep the present ones. */
export async function startBuild(): Promise<IndexBuild> {
  await inTransaction(async (client) => {
    await client.query("drop schema if exists search_next cascade");
    await client.query("create schema search_next");
    for (const table of TABLES)
      await client.query(`create table search_next.${table} (like search.${table} including all)`);
    await client.query("insert into search_next.state default values");
  });
  let waiting: SearchDocument[] = [];
  let words: Words | null = new Map();
  const flush = async () => {
    await writeDocuments("search_next", waiting, words ?? undefined);
    waiting = [];
  };
  return {
    async upsert(documents) {
      if (!words) return writeDocuments("search_next", documents);
      waiting.push(...documents);
      if (waiting.length >= BUILD_SEGMENT) await flush();
    },
    async remove(ids) {
      await flush();
      await removeDocuments("search_next", ids);
    },
    async count() {
      await flush();
      return countDocuments("search_next");
    },
    async finish() {
      await flush();
      const changes = words ?? new Map();
      words = null;
      await inTransaction(async (client) => {
        await client.query("set local statement_timeout = 0");
        await changeLexicon(client, "search_next", changes);
        for (const table of TABLES) await client.query(`analyze search_next.${table}`);
      });
    },
    swapIn,
    async discard() {
      await pool.query("drop schema if exists search_next cascade");
    },
  };
}
