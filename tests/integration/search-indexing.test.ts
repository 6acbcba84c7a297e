import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import { log } from "#app/core/log.server.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";
import { withFallback } from "#search/fallback.ts";
import { catchUp, countPending, indexPending } from "#search/indexer.server.ts";
import { meilisearchEngine } from "#search/meilisearch.server.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { reindex } from "#search/reindex.ts";
import { searchState } from "#search/select.server.ts";
import { emptyQuery } from "#search/url.ts";
import { repair, verify } from "#search/verify.ts";
import {
  generateOpportunities,
  generateOrganisations,
  insertOpportunities,
  insertOrganisations,
  randomSource,
  type GeneratedOpportunity,
} from "#tests/fixtures/search-opportunities.ts";

const COUNT = 120;
const random = randomSource(5);
let opportunities: GeneratedOpportunity[];

beforeAll(async () => {
  const organisations = generateOrganisations(1, 5);
  await insertOrganisations(pool, organisations);
  opportunities = [...generateOpportunities(2, COUNT, organisations, { words: 20 })];
  await insertOpportunities(pool, opportunities);
  await catchUp();
});
afterAll(closeDatabase);

const one = () => opportunities[Math.floor(random() * opportunities.length)]!;
const total = async () => (await postgresEngine.search(emptyQuery())).total;
const isShown = async (reference: string) =>
  (await postgresEngine.search({ ...emptyQuery(), q: reference })).total === 1;

/** A change and its mark in one transaction, as commands make them. */
async function change(id: string, data: Parameters<typeof db.opportunity.update>[0]["data"]): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.opportunity.update({ where: { id }, data });
    await enqueueIndexing(tx, [id]);
  });
}

describe("the outbox", () => {
  test("a first catch-up writes everything that readers may see", async () => {
    expect(await total()).toBe(COUNT);
    expect(await countPending("postgres")).toBe(0);
    expect(await searchState()).toEqual({
      engine: "postgres",
      healthy: true,
      documents: COUNT,
      pending: 0,
      refused: 0,
    });
  });

  test.each(["draft", "in_review", "on_hold", "closed", "expired", "archived"] as const)(
    "what becomes %s disappears, and comes back when it is published again",
    async (status) => {
      const { id, reference } = one();
      await change(id, { status });
      await indexPending("postgres");
      expect(await isShown(reference)).toBe(false);
      await change(id, { status: "published" });
      await indexPending("postgres");
      expect(await isShown(reference)).toBe(true);
    },
  );

  test("a deadline that is over counts as closed, whatever the status says", async () => {
    const { id, reference, interestDeadline } = one();
    await change(id, { interestDeadline: new Date(Date.now() - 1_000) });
    await indexPending("postgres");
    expect(await isShown(reference)).toBe(false);
    await change(id, { interestDeadline });
    await indexPending("postgres");
    expect(await isShown(reference)).toBe(true);
  });

  test("a change without its job is found by the comparison, and mended", async () => {
    const { id, reference, title } = one();
    await db.opportunity.update({ where: { id }, data: { title: "Quietly changed" } });
    const found = await verify("postgres");
    expect(found.differences.map(({ field }) => field)).toEqual(["title"]);
    expect(found.differences.every((difference) => difference.reference === reference)).toBe(true);
    await repair(found);
    expect((await verify("postgres")).differences).toEqual([]);
    await change(id, { title });
    await indexPending("postgres");
  });

  test("missing and superfluous documents are named", async () => {
    const [missing, extra] = [opportunities[0]!, opportunities[1]!];
    await postgresEngine.remove([missing.id]);
    await db.opportunity.update({ where: { id: extra.id }, data: { status: "on_hold" } });
    const { differences } = await verify("postgres");
    expect(differences.map(({ reference, problem }) => [reference, problem])).toEqual([
      [missing.reference, "missing in the index"],
      [extra.reference, "should not be in the index"],
    ]);
    await db.opportunity.update({ where: { id: extra.id }, data: { status: "published" } });
    await repair(await verify("postgres"));
    expect((await verify("postgres")).differences).toEqual([]);
  });

  test("words under which the index finds a document that has them not are named, and mended", async () => {
    const { id, reference } = opportunities[2]!;
    await pool.query(
      `insert into search.posting (segment, lexeme, numbers, weights, places)
       select (select max(segment) from search.segment), 'nowhere', reverse(int4send(number)), '\\x10', '\\x00'
       from search.document where id = $1`,
      [id],
    );
    // This process has read the index before, unlike the command; it looks again after a write.
    await pool.query("update search.state set writes = writes + 1");
    const found = await verify("postgres");
    expect(found.differences).toMatchObject([
      { reference, field: "wordsNotInDocument", expected: [], stored: ["nowhere"] },
    ]);
    await repair(found);
    expect((await verify("postgres")).differences).toEqual([]);
  });

  test("many writers and several workers at once end in agreement", async () => {
    const write = async () => {
      for (let round = 0; round < 15; round++) {
        const status = random() < 0.5 ? "published" : "on_hold";
        await change(one().id, { status, title: `Title ${Math.floor(random() * 1_000)}` });
      }
    };
    const work = async () => {
      for (let round = 0; round < 10; round++) await indexPending("postgres");
    };
    await Promise.all([write(), write(), write(), work(), work()]);
    await indexPending("postgres");
    expect(await countPending("postgres")).toBe(0);
    expect((await verify("postgres")).differences).toEqual([]);
  });
});

