import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import { verify } from "#search/verify.ts";
import { makeMember, makeOpportunity, makeOrganisation, signIn } from "#tests/factories/factories.ts";
import { databaseUrl } from "#tests/setup/database.ts";
import { startProduct, type RunningProcess } from "#tests/setup/product-process.ts";

const ROUNDS = 8;
/** A slow machine needs its time until the first answer; from then on any moment is as good. */
const LONGEST_WAIT_MS = 20_000;
const LONGEST_LIFE_MS = 1_000;

const dataDir = mkdtempSync(path.join(tmpdir(), "sanyog-crash-"));
let product: RunningProcess | undefined;

afterAll(async () => {
  await product?.stop();
  await closeDatabase();
  rmSync(dataDir, { recursive: true, force: true });
});

const acknowledged = { published: new Set<string>(), interests: new Set<string>() };

const count = () => acknowledged.published.size + acknowledged.interests.size;

/** Sends a form; the place it leads to when it was accepted, null when the server died over it. */
async function send(cookie: string, address: string, fields: Record<string, string>): Promise<string | null> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(product!.url + address, {
    method: "POST",
    body,
    headers: { cookie },
    redirect: "manual",
  }).catch(() => null);
  if (!answer) return null;
  // 503 is an honest "not now"; anything else but a redirect would be a fault of this test or the product.
  if (answer.status !== 503) expect(answer.status, await answer.clone().text()).toBe(302);
  return answer.headers.get("location");
}

async function publishOne(cookie: string, organisationId: string): Promise<void> {
  const { reference, version } = await makeOpportunity({ organisationId, status: "draft" });
  const fields = { version: String(version) };
  const place = await send(cookie, `/desk/opportunities/${reference}/edit/review`, fields);
  if (place?.includes("done=publish")) acknowledged.published.add(reference);
}

async function applyOnce(target: string): Promise<void> {
  const organisation = await makeOrganisation();
  const cookie = await signIn(await makeMember(organisation.id), organisation.id);
  const place = await send(cookie, `/opportunities/${target}/interest`, {
    message: "We would make this module for two customers of ours.",
    capabilityStatement: "Clean room, two die bonders, a thermal test bench.",
    contactRole: "Head of production",
  });
  const id = place ? /\/desk\/interests\/([^?]+)/.exec(place)?.[1] : undefined;
  if (id) acknowledged.interests.add(id);
}

async function repeatUntil(isOver: () => boolean, work: () => Promise<void>): Promise<void> {
  while (!isOver()) await work();
}

/** Jobs that are due, and changes that the index lacks: a job that failed comes back later and is not due till then. */
async function unfinishedWork(): Promise<{ jobs: number; changes: number }> {
  const { rows } = await pool.query<{ jobs: number; changes: number }>(
    `select (select count(*)::int from graphile_worker._private_jobs
             where run_at <= now() and attempts < max_attempts) as jobs,
            (select count(*)::int from search.pending where engine = 'postgres') as changes`,
  );
  return rows[0]!;
}

test(
  "whatever was acknowledged survives kill -9 at any moment, and the index converges on the database",
  { timeout: 240_000 },
  async () => {
    const prime = await makeOrganisation({ kind: "research_body" });
    const cookie = await signIn(await makeMember(prime.id), prime.id);
    const { reference: target } = await makeOpportunity({ organisationId: prime.id });
    for (let round = 0; round < ROUNDS; round++) {
      product = await startProduct(databaseUrl, { dataDir });
      let isOver = false;
      const publishing = () => publishOne(cookie, prime.id);
      const applying = () => applyOnce(target);
      const senders = [publishing, publishing, applying, applying].map((work) =>
        repeatUntil(() => isOver, work),
      );
      const before = count();
      await expect.poll(count, { timeout: LONGEST_WAIT_MS, interval: 5 }).toBeGreaterThan(before);
      await delay(Math.random() * LONGEST_LIFE_MS);
      await product.kill();
      isOver = true;
      await Promise.all(senders);
    }
    expect(acknowledged.published.size).toBeGreaterThan(0);
    expect(acknowledged.interests.size).toBeGreaterThan(0);

    product = await startProduct(databaseUrl, { dataDir });
    await expect.poll(unfinishedWork, { timeout: 90_000, interval: 200 }).toEqual({ jobs: 0, changes: 0 });
    const published = await db.opportunity.findMany({
      where: { reference: { in: [...acknowledged.published] }, status: "published" },
      select: { events: { where: { type: "published" } } },
    });
    expect(published).toHaveLength(acknowledged.published.size);
    for (const { events } of published) expect(events).toHaveLength(1);
    const interests = await db.interest.count({
      where: { id: { in: [...acknowledged.interests] }, status: "submitted" },
    });
    expect(interests).toBe(acknowledged.interests.size);
    const { compared, differences } = await verify("postgres");
    expect(compared).toBeGreaterThanOrEqual(acknowledged.published.size);
    expect(differences).toEqual([]);
    const { rows } = await pool.query(
      "select task_identifier, attempts, last_error from graphile_worker.jobs where attempts >= max_attempts",
    );
    expect(rows).toEqual([]);
  },
);
