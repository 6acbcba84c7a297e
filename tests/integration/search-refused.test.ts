import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  generateOpportunities,
  generateOrganisations,
  insertOpportunities,
  insertOrganisations,
} from "#tests/fixtures/search-opportunities.ts";

/** A server that speaks as much of Meilisearch's interface as indexing needs, and refuses one document for good. */
const server = await vi.hoisted(async () => {
  const { createServer } = await import("node:http");
  const stored = new Set<string>();
  const state = { refused: "", stored, isDown: false, http: null as unknown as Server };
  const failed = new Set<number>();
  let tasks = 0;
  state.http = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      const answer = (value: object) =>
        response.setHeader("content-type", "application/json").end(JSON.stringify(value));
      if (state.isDown) return void response.writeHead(500).end("{}");
      const url = request.url!;
      const task = /^\/tasks\/(\d+)/.exec(url);
      if (task) {
        const uid = Number(task[1]);
        const error = {
          message: "the document is too large",
          code: "document_too_large",
          type: "invalid_request",
        };
        return void answer({
          uid,
          type: "documentAdditionOrUpdate",
          status: failed.has(uid) ? "failed" : "succeeded",
          error,
        });
      }
      if (request.method === "GET")
        return void answer({ results: [{ uid: "opportunities" }], offset: 0, limit: 20, total: 1 });
      const taskUid = ++tasks;
      if (url.includes("/delete-batch")) for (const id of JSON.parse(body) as string[]) stored.delete(id);
      else if (url.includes("/documents")) {
        const documents = JSON.parse(body) as { id: string }[];
        if (documents.some(({ id }) => id === state.refused)) failed.add(taskUid);
        else for (const { id } of documents) stored.add(id);
      }
      response.statusCode = 202;
      answer({
        taskUid,
        indexUid: "opportunities",
        status: "enqueued",
        type: "x",
        enqueuedAt: new Date().toISOString(),
      });
    });
  });
  await new Promise<void>((resolve) => state.http.listen(0, "127.0.0.1", resolve));
  process.env.MEILISEARCH_URL = `http://127.0.0.1:${(state.http.address() as AddressInfo).port}`;
  process.env.MEILISEARCH_API_KEY = "for-this-test";
  return state;
});

const { closeDatabase, db, pool } = await import("#app/core/db.server.ts");
const { enqueueIndexing } = await import("#app/jobs/enqueue.server.ts");
const { catchUp, indexPending } = await import("#search/indexer.server.ts");
const { searchState } = await import("#search/select.server.ts");

let ids: string[];

beforeAll(async () => {
  const organisations = generateOrganisations(3, 2);
  await insertOrganisations(pool, organisations);
  const opportunities = [...generateOpportunities(4, 30, organisations, { words: 5 })];
  await insertOpportunities(pool, opportunities);
  ids = opportunities.map(({ id }) => id);
});
afterAll(async () => {
  server.http.close();
  await closeDatabase();
});

const pending = async () =>
  (
    await pool.query<{ opportunity_id: string; problem: string; failures: number; waits: boolean }>(
      `select opportunity_id, problem, failures, retry_at > now() as waits from search.pending where engine = 'meilisearch'`,
    )
  ).rows;

test("one document that is refused keeps no other out, and is named", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  server.refused = ids[7]!;
  await catchUp();
  expect([...server.stored].sort()).toEqual(ids.filter((id) => id !== server.refused).sort());
  expect(await pending()).toEqual([
    {
      opportunity_id: server.refused,
      problem: "Meilisearch documentAdditionOrUpdate failed: the document is too large",
      failures: 1,
      waits: true,
    },
  ]);
  expect(await searchState()).toMatchObject({ engine: "meilisearch", pending: 1, refused: 1 });
});

test("it waits longer each time, and a change tries it at once", async () => {
  await indexPending("meilisearch");
  expect((await pending())[0]!.failures).toBe(1);
  await pool.query("update search.pending set retry_at = now()");
  await indexPending("meilisearch");
  expect((await pending())[0]).toMatchObject({ failures: 2, waits: true });
  const refused = server.refused;
  server.refused = "";
  await db.$transaction((tx) => enqueueIndexing(tx, [refused]));
  await indexPending("meilisearch");
  expect(await pending()).toEqual([]);
  expect(server.stored.has(refused)).toBe(true);
});

test("a state that is refused leaves no former state in the index", async () => {
  server.refused = ids[3]!;
  await db.$transaction((tx) => enqueueIndexing(tx, [ids[3]!]));
  await indexPending("meilisearch");
  expect(server.stored.has(ids[3]!)).toBe(false);
});

test("an engine that fails is no refusal: the mark stays as it is and the job is tried again", async () => {
  server.isDown = true;
  await db.$transaction((tx) => enqueueIndexing(tx, [ids[5]!]));
  await expect(indexPending("meilisearch")).rejects.toThrow();
  expect((await pending()).find((row) => row.opportunity_id === ids[5])).toMatchObject({
    problem: null,
    failures: 0,
  });
  server.isDown = false;
  await indexPending("meilisearch");
  expect((await pending()).some((row) => row.opportunity_id === ids[5])).toBe(false);
});
