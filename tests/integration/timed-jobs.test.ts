import { afterAll, expect, test } from "vitest";
import { closeDatabase, pool } from "#app/core/db.server.ts";
import { metricsText, readiness } from "#app/core/health.server.ts";
import { startJobs } from "#app/jobs/start.server.ts";
import { searchState } from "#search/select.server.ts";

const failedJobs = async () => (await readiness(searchState)).jobs.failed;

/** As the timetable adds it. */
const makeDue = () =>
  pool.query(
    `select graphile_worker.add_job('housekeeping.sweep', '{"_cron": {"ts": "2026-11-22T00:17:00Z"}}',
       job_key => 'housekeeping.sweep')`,
  );

afterAll(closeDatabase);

test(
  "a timed job that fails each time counts as failed, however many tries it has left",
  { timeout: 90_000 },
  async () => {
    expect(await failedJobs()).toBe(0);
    await pool.query("alter table throttle rename to throttle_elsewhere");
    const stop = await startJobs();
    try {
      await makeDue();
      await expect.poll(failedJobs, { timeout: 20_000 }).toBe(1);
      expect(await metricsText(searchState)).toMatch(/^sanyog_jobs_failed 1$/m);
      await pool.query("alter table throttle_elsewhere rename to throttle");
      await makeDue();
      // A try that was under way fails once more, and is tried again after its pause.
      await expect.poll(failedJobs, { timeout: 45_000 }).toBe(0);
    } finally {
      await stop();
    }
  },
);

test("a timed job that its successor replaced while it ran leaves nothing when its worker is killed", async () => {
  await makeDue();
  await pool.query(
    "update graphile_worker._private_jobs set locked_by = 'worker-gone', locked_at = now() where key = 'housekeeping.sweep'",
  );
  await makeDue();
  expect(await failedJobs()).toBe(1);
  const stop = await startJobs();
  try {
    await expect.poll(failedJobs, { timeout: 20_000 }).toBe(0);
    const { rows } = await pool.query(
      "select 1 from graphile_worker._private_jobs where locked_by = 'worker-gone'",
    );
    expect(rows).toEqual([]);
  } finally {
    await stop();
  }
});
