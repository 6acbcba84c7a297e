import { afterAll, test } from "vitest";
import { closeDatabase } from "#app/core/db.server.ts";
import { facetsContract } from "#search/contract-facets.ts";
import { featuredContract } from "#search/contract-featured.ts";
import { wordsContract } from "#search/contract-words.ts";
import { meilisearchEngine } from "#search/meilisearch.server.ts";
import type { SearchEngine } from "#search/port.ts";
import { postgresEngine } from "#search/postgres.server.ts";

/** What every engine must do. Meilisearch's half runs on the server that MEILISEARCH_URL names. */
function suite(name: string, engine: SearchEngine): void {
  wordsContract(name, engine);
  facetsContract(name, engine);
  featuredContract(name, engine);
}

/** As in the product, where the embedded index is always kept beside and lends its lexicon. */
function besideTheEmbedded(engine: SearchEngine): SearchEngine {
  return {
    ...engine,
    async upsert(documents) {
      await postgresEngine.upsert(documents);
      await engine.upsert(documents);
    },
    async remove(ids) {
      await postgresEngine.remove(ids);
      await engine.remove(ids);
    },
  };
}

suite("postgres", postgresEngine);

const url = process.env.MEILISEARCH_URL;
if (url) {
  const indexPrefix = `contract_${process.pid}_`;
  const apiKey = process.env.MEILISEARCH_API_KEY ?? "";
  suite("meilisearch", besideTheEmbedded(meilisearchEngine({ url, apiKey, indexPrefix }, postgresEngine)));
} else {
  test.skip("meilisearch: skipped, set MEILISEARCH_URL to a server to run its half of the contract");
}

afterAll(async () => {
  if (url) {
    const headers = { Authorization: `Bearer ${process.env.MEILISEARCH_API_KEY ?? ""}` };
    await fetch(`${url}/indexes/contract_${process.pid}_opportunities`, { method: "DELETE", headers });
  }
  await closeDatabase();
});
