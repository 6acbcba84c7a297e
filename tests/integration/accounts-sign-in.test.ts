import type * as Argon2 from "@node-rs/argon2";
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { browserOf } from "#app/domain/accounts/sessions.server.ts";
import { sweep } from "#app/domain/accounts/sweep.server.ts";
import { action as signIn, loader as signInPage } from "#app/routes/accounts/login.tsx";
import { action as signOut, loader as signOutPage } from "#app/routes/accounts/logout.tsx";
import { action as accountAction, loader as accountPage } from "#app/routes/desk/account.tsx";
import { makeOrganisation } from "#tests/factories/factories.ts";
import {
  cookieOf,
  emptyDatabase,
  get,
  makeUserWithPassword,
  PASSWORD,
  post,
  problemsOf,
} from "#tests/integration/account-requests.ts";

const argon2 = vi.hoisted(() => ({ verified: [] as string[] }));
vi.mock("@node-rs/argon2", async (importOriginal) => {
  const original = await importOriginal<typeof Argon2>();
  const verify: typeof original.verify = (hashed, ...rest) => {
    argon2.verified.push(String(hashed).split("$").slice(0, 4).join("$"));
    return original.verify(hashed, ...rest);
  };
  return { ...original, verify };
});

const EMAIL = "asha@kaveri.example";
const enter = (password = PASSWORD, extra: Record<string, string> = {}, cookie?: string) =>
  post(signIn, "/login", { email: EMAIL, password, ...extra }, { cookie });

beforeEach(emptyDatabase);

describe("signing in", () => {
  it("opens a session whose cookie scripts cannot read and other sites cannot send", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const answer = await enter();
    expect(answer).toMatchObject({ status: 302, location: "/desk" });
    const attributes = answer.setCookie!.split("; ").slice(1).sort();
    expect(attributes).toEqual(["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax"]);
    const actor = await readActor(cookieOf(answer));
    expect(actor).toMatchObject({ kind: "person", email: EMAIL });
    const [secret] = [decodeURIComponent(cookieOf(answer).split("=")[1]!)];
    const token = JSON.parse(Buffer.from(secret, "base64").toString()) as string;
    const session = await db.session.findFirstOrThrow();
    expect(Buffer.from(session.tokenHash)).toEqual(createHash("sha256").update(token).digest());
  });

  it("marks the cookie Secure and binds it to the host where the site is on https", async () => {
    vi.resetModules();
    vi.stubEnv("PUBLIC_URL", "https://sanyog.example");
    const { sessionCookie } = await import("#app/core/session.server.ts");
    vi.unstubAllEnvs();
    vi.resetModules();
    const setCookie = await sessionCookie.serialize("x");
    expect(setCookie).toMatch(/^__Host-sanyog_session=/);
    expect(setCookie).toMatch(/; Secure/);
    expect(setCookie).not.toMatch(/Domain/i);
  });

  it("takes the address in any case and leads to where the person wanted to go, never to another site", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const to = async (next: string) =>
      (await post(signIn, "/login", { email: ` ${EMAIL.toUpperCase()}`, password: PASSWORD, next })).location;
    expect(await to("/desk/interests?page=2")).toBe("/desk/interests?page=2");
    for (const elsewhere of [
      "//evil.example",
      "https://evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "",
    ])
      expect(await to(elsewhere)).toBe("/desk");
  });

  it("gives the same refusal after the same work for a wrong password and for an unknown address", async () => {
    await makeUserWithPassword({ email: EMAIL });
    argon2.verified = [];
    const wrong = await enter("not the right password");
    const unknown = await post(signIn, "/login", {
      email: "nobody@kaveri.example",
      password: "not the right password",
    });
    expect(wrong).toMatchObject({ status: 401, setCookie: null });
    expect(problemsOf(wrong)).toEqual(problemsOf(unknown));
    expect(argon2.verified).toEqual(Array(2).fill("$argon2id$v=19$m=19456,t=2,p=1"));
    expect({ ...unknown, body: null }).toEqual({ ...wrong, body: null });
    const { initialValue } = (wrong.body as { result: { initialValue: object } }).result;
    expect(initialValue).toEqual({ email: EMAIL });
  });

  it("makes a new session each time and ends the one this browser had", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const first = cookieOf(await enter());
    const second = cookieOf(await enter(PASSWORD, {}, first));
    expect(second).not.toBe(first);
    expect(await readActor(first)).toEqual({ kind: "anonymous" });
    expect(await readActor(second)).toMatchObject({ kind: "person" });
    expect(await db.session.count()).toBe(1);
  });

  it("sends signed-in people on", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const cookie = cookieOf(await enter());
    expect(await get(signInPage, "/login?next=/desk/interests", { cookie })).toMatchObject({
      status: 302,
      location: "/desk/interests",
    });
  });

  it.each([{ email: "" }, { password: "" }, { email: "not an address" }, { password: "x".repeat(201) }])(
    "answers %o with 422 and a sentence",
    async (change) => {
      const answer = await post(signIn, "/login", { email: EMAIL, password: PASSWORD, ...change });
      expect(answer.status).toBe(422);
      expect(Object.keys(problemsOf(answer))).toEqual(Object.keys(change));
    },
  );

  it("answers a body that is no form with a clear refusal", async () => {
    const request = new Request("http://localhost/login", {
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "application/json" },
    });
    const refused = await (signIn as (args: object) => Promise<unknown>)({
      request,
      params: {},
      context: {},
    }).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({
      init: { status: 422 },
      data: { message: expect.stringMatching(/did not arrive/) },
    });
  });
});

