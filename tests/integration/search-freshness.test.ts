import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { system } from "#app/core/actor.ts";
import { closeDatabase, db, pool, type Tx } from "#app/core/db.server.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { startJobs } from "#app/jobs/start.server.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { emptyQuery } from "#search/url.ts";
import { makeOpportunity, makeOrganisation } from "#tests/factories/factories.ts";

/** Promised to readers: what is published, closed or hidden shows in search within so long. */
const DEADLINE_MS = 2_000;

const actor = system("freshness");
let organisationId: string;
let stopJobs: () => Promise<void>;

beforeAll(async () => {
  ({ id: organisationId } = await makeOrganisation({ kind: "research_body" }));
  stopJobs = await startJobs();
  // The worker begins with a catch-up, which would index without any job of ours.
  await until(async () => (await countJobs()) === 0, 10_000);
});
afterAll(async () => {
  await stopJobs();
  await closeDatabase();
});

async function countJobs(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from graphile_worker.jobs where task_identifier like 'search.%'",
  );
  return rows[0]!.count;
}

async function until(isSo: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const endsAt = performance.now() + withinMs;
  while (performance.now() < endsAt) {
    if (await isSo()) return true;
    await delay(20);
  }
  return isSo();
}

const isShown = async (id: string, word: string) =>
  (await postgresEngine.search({ ...emptyQuery(), q: word })).hits.some((hit) => hit.id === id);

/** No job is running or waiting, and the timetable's next catch-up, on the full minute, is further off than the deadline. */
async function quietWorker(): Promise<void> {
  const leftMs = 60_000 - (Date.now() % 60_000);
  if (leftMs < DEADLINE_MS + 2_000) await delay(leftMs + 500);
  expect(await until(async () => (await countJobs()) === 0, 5_000)).toBe(true);
}

/** A draft that nothing else has the word of. */
async function makeDraft(word: string): Promise<string> {
  const { id } = await makeOpportunity({
    organisationId,
    status: "draft",
    title: `Gearbox ${word} for trucks`,
  });
  return id;
}

/**
 * Publishes and says whether readers could find it in time.
 * @param before what happens in the same transaction, before the commit
 */
async function isFreshAfterPublishing(
  id: string,
  word: string,
  before: (tx: Tx) => Promise<unknown> = () => Promise.resolve(),
): Promise<boolean> {
  await db.$transaction(async (tx) => {
    await changeStatus(actor, "publish", { id }, tx);
    await before(tx);
  });
  return until(() => isShown(id, word), DEADLINE_MS);
}

const dropIndexJobs = (tx: Tx) =>
  tx.$executeRaw`delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = 'search.index' and j.locked_at is null`;

describe("freshness", () => {
  test("what is published is found in time, and what is put on hold is gone in time", async () => {
    const id = await makeDraft("zqalpha");
    expect(await isShown(id, "zqalpha")).toBe(false);
    expect(await isFreshAfterPublishing(id, "zqalpha")).toBe(true);
    await changeStatus(actor, "hold", { id });
    expect(await until(async () => !(await isShown(id, "zqalpha")), DEADLINE_MS)).toBe(true);
  });

  test("the same check fails when the job is dropped; the mark stays, and the next catch-up mends it", async () => {
    const id = await makeDraft("zqomega");
    await quietWorker();
    expect(await isFreshAfterPublishing(id, "zqomega", dropIndexJobs)).toBe(false);
    await pool.query(`select graphile_worker.add_job('search.catch-up', '{}'::json)`);
    expect(await until(() => isShown(id, "zqomega"), DEADLINE_MS)).toBe(true);
  });
});
