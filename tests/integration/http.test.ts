import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync, brotliDecompressSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { db, closeDatabase } from "#app/core/db.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import { makeMember, makeOpportunity, makeOrganisation } from "#tests/factories/factories.ts";
import { databaseUrl } from "#tests/setup/database.ts";
import { startProduct, type RunningProcess } from "#tests/setup/product-process.ts";

const PASSWORD = "a long enough password";
const NAME = "Zubeida Qureshi-Unmistakable";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

let product: RunningProcess;
let cookie: string;
let reference: string;
let opportunityPage: string;
let organisationId: string;

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Node's own client: fetch() hides encodings and forbids headers. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options;
    const sent = httpRequest(product.url + path, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  body: new URLSearchParams(fields).toString(),
});

const signIn = (headers: Record<string, string> = {}) =>
  ask("/login", form({ email: "reader@example.test", password: PASSWORD }, headers));

const text = async (path: string, headers: Record<string, string> = {}) =>
  (await ask(path, { headers })).body.toString();

beforeAll(async () => {
  const prime = await makeOrganisation({ kind: "research_body", name: "Institute of Careful Tests" });
  organisationId = prime.id;
  const opportunity = await makeOpportunity({ organisationId: prime.id });
  reference = opportunity.reference;
  opportunityPage = opportunityPath(opportunity);
  const msme = await makeOrganisation({ name: "Reader Works" });
  await makeMember(msme.id, "owner", {
    email: "reader@example.test",
    name: NAME,
    passwordHash: await hashPassword(PASSWORD),
  });
  product = await startProduct(databaseUrl, { roles: "web" });
  const answer = await signIn();
  cookie = String(answer.headers["set-cookie"]).split(";")[0]!;
});

afterAll(async () => {
  await product?.stop();
  await closeDatabase();
});

describe("pages for everybody", () => {
  test("are marked for sharing, and a reader who has one is told 304 in every encoding", async () => {
    for (const [accepted, decode] of [
      ["identity", (body: Buffer) => body],
      ["gzip", gunzipSync],
      ["br, gzip", brotliDecompressSync],
    ] as const) {
      const { status, headers, body } = await ask("/opportunities", {
        headers: { "accept-encoding": accepted },
      });
      expect(status).toBe(200);
      expect(headers["cache-control"]).toBe("public, max-age=0, s-maxage=1, must-revalidate");
      expect(headers.vary).toBe("Cookie, Accept-Encoding, Accept-Language");
      expect(Number(headers["content-length"])).toBe(body.length);
      expect(decode(body).toString()).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>/);
      const again = await ask("/opportunities", {
        headers: { "accept-encoding": accepted, "if-none-match": String(headers.etag) },
      });
      expect(again.status).toBe(304);
      expect(again.body.length).toBe(0);
      expect(again.headers.etag).toBe(headers.etag);
    }
  });

  test("have the same headers and no body for HEAD", async () => {
    const get = await ask("/opportunities");
    const head = await ask("/opportunities", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    for (const name of ["content-type", "content-length", "etag", "cache-control", "content-security-policy"])
      expect(head.headers[name]).toBe(get.headers[name]);
  });

  test("show a change at once when it is announced, and within two seconds when it is not", async () => {
    const path = opportunityPage;
    await text(path);
    await db.opportunity.update({
      where: { reference },
      data: { summary: "Announced summary of this test" },
    });
    await db.$executeRaw`select pg_notify('content_changed', '')`;
    await expect
      .poll(() => text(path), { timeout: 500, interval: 20 })
      .toContain("Announced summary of this test");
    await db.opportunity.update({
      where: { reference },
      data: { summary: "Unannounced summary of this test" },
    });
    await delay(1_100);
    expect(await text(path)).toContain("Unannounced summary of this test");
  });

  test("depend on the reader's language", async () => {
    const german = await ask(opportunityPage, { headers: { "accept-language": "de-DE" } });
    const indian = await ask(opportunityPage, { headers: { "accept-language": "en-IN" } });
    expect(german.headers.etag).not.toBe(indian.headers.etag);
  });

  test("are not kept when they are an error", async () => {
    const { status, headers } = await ask("/opportunities/SY-1999-000001");
    expect(status).toBe(404);
    expect(headers["cache-control"]).toBe("private, no-store");
    expect(headers.etag).toBeUndefined();
  });
});