describe("sessions", () => {
  it("end by the button only; the page with the button changes nothing", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const cookie = cookieOf(await enter());
    await get(signOutPage, "/logout", { cookie });
    expect(await readActor(cookie)).toMatchObject({ kind: "person" });
    const answer = await post(signOut, "/logout", {}, { cookie });
    expect(answer).toMatchObject({ status: 302, location: "/" });
    expect(answer.setCookie).toMatch(/^sanyog_session=.*Max-Age=0/);
    expect(await readActor(cookie)).toEqual({ kind: "anonymous" });
  });

  it("are listed, and one or all of them can be ended", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const [here, phone, office] = [cookieOf(await enter()), cookieOf(await enter()), cookieOf(await enter())];
    const listed = async () =>
      (
        (await get(accountPage, "/desk/account", { cookie: here })).body as {
          sessions: Array<{ id: string; isThisOne: boolean }>;
        }
      ).sessions;
    expect(await listed()).toHaveLength(3);
    const actor = await readActor(phone!);
    const sessionId = actor.kind === "person" ? actor.sessionId : "";
    expect(
      await post(accountAction, "/desk/account", { intent: "end_session", sessionId }, { cookie: here }),
    ).toMatchObject({ status: 302 });
    expect((await listed()).filter((each) => each.isThisOne)).toHaveLength(1);
    expect(await readActor(phone!)).toEqual({ kind: "anonymous" });
    expect(await readActor(office!)).toMatchObject({ kind: "person" });
    const everywhere = await post(
      accountAction,
      "/desk/account",
      { intent: "sign_out_everywhere" },
      { cookie: here },
    );
    expect(everywhere).toMatchObject({ status: 302, location: "/login?news=everywhere" });
    for (const cookie of [here, phone, office])
      expect(await readActor(cookie!)).toEqual({ kind: "anonymous" });
  });

  it("of somebody else stay untouched", async () => {
    await makeUserWithPassword({ email: EMAIL });
    const mine = cookieOf(await enter());
    await makeUserWithPassword({ email: "other@kaveri.example" });
    const theirs = cookieOf(
      await post(signIn, "/login", { email: "other@kaveri.example", password: PASSWORD }),
    );
    const actor = await readActor(theirs);
    const sessionId = actor.kind === "person" ? actor.sessionId : "";
    const answer = await post(
      accountAction,
      "/desk/account",
      { intent: "end_session", sessionId },
      { cookie: mine },
    );
    expect(answer.status).toBe(404);
    await post(accountAction, "/desk/account", { intent: "sign_out_everywhere" }, { cookie: mine });
    expect(await readActor(theirs)).toMatchObject({ kind: "person" });
  });

  it("act for one of the person's organisations, which can be changed, but not for a foreign one", async () => {
    const user = await makeUserWithPassword({ email: EMAIL });
    const [first, second, foreign] = await Promise.all([
      makeOrganisation(),
      makeOrganisation(),
      makeOrganisation(),
    ]);
    for (const [index, { id }] of [first, second].entries())
      await db.membership.create({
        data: { userId: user.id, organisationId: id, role: "owner", createdAt: new Date(1e12 + index) },
      });
    const cookie = cookieOf(await enter());
    const acting = async () => {
      const actor = await readActor(cookie);
      return actor.kind === "person" ? actor.organisation?.id : null;
    };
    const actFor = (organisationId: string) =>
      post(accountAction, "/desk/account", { intent: "act_for", organisationId }, { cookie });
    expect(await acting()).toBe(first.id);
    expect(await actFor(second.id)).toMatchObject({ status: 302 });
    expect(await acting()).toBe(second.id);
    expect(await actFor(foreign.id)).toMatchObject({ status: 404 });
    expect(await actFor("no id")).toMatchObject({ status: 422 });
    expect(await acting()).toBe(second.id);
  });

  it("lead an anonymous visitor of the account page to sign-in and back", async () => {
    const location = "/login?next=%2Fdesk%2Faccount%3Fdone%3Dname";
    expect(await get(accountPage, "/desk/account?done=name")).toMatchObject({ status: 302, location });
    expect((await post(accountAction, "/desk/account", { intent: "rename", name: "X" })).status).toBe(302);
  });

  it("are named so that people recognise them", () => {
    expect(
      browserOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    ).toBe("Firefox on Windows");
    expect(
      browserOf("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36"),
    ).toBe("Chrome on Android");
    expect(browserOf("")).toBe("A browser");
  });
});

