import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { action as confirmAction, loader as confirmPage } from "#app/routes/accounts/confirm-email.tsx";
import { action as forgotAction } from "#app/routes/accounts/forgot-password.tsx";
import { action as signIn } from "#app/routes/accounts/login.tsx";
import { action as resetAction, loader as resetPage } from "#app/routes/accounts/reset-password.tsx";
import { action as accountAction } from "#app/routes/desk/account.tsx";
import type { User } from "#prisma/generated/client.ts";
import * as factories from "#tests/factories/factories.ts";
import {
  deliverMails,
  emptyDatabase,
  get,
  makeUserWithPassword,
  PASSWORD,
  post,
  problemsOf,
  tokenOf,
} from "#tests/integration/account-requests.ts";

const EMAIL = "asha@kaveri.example";
const NEW_PASSWORD = "nine quiet otters by the mill";
let user: User;
let cookie: string;

const forgot = (email: string) => post(forgotAction, "/forgot-password", { email });
const reset = (token: string, newPassword = NEW_PASSWORD) =>
  post(resetAction, `/reset-password/${token}`, { newPassword }, { params: { token } });
const account = (fields: Record<string, string>) => post(accountAction, "/desk/account", fields, { cookie });
const enter = async (password: string, email = EMAIL) =>
  (await post(signIn, "/login", { email, password })).status;

beforeEach(async () => {
  await emptyDatabase();
  user = await makeUserWithPassword({ email: EMAIL, name: "Asha Verma" });
  cookie = await factories.signIn(user);
});

describe("a forgotten password", () => {
  it("gets the same answer at the same pace whether the address has an account or not", async () => {
    const answers = [];
    for (const email of [EMAIL, "nobody@kaveri.example"]) {
      const startedAt = performance.now();
      answers.push(await forgot(email));
      expect(performance.now() - startedAt).toBeGreaterThan(245);
    }
    expect(answers[0]).toMatchObject({ status: 302, location: "/forgot-password?sent", setCookie: null });
    expect(answers[1]).toEqual(answers[0]);
    expect((await deliverMails()).map((each) => each.to)).toEqual([EMAIL]);
  });

  it("is replaced by the link, once; all sessions and links end, and the person is told", async () => {
    await db.user.update({ where: { id: user.id }, data: { emailVerifiedAt: null } });
    const otherBrowser = await factories.signIn(user);
    await forgot(EMAIL);
    await forgot(EMAIL);
    const [first, second] = (await deliverMails()).map(tokenOf);
    expect(await get(resetPage, `/reset-password/${first}`, { params: { token: first! } })).toMatchObject({
      status: 200,
      body: { email: EMAIL },
    });
    const answers = await Promise.all([reset(first!), reset(first!)]);
    const [done, late] = answers.sort((a, b) => a.status - b.status);
    expect(done).toMatchObject({ status: 302, location: "/login?news=password", setCookie: null });
    expect(late!.status).toBe(410);
    expect((await reset(second!)).status).toBe(410);
    for (const each of [cookie, otherBrowser]) expect(await readActor(each)).toEqual({ kind: "anonymous" });
    expect(await enter(PASSWORD)).toBe(401);
    expect(await enter(NEW_PASSWORD)).toBe(302);
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).emailVerifiedAt).toBeInstanceOf(
      Date,
    );
    expect((await deliverMails()).map(({ to, subject }) => [to, subject])).toEqual([
      [EMAIL, "Your password was changed"],
    ]);
  });

  it("keeps a link usable when the new password is refused, and refuses it after an hour", async () => {
    await forgot(EMAIL);
    const [token] = (await deliverMails()).map(tokenOf);
    for (const bad of ["short", "AshaVerma1234", "password12345", EMAIL]) {
      const answer = await reset(token!, bad);
      expect([bad, answer.status, Object.keys(problemsOf(answer))]).toEqual([bad, 422, ["newPassword"]]);
    }
    await db.emailToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await reset(token!)).status).toBe(410);
    expect(await enter(PASSWORD)).toBe(302);
  });

  it("cannot be set with a link of another purpose or with a made-up one", async () => {
    await account({ intent: "change_email", newEmail: "new@kaveri.example", currentPassword: PASSWORD });
    const [token] = (await deliverMails()).map(tokenOf);
    for (const wrong of [token!, "x", "A".repeat(43)]) expect((await reset(wrong)).status).toBe(410);
  });

  it("opens an account that strangers are being kept from", async () => {
    for (let each = 0; each < 9; each++) await enter("a wrong password");
    expect(await enter(PASSWORD)).toBe(429);
    await forgot(EMAIL);
    await reset((await deliverMails()).map(tokenOf)[0]!);
    expect(await enter(NEW_PASSWORD)).toBe(302);
  });

  it("lets no session start with the old password while the new one is being set", async () => {
    await forgot(EMAIL);
    const [token] = (await deliverMails()).map(tokenOf);
    await Promise.all([reset(token!), enter(PASSWORD), enter(PASSWORD), enter(PASSWORD), enter(PASSWORD)]);
    expect(await db.session.count({ where: { userId: user.id } })).toBe(0);
  });
});

