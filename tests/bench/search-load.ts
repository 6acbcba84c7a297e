import pg from "pg";
import { config } from "#app/core/config.server.ts";
import { pool } from "#app/core/db.server.ts";
import type { EngineName } from "#search/port.ts";
import { reindex } from "#search/reindex.ts";
import { engines } from "#search/select.server.ts";
import {
  insertOpportunities,
  insertOrganisations,
  type GeneratedOpportunity,
} from "#tests/fixtures/search-opportunities.ts";
import { corpusOf } from "#tests/bench/search-corpus.ts";

const ROWS_A_STATEMENT = 1_000;
export type Loaded = {
  insertedMs: number;
  /** Different words of all texts. */
  words: number;
  builtMs: Partial<Record<EngineName, number>>;
  /** On disk: the embedded index with its documents, and the tables that it is made from. */
  indexBytes: number;
  tableBytes: number;
};

async function insertAll(size: number): Promise<Set<string>> {
  const { organisations, opportunities } = corpusOf(size);
  await insertOrganisations(pool, organisations);
  const words = new Set<string>();
  let batch: GeneratedOpportunity[] = [];
  let written = 0;
  for (const opportunity of opportunities) {
    for (const text of [opportunity.title, opportunity.summary, opportunity.description])
      for (const word of text.split(" ")) words.add(word);
    batch.push(opportunity);
    if (batch.length < ROWS_A_STATEMENT && written + batch.length < size) continue;
    await insertOpportunities(pool, batch);
    written += batch.length;
    batch = [];
    if (written % Math.max(ROWS_A_STATEMENT, size / 10) === 0) console.error(`  ${written} of ${size} added`);
  }
  return words;
}

/** As the automatic vacuum does some minutes after so many rows. */
async function settle(): Promise<void> {
  const client = new pg.Client(config.database.url);
  await client.connect();
  await client.query("vacuum (analyze)");
  await client.end();
}

async function bytesOf(schema: string): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(
    `select coalesce(sum(pg_total_relation_size(c.oid)), 0) as bytes from pg_class c
     where c.relnamespace = $1::text::regnamespace and c.relkind in ('r', 'm')
       and ($1::text = 'search' or c.relname in ('opportunity', 'opportunity_certification', 'organisation'))`,
    [schema],
  );
  return Number(rows[0]!.bytes);
}

/**
 * The fast path: rows by the thousand straight into the tables, then the product's own rebuild of every engine.
 * Runs in a process of its own.
 */
export async function loadOpportunities({ size }: { size: number }): Promise<Loaded> {
  const startedAt = performance.now();
  const words = await insertAll(size);
  await settle();
  const insertedMs = Math.round(performance.now() - startedAt);
  const builtMs: Loaded["builtMs"] = {};
  for (const { name } of engines) {
    const buildStartedAt = performance.now();
    await reindex(name);
    builtMs[name] = Math.round(performance.now() - buildStartedAt);
  }
  await settle();
  const [indexBytes, tableBytes] = [await bytesOf("search"), await bytesOf("public")];
  return { insertedMs, words: words.size, builtMs, indexBytes, tableBytes };
}
