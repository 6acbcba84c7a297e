import { rmSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import { enqueue, enqueueIndexing } from "#app/jobs/enqueue.server.ts";
import {
  inDays,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import { databaseUrl } from "#tests/setup/database.ts";
import { startProduct, type RunningProcess } from "#tests/setup/product-process.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "sanyog-cluster-"));
let web: RunningProcess[] = [];
let jobs: RunningProcess[] = [];

const text = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers })).text();

beforeAll(async () => {
  [web, jobs] = await Promise.all([
    Promise.all([1, 2].map(() => startProduct(databaseUrl, { roles: "web", dataDir }))),
    Promise.all([1, 2].map(() => startProduct(databaseUrl, { roles: "jobs", dataDir }))),
  ]);
});

afterAll(async () => {
  await Promise.all([...web, ...jobs].map((each) => each.stop()));
  await closeDatabase();
  rmSync(dataDir, { recursive: true, force: true });
});

const jobsLeft = async () => {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier <> 'search.catch-up'",
  );
  return rows[0]!.count;
};

test("what one process changes, all others show soon, pages from memory included", async () => {
  const prime = await makeOrganisation({ kind: "research_body" });
  const opportunity = await makeOpportunity({
    organisationId: prime.id,
    title: "Halophyte desalination membrane",
  });
  const pages = web.map(({ url }) => `${url}/opportunities?q=halophyte`);
  for (const page of pages)
    await expect.poll(() => text(page), { timeout: 10_000, interval: 50 }).toContain(opportunity.reference);
  await db.$transaction(async (tx) => {
    await tx.opportunity.update({
      where: { id: opportunity.id },
      data: { status: "closed", closedAt: new Date() },
    });
    await enqueueIndexing(tx, [opportunity.id]);
  });
  for (const page of pages)
    await expect
      .poll(() => text(page), { timeout: 10_000, interval: 50 })
      .not.toContain(opportunity.reference);
});

test("a session that began on one process counts on the other, and ends on both", async () => {
  const organisation = await makeOrganisation();
  const person = await makeMember(organisation.id, "owner", { name: "Meera Cluster-Person" });
  const cookie = await signIn(person);
  for (const { url } of web) expect(await text(url, { cookie })).toContain("Meera Cluster-Person");
  const body = new URLSearchParams();
  const answer = await fetch(`${web[0]!.url}/logout`, {
    method: "POST",
    headers: { cookie },
    body,
    redirect: "manual",
  });
  expect(answer.status).toBe(302);
  for (const { url } of web) expect(await text(url, { cookie })).not.toContain("Meera Cluster-Person");
});

test("every job runs once, whoever takes it", async () => {
  const prime = await makeOrganisation({ kind: "research_body", name: "Posting Institute" });
  const reader = await makeMember(prime.id);
  const opportunity = await makeOpportunity({ organisationId: prime.id });
  const applicants = await Promise.all(Array.from({ length: 20 }, () => makeOrganisation()));
  await db.$transaction(async (tx) => {
    for (const { id } of applicants) {
      const interest = await makeInterest({ opportunityId: opportunity.id, organisationId: id }, tx);
      const event = await tx.interestEvent.findFirstOrThrow({ where: { interestId: interest.id } });
      await enqueue(tx, "mail.send", {
        template: "interest_received",
        interestEventId: event.id,
        userId: reader.id,
      });
    }
  });
  await expect.poll(jobsLeft, { timeout: 15_000 }).toBe(0);
  expect(readdirSync(path.join(dataDir, "mail")).filter((name) => name.endsWith(".eml"))).toHaveLength(
    applicants.length,
  );
  expect(await db.sentMail.count()).toBe(applicants.length);
});

test("the jobs of a worker that was killed are taken over at once by the next one", async () => {
  const prime = await makeOrganisation({ kind: "research_body" });
  // A worker that holds a job and dies: the job's queue stays locked in the dead worker's name.
  const holder = await pool.connect();
  await holder.query("begin; lock table search.document in access exclusive mode");
  const opportunity = await makeOpportunity({
    organisationId: prime.id,
    title: "Tetrahedrite thermoelectric brick",
  });
  const isTaken = async () =>
    (await pool.query("select 1 from graphile_worker._private_jobs where locked_by is not null")).rowCount;
  await expect.poll(isTaken, { timeout: 5_000 }).toBeGreaterThan(0);
  await Promise.all(jobs.map((each) => each.kill()));
  await holder.query("commit");
  holder.release();
  jobs = [await startProduct(databaseUrl, { roles: "jobs", dataDir })];
  await expect
    .poll(() => text(`${web[0]!.url}/opportunities?q=tetrahedrite`), { timeout: 15_000, interval: 100 })
    .toContain(opportunity.reference);
});

test("a process for jobs alone answers for itself and has no pages", async () => {
  const { url } = jobs[0]!;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/opportunities`)).status).toBe(404);
});

test("expired opportunities leave the results although nobody is told", async () => {
  const prime = await makeOrganisation({ kind: "research_body" });
  const soon = new Date(Date.now() + 2_500);
  const opportunity = await makeOpportunity({
    organisationId: prime.id,
    title: "Vermiculite exfoliation kiln",
    publishedAt: inDays(-10),
    expiresAt: soon,
  });
  const page = `${web[0]!.url}/opportunities?q=vermiculite`;
  await expect.poll(() => text(page), { timeout: 10_000, interval: 50 }).toContain(opportunity.reference);
  await expect
    .poll(() => text(page), { timeout: 15_000, interval: 100 })
    .not.toContain(opportunity.reference);
});