describe("a change of password", () => {
  const change = (currentPassword: string, newPassword = NEW_PASSWORD) =>
    account({ intent: "change_password", currentPassword, newPassword });

  it("asks for the present one, ends the other sessions and links, and keeps this browser signed in", async () => {
    const otherBrowser = await factories.signIn(user);
    await forgot(EMAIL);
    const [token] = (await deliverMails()).map(tokenOf);
    const refused = await change("not my password");
    expect(refused.status).toBe(403);
    expect(problemsOf(refused)).toHaveProperty("currentPassword");
    expect(await change(PASSWORD)).toMatchObject({ status: 302 });
    expect(await readActor(cookie)).toMatchObject({ kind: "person" });
    expect(await readActor(otherBrowser)).toEqual({ kind: "anonymous" });
    expect((await reset(token!)).status).toBe(410);
    expect(await enter(NEW_PASSWORD)).toBe(302);
    expect((await deliverMails()).map((each) => each.subject)).toEqual(["Your password was changed"]);
  });

  it("is not a way to guess the present one from an open browser", async () => {
    const statuses = [];
    for (let each = 0; each < 11; each++) statuses.push((await change("not my password")).status);
    expect(statuses).toEqual([...Array<number>(10).fill(403), 429]);
  });
});

describe("a change of address", () => {
  const change = (newEmail: string, currentPassword = PASSWORD) =>
    account({ intent: "change_email", newEmail, currentPassword });

  it("counts once the new address is confirmed; the old one is told and its links end", async () => {
    expect((await change("New@Kaveri.example")).status).toBe(302);
    await forgot(EMAIL);
    const mails = await deliverMails();
    const link = mails.find((each) => each.to === "new@kaveri.example");
    const resetLink = mails.find((each) => each.to === EMAIL);
    const params = { token: tokenOf(link) };
    expect(await enter(PASSWORD)).toBe(302);
    expect(await get(confirmPage, link!.path!, { params })).toMatchObject({
      body: { email: "new@kaveri.example", isChange: true },
    });
    expect(await post(confirmAction, link!.path!, {}, { params, cookie })).toMatchObject({
      status: 302,
      location: "/desk/account?done=confirmed",
    });
    expect(await enter(PASSWORD)).toBe(401);
    expect(await enter(PASSWORD, "new@kaveri.example")).toBe(302);
    expect((await reset(tokenOf(resetLink))).status).toBe(410);
    const [notice, ...more] = await deliverMails();
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      to: EMAIL,
      subject: "Your account uses another e-mail address now",
      path: null,
    });
    expect(notice!.text).not.toContain("new@kaveri.example");
  });

  it("needs the password and another address", async () => {
    expect((await change("new@kaveri.example", "not my password")).status).toBe(403);
    expect(problemsOf(await change(EMAIL))).toHaveProperty("newEmail");
    expect(await deliverMails()).toEqual([]);
  });

  it("does not tell that the new address has an account; its owner learns it by mail", async () => {
    const owner = await makeUserWithPassword({ email: "owner@kaveri.example" });
    expect(await change(owner.email)).toEqual(await change("free@kaveri.example"));
    expect((await deliverMails()).map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ["free@kaveri.example", "Confirm your new e-mail address"],
      [owner.email, "You have an account already"],
    ]);
  });

  it("fails clearly when the address got an account of its own in the meantime", async () => {
    await change("soon@kaveri.example");
    const [link] = await deliverMails();
    await makeUserWithPassword({ email: "soon@kaveri.example" });
    const answer = await post(confirmAction, link!.path!, {}, { params: { token: tokenOf(link) } });
    expect(answer).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/has an account of its own/) },
    });
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).email).toBe(EMAIL);
  });
});

describe("the account page's other buttons", () => {
  it("send the confirmation again while it is needed", async () => {
    expect((await account({ intent: "confirm_email" })).status).toBe(409);
    await db.user.update({ where: { id: user.id }, data: { emailVerifiedAt: null } });
    const statuses = [];
    for (let each = 0; each < 6; each++) statuses.push((await account({ intent: "confirm_email" })).status);
    expect(statuses).toEqual([302, 302, 302, 302, 302, 429]);
    expect(await deliverMails()).toHaveLength(5);
  });

  it("change the name, and refuse what they do not know", async () => {
    await account({ intent: "rename", name: "  Asha V. Verma " });
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).name).toBe("Asha V. Verma");
    expect(await account({ intent: "become_moderator" })).toMatchObject({ status: 422 });
    expect(await account({})).toMatchObject({ status: 422 });
  });
});