describe("a rebuild", () => {
  test("is whole for readers at every moment while opportunities change", async () => {
    const shown = await total();
    let isDone = false;
    const seen: number[] = [];
    const read = async () => {
      while (!isDone) seen.push(await total());
    };
    const write = async () => {
      while (!isDone) {
        await change(one().id, { title: `Changed ${Math.floor(random() * 1_000)}` });
        await indexPending("postgres");
      }
    };
    const rebuild = reindex("postgres").finally(() => (isDone = true));
    const [result] = await Promise.all([rebuild, read(), write()]);
    expect(result.documents).toBe(shown);
    expect(new Set(seen)).toEqual(new Set([shown]));
    await indexPending("postgres");
    expect((await verify("postgres")).differences).toEqual([]);
  });

  test("the lexicon has the words of what is there, counted", async () => {
    const { rows: before } = await pool.query("select word, documents from search.lexicon order by word");
    await reindex("postgres");
    const { rows: after } = await pool.query("select word, documents from search.lexicon order by word");
    expect(before).toEqual(after);
  });

  test("two at once: the second says so and does no harm", async () => {
    const outcomes = await Promise.allSettled([reindex("postgres"), reindex("postgres")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await verify("postgres")).differences).toEqual([]);
  });
});

describe("when the preferred engine does not answer", () => {
  let silent: Server;
  let requests = 0;

  beforeAll(async () => {
    silent = createServer(() => void requests++);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  test("the embedded one answers within a second, then at once, and is relieved after a while", async () => {
    const { port } = silent.address() as AddressInfo;
    const preferred = meilisearchEngine(
      { url: `http://127.0.0.1:${port}`, apiKey: "", indexPrefix: "t_" },
      postgresEngine,
    );
    const guarded = withFallback(preferred, postgresEngine, log, { patienceMs: 300, restMs: 400 });
    expect((await guarded.search(emptyQuery())).engine).toBe("postgres");
    expect(guarded.isOpen()).toBe(true);
    const asked = requests;
    expect((await guarded.search(emptyQuery())).engine).toBe("postgres");
    expect(requests).toBe(asked);
    await new Promise((resolve) => setTimeout(resolve, 450));
    // One reader tries again; those beside it do not wait.
    await Promise.all([guarded.search(emptyQuery()), guarded.search(emptyQuery())]);
    expect(requests).toBe(asked + 1);
  });

  test("a refused connection is the same as silence", async () => {
    const preferred = meilisearchEngine(
      { url: "http://127.0.0.1:1", apiKey: "", indexPrefix: "t_" },
      postgresEngine,
    );
    const guarded = withFallback(preferred, postgresEngine, log);
    const results = await guarded.search({ ...emptyQuery(), q: "system" });
    expect(results.engine).toBe("postgres");
    expect(await preferred.health()).toEqual({ healthy: false, message: "Meilisearch does not answer" });
  });
});