describe("pages for one person", () => {
  test("never reach anybody else, however requests are mixed", async () => {
    const paths = ["/", "/opportunities", opportunityPage, "/opportunities?q=radar"];
    const asked = Array.from({ length: 120 }, (_, n) => ({
      path: paths[n % paths.length]!,
      isPersonal: n % 3 === 0,
    }));
    const answers = await Promise.all(
      asked.map(async ({ path, isPersonal }) => ({
        path,
        isPersonal,
        ...(await ask(path, { headers: isPersonal ? { cookie } : {} })),
      })),
    );
    for (const { path, isPersonal, status, headers, body } of answers) {
      expect(status, path).toBe(200);
      expect(body.toString().includes(NAME), `${path} ${isPersonal}`).toBe(isPersonal);
      expect(headers["cache-control"]).toBe(
        isPersonal ? "private, no-store" : "public, max-age=0, s-maxage=1, must-revalidate",
      );
    }
  });

  test("are never made from a shared one, even when the cookie is wrong", async () => {
    const { headers } = await ask("/opportunities", { headers: { cookie: "sanyog_session=bm9uc2Vuc2U%3D" } });
    expect(headers["cache-control"]).toBe("private, no-store");
    expect(headers.etag).toBeUndefined();
  });

  test("are compressed", async () => {
    const { headers, body } = await ask("/opportunities", { headers: { cookie, "accept-encoding": "gzip" } });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(body).toString()).toContain(NAME);
  });
});

describe("the content security policy", () => {
  test.each([
    ["anonymous", false],
    ["signed in", true],
  ])("allows exactly our inline scripts: %s", async (_, isPersonal) => {
    const { headers, body } = await ask("/opportunities", { headers: isPersonal ? { cookie } : {} });
    const policy = String(headers["content-security-policy"]);
    const html = body.toString();
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>([\s\S]*?)<\/script>/g)];
    expect(inline.length).toBeGreaterThan(2);
    for (const [, script] of inline)
      expect(policy).toContain(`'sha256-${createHash("sha256").update(script!).digest("base64")}'`);
    expect(html).not.toContain("nonce=");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe("requests that change something", () => {
  test.each([
    [{ origin: "https://elsewhere.example" }, false],
    [{ origin: "null" }, false],
    [{ "sec-fetch-site": "cross-site" }, false],
    [{ "sec-fetch-site": "same-site" }, false],
    [{ referer: "https://elsewhere.example/login" }, false],
    [{ origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example" }, false],
    [{ "sec-fetch-site": "same-origin" }, true],
    [{}, true],
  ] as [Record<string, string>, boolean][])("with %j: %s", async (headers, isAllowed) => {
    const { status } = await signIn(headers);
    expect(status).toBe(isAllowed ? 302 : 403);
  });

  test("are taken from our own pages", async () => {
    expect((await signIn({ origin: product.url })).status).toBe(302);
    expect((await signIn({ referer: `${product.url}/login` })).status).toBe(302);
  });

  test.each([
    "/",
    "/opportunities",
    "/logout",
    "/api/v1/opportunities",
    "/desk/imports",
    "/nowhere",
    "/login.data",
  ])("are 403 from another site on %s, whatever the method", async (path) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const { status } = await ask(path, {
        method,
        headers: { origin: "https://elsewhere.example", cookie },
      });
      expect(status, method).toBe(403);
    }
  });

  test("are 413 when they are too large, announced or not", async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, "a");
    const type = { "content-type": "application/x-www-form-urlencoded" };
    expect((await ask("/login", { method: "POST", headers: type, body })).status).toBe(413);
    const chunked = { ...type, "transfer-encoding": "chunked" };
    expect((await ask("/login", { method: "POST", headers: chunked, body })).status).toBe(413);
  });

  test("are 405 with a method that no page takes", async () => {
    expect((await ask("/", { method: "TRACE" })).status).toBe(405);
  });
});

