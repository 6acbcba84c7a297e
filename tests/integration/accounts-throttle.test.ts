import pg from "pg";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { createThrottle, networkOf } from "#app/domain/accounts/throttle.server.ts";
import { action as signIn } from "#app/routes/accounts/login.tsx";
import {
  emptyDatabase,
  makeUserWithPassword,
  PASSWORD,
  post,
  problemsOf,
} from "#tests/integration/account-requests.ts";

const EMAIL = "asha@kaveri.example";
const enter = (password: string, address = "203.0.113.7", email = EMAIL) =>
  post(signIn, "/login", { email, password }, { address });

/** Limits of another process: a pool of its own and nothing in memory. */
const pools: pg.Pool[] = [];
function anotherProcess() {
  const pool = new pg.Pool({ connectionString: config.database.url, max: 4 });
  pools.push(pool);
  return createThrottle(pool);
}
afterAll(() => Promise.all(pools.map((each) => each.end())));
beforeEach(emptyDatabase);

async function outcomeOf(attempt: Promise<unknown>): Promise<"let through" | DomainError> {
  return attempt.then(
    () => "let through" as const,
    (error: unknown) => {
      if (error instanceof DomainError) return error;
      throw error;
    },
  );
}

/** As if so much time had gone by. */
const wait = (seconds: number) => db.$executeRaw`update throttle set expire = expire - ${seconds * 1000}`;

describe("one client, one account", () => {
  it("has eight tries, then waits; the answer says how long, in words and in Retry-After", async () => {
    await makeUserWithPassword({ email: EMAIL });
    for (let each = 0; each < 8; each++) expect((await enter("a wrong password")).status).toBe(401);
    const refused = await enter(PASSWORD);
    expect(refused).toMatchObject({ status: 429, setCookie: null });
    expect(Number(refused.retryAfter)).toBeGreaterThan(800);
    expect(Number(refused.retryAfter)).toBeLessThanOrEqual(900);
    expect(problemsOf(refused)[""]!.join()).toMatch(/Try again in 15 minutes, or set a new password/);
    await wait(901);
    expect((await enter(PASSWORD)).status).toBe(302);
  });

  it("is counted by address tried, whether it has an account or not", async () => {
    const statuses = [];
    for (let each = 0; each < 9; each++)
      statuses.push((await enter("x", "203.0.113.7", "nobody@kaveri.example")).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 429]);
  });

  it("counts tries of the same moment, too", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const answers = await Promise.all(Array.from({ length: 30 }, () => enter("a wrong password")));
    expect(answers.filter((each) => each.status === 401)).toHaveLength(8);
  });

  it("counts over all processes, and a restart forgets nothing", async () => {
    const [one, two] = [anotherProcess(), anotherProcess()];
    for (let each = 0; each < 4; each++) {
      await one.admitSignIn(EMAIL, "203.0.113.7");
      await two.admitSignIn(EMAIL, "203.0.113.7");
    }
    for (const process of [one, two, anotherProcess()])
      expect(await outcomeOf(process.admitSignIn(EMAIL, "203.0.113.7"))).toMatchObject({ code: "too_many" });
  });

  it("is not slowed by signing in rightly, however often", async () => {
    const throttle = anotherProcess();
    for (let each = 0; each < 150; each++)
      await (await throttle.admitSignIn(EMAIL, "203.0.113.7")).succeeded();
  });
});

describe("one client, many accounts", () => {
  it("has a hundred wrong tries in a quarter of an hour", async () => {
    const throttle = anotherProcess();
    for (let each = 0; each < 100; each++)
      await throttle.admitSignIn(`p${each}@kaveri.example`, "203.0.113.7");
    expect(await outcomeOf(throttle.admitSignIn("p101@kaveri.example", "203.0.113.7"))).toMatchObject({
      code: "too_many",
    });
    expect(await outcomeOf(throttle.admitSignIn("p101@kaveri.example", "203.0.113.8"))).toBe("let through");
  });

  it("is one client on all addresses of an IPv6 household", () => {
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
    expect(networkOf("2001:db8:1:2::1")).toBe("2001:db8:1:2");
    expect(networkOf("2001:0db8:0001:0002:ffff::")).toBe("2001:db8:1:2");
    expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0");
    expect(networkOf("::1")).toBe("0:0:0:0");
    expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
    expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  });
});

describe("one account, many clients", () => {
  const guess = (throttle: ReturnType<typeof anotherProcess>, from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, each) =>
        outcomeOf(throttle.admitSignIn(EMAIL, `198.51.100.${from + each}`)),
      ),
    );

  it("lets one try through per delay after twenty, and the delay doubles", async () => {
    const throttle = anotherProcess();
    for (let each = 0; each < 20; each++) await throttle.admitSignIn(EMAIL, `198.51.100.${each}`);
    const delays: number[] = [];
    for (let round = 0; round < 7; round++) {
      const outcomes = await guess(throttle, 100, 106);
      expect(outcomes.filter((each) => each === "let through")).toHaveLength(1);
      const refusal = outcomes.find((each) => each !== "let through") as DomainError;
      delays.push(refusal.retryAfterSeconds!);
      await db.$executeRaw`update throttle set expire = 0 where key like 'turn:%' or key like 'pair:%'`;
    }
    expect(delays.map((each) => Math.round(each / 30) * 30)).toEqual([30, 60, 120, 240, 480, 900, 900]);
  });

  it("still opens for its owner: at once from a known address, else by resetting the password", async () => {
    const throttle = anotherProcess();
    await (await throttle.admitSignIn(EMAIL, "203.0.113.7")).succeeded();
    for (let each = 0; each < 20; each++) await throttle.admitSignIn(EMAIL, `198.51.100.${each}`);
    await guess(throttle, 100, 110);
    expect(await outcomeOf(throttle.admitSignIn(EMAIL, "192.0.2.1"))).toMatchObject({ code: "too_many" });
    expect(await outcomeOf(throttle.admitSignIn(EMAIL, "203.0.113.7"))).toBe("let through");
    await throttle.trust(EMAIL, "192.0.2.1");
    expect(await outcomeOf(throttle.admitSignIn(EMAIL, "192.0.2.1"))).toBe("let through");
  });

  it("keeps no address in the table, neither of people nor of clients", async () => {
    await anotherProcess().admitSignIn(EMAIL, "203.0.113.7");
    const rows = JSON.stringify(await db.$queryRaw`select key from throttle`);
    expect(rows).not.toContain("asha");
    expect(rows).not.toContain("203.0");
  });
});
