import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import pg from "pg";
import { expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { isOutage, reportFailure } from "#app/core/failures.server.ts";

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );

it("says “not now” to whoever gets no turn because every connection is taken", async () => {
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  try {
    const error = await failureOf(db.$transaction((tx) => tx.user.count(), { maxWait: 50 }));
    expect(isOutage(error), String(error)).toBe(true);
    expect(reportFailure(error, {}).init).toMatchObject({ status: 503 });
  } finally {
    for (const connection of taken) connection.release();
  }
});

it("says “not now” when a transaction takes too long, and undoes it", async () => {
  const slow = db.$transaction(
    async (tx) => {
      await tx.sentMail.create({ data: { key: "undone" } });
      await tx.$queryRaw`select pg_sleep(0.3)::text`;
      await tx.sentMail.create({ data: { key: "undone too" } });
    },
    { timeout: 100 },
  );
  expect(isOutage(await failureOf(slow))).toBe(true);
  expect(await db.sentMail.count()).toBe(0);
});

it("knows a server that takes the connection and says nothing", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const asking = new pg.Client({ host: "127.0.0.1", port, user: "nobody", connectionTimeoutMillis: 50 });
  asking.on("error", () => undefined);
  expect(isOutage(await failureOf(asking.connect()))).toBe(true);
  silent.close();
});

it("does not take a mistake for an outage", async () => {
  const twice = db.sentMail.createMany({ data: [{ key: "a" }, { key: "a" }] });
  expect(isOutage(await failureOf(twice))).toBe(false);
});