describe("operations", () => {
  test("/healthz and /readyz answer", async () => {
    expect((await ask("/healthz")).status).toBe(200);
    const { status, body } = await ask("/readyz");
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual({
      status: "ok",
      database: { healthy: true },
      search: {
        engine: "postgres",
        healthy: true,
        documents: expect.any(Number),
        pending: expect.any(Number),
        refused: 0,
      },
      jobs: { pending: expect.any(Number), failed: 0 },
      payments: { mode: "off" },
    });
  });

  test("/metrics knows patterns, not addresses, and is for this machine only", async () => {
    await ask(opportunityPage);
    const { status, body } = await ask("/metrics");
    expect(status).toBe(200);
    const metrics = body.toString();
    expect(metrics).toContain('route="/opportunities/:reference/:slug?"');
    expect(metrics).not.toContain(reference);
    expect((await ask("/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(404);
  });

  test("counts readers, but no robots and no HEAD", async () => {
    const fresh = await makeOpportunity({ organisationId });
    const path = opportunityPath(fresh);
    for (let n = 0; n < 3; n++) await ask(path, { headers: { "user-agent": BROWSER } });
    await ask(path, { headers: { "user-agent": BROWSER, cookie } });
    await ask(path, { headers: { "user-agent": "Googlebot/2.1 (+http://www.google.com/bot.html)" } });
    await ask(path, { method: "HEAD", headers: { "user-agent": BROWSER } });
    const counted = () => db.opportunityView.findFirst({ where: { opportunityId: fresh.id } });
    await expect.poll(async () => (await counted())?.count, { timeout: 6_000 }).toBe(4);
  });

  test("an unexpected failure is a 500 that quotes the request, and logs no address", async () => {
    await db.$executeRaw`alter table search.state rename to state_away`;
    try {
      const { status, headers, body } = await ask("/opportunities?q=secretword", { headers: { cookie } });
      expect(status).toBe(500);
      const requestId = String(headers["x-request-id"]);
      expect(body.toString()).toContain(requestId);
      expect(body.toString()).not.toContain("state_away");
      await expect.poll(() => product.output()).toContain(requestId);
      expect(product.output()).not.toContain("secretword");
    } finally {
      await db.$executeRaw`alter table search.state_away rename to state`;
    }
  });

  test("without its database it says 503 and when to come back, and recovers by itself", async () => {
    const name = new URL(databaseUrl).pathname.slice(1);
    const admin = new pg.Client(inject("databaseServer").adminUrl);
    await admin.connect();
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`;
    try {
      await admin.query(`alter database ${name} with allow_connections false`);
      await admin.query(cut, [name]);
      await expect.poll(async () => (await ask("/readyz")).status, { timeout: 8_000 }).toBe(503);
      await expect.poll(async () => (await ask("/opportunities?q=x")).status, { timeout: 8_000 }).toBe(503);
      const { headers } = await ask("/", { headers: { cookie } });
      expect(Number(headers["retry-after"])).toBeGreaterThan(0);
      expect((await ask("/healthz")).status).toBe(200);
    } finally {
      await admin.query(`alter database ${name} with allow_connections true`);
      await admin.end();
    }
    await expect.poll(async () => (await ask("/opportunities")).status, { timeout: 10_000 }).toBe(200);
  });
});

test("a process that is told to stop answers what it has begun", async () => {
  const holder = new pg.Client(databaseUrl);
  await holder.connect();
  await holder.query("begin; lock table opportunity in access exclusive mode");
  const answer = ask(opportunityPage, { headers: { cookie } });
  await delay(300);
  const stopped = product.stop();
  await delay(300);
  await holder.query("commit");
  await holder.end();
  expect((await answer).status).toBe(200);
  await stopped;
  await expect(ask("/healthz")).rejects.toThrow();
});