it("sweeps away what has ended and nothing else", async () => {
  const user = await makeUserWithPassword({ email: EMAIL });
  const live = cookieOf(await enter());
  const past = new Date(Date.now() - 1000);
  const token = (index: number) => ({
    userId: user.id,
    tokenHash: new Uint8Array([index]),
    purpose: "confirm_email" as const,
  });
  const future = new Date(Date.now() + 60_000);
  await db.session.create({ data: { userId: user.id, tokenHash: new Uint8Array([9]), expiresAt: past } });
  await db.emailToken.createMany({
    data: [
      { ...token(1), expiresAt: past },
      { ...token(2), expiresAt: future, usedAt: past },
      { ...token(3), expiresAt: future },
    ],
  });
  const { id: organisationId } = await makeOrganisation();
  const invitation = (days: number) => ({
    organisationId,
    invitedById: user.id,
    email: `${days}@example.org`,
    role: "viewer" as const,
    expiresAt: new Date(Date.now() - days * 24 * 3600 * 1000),
  });
  await db.invitation.createMany({ data: [invitation(91), invitation(89)] });
  await db.$executeRaw`insert into throttle values ('old', 1, ${past.getTime()})`;
  const throttlesBefore = await db.$queryRaw<object[]>`select 1 from throttle`;
  expect(await sweep()).toEqual({ sessions: 1, links: 2, invitations: 1, throttles: 1 });
  expect(await readActor(live)).toMatchObject({ kind: "person" });
  expect(await db.$queryRaw<object[]>`select 1 from throttle`).toHaveLength(throttlesBefore.length - 1);
  expect(await sweep()).toEqual({ sessions: 0, links: 0, invitations: 0, throttles: 0 });
});
