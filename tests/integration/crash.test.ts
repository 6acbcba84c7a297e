import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, pool } from "#app/core/db.server.ts";
import { verify } from "#search/verify.ts";
import { databaseUrl } from "#tests/setup/database.ts";
import { startProduct, type RunningProcess } from "#tests/setup/product-process.ts";
import {
  checkAgreements,
  checkCertificates,
  checkChanges,
  checkConversations,
  checkFiles,
  checkMails,
  dataDir,
  runTimetable,
  unfinishedWork,
} from "#tests/integration/crash-checks.ts";
import { client } from "#tests/integration/crash-client.ts";
import { ledger, makeCrashWorld, stories, type CrashWorld } from "#tests/integration/crash-traffic.ts";

/** `CRASH_ROUNDS=300` for a long night. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 8);
/** A slow machine needs its time until the first answer; from then on any moment is as good. */
const LONGEST_WAIT_MS = 60_000;
const [SHORTEST_LIFE_MS, LONGEST_LIFE_MS] = [50, 900];

/** Two servers beside each other, each killed and started again in its own time: sometimes both are away. */
const LANES = 2;

const running = new Set<RunningProcess>();

afterAll(async () => {
  await Promise.all([...running].map((product) => product.stop()));
  await closeDatabase();
});

/** What the servers that run logged as errors. */
function errorsLogged(): string {
  const lines = [...running].flatMap((product) => product.output().split("\n"));
  return lines.filter((line) => /"level":(50|60|"error"|"fatal")/.test(line)).join("\n");
}

async function start(): Promise<RunningProcess> {
  const product = await startProduct(databaseUrl, { dataDir });
  running.add(product);
  client.servers.set(product.url, 0);
  return product;
}

/** Waits until this server has acknowledged something, or all is over. */
async function firstAcknowledgement(url: string): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (client.servers.get(url) === 0 && !client.isStopped) {
    if (Date.now() > deadline) throw new Error(`${url} acknowledged nothing within ${LONGEST_WAIT_MS} ms`);
    await delay(5);
  }
}

/** Starts a server and kills it at a random moment after it has acknowledged something. */
async function liveAndDie(): Promise<void> {
  const product = await start();
  await runTimetable();
  await firstAcknowledgement(product.url);
  await delay(SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS));
  client.servers.delete(product.url);
  await product.kill();
  running.delete(product);
}

async function killAgainAndAgain(): Promise<void> {
  let left = ROUNDS;
  const lane = async () => {
    while (left-- > 0 && !client.isStopped) await liveAndDie();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await start();
}

/** Runs all stories at once, each again and again, while `work` lasts; then lets each come to its end. */
async function amidTraffic(world: CrashWorld, work: () => Promise<void>): Promise<void> {
  let isOver = false;
  const tell = async (story: (typeof stories)[number]) => {
    while (!isOver) await story(world);
  };
  const traffic = Promise.all(stories.map(tell));
  const working = work().finally(() => (isOver = true));
  try {
    // A story that fails ends it all: its reason is the test's.
    await Promise.all([working, traffic]);
  } catch (error) {
    const logged = errorsLogged();
    client.isStopped = true;
    await Promise.allSettled([working, traffic]);
    throw new Error(`${String(error)}\n${logged}`, { cause: error });
  }
}

test(
  "whatever was acknowledged survives kill -9 at any moment, once, and is mailed once",
  { timeout: 120_000 + ROUNDS * 20_000 },
  async () => {
    const world = await makeCrashWorld();
    await amidTraffic(world, killAgainAndAgain);
    await expect
      .poll(unfinishedWork, { timeout: 120_000, interval: 200 })
      .toEqual({ jobs: 0, changes: 0, candidates: 0 });
    await runTimetable();
    await expect
      .poll(unfinishedWork, { timeout: 120_000, interval: 200 })
      .toEqual({ jobs: 0, changes: 0, candidates: 0 });
    const { rows } = await pool.query(
      "select task_identifier, attempts, last_error from graphile_worker.jobs where attempts >= max_attempts",
    );
    expect(rows).toEqual([]);

    await checkChanges();
    await checkAgreements();
    await checkConversations();
    await checkCertificates();
    const counted = { files: await checkFiles(), mails: await checkMails() };
    const { compared, differences } = await verify("postgres");
    expect(compared).toBeGreaterThanOrEqual(ledger.published.length);
    expect(differences).toEqual([]);
    for (const story of Object.values(ledger))
      expect("size" in story ? story.size : story.length).toBeGreaterThan(0);
    const { servers: _, isStopped: __, ...figures } = client;
    if (process.env.CRASH_ROUNDS)
      process.stdout.write(`${JSON.stringify({ kills: ROUNDS, ...counted, ...figures })}\n`);
  },
);
