import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { action as signInAction } from "#app/routes/accounts/login.tsx";
import { action as acceptAction, loader as acceptPage } from "#app/routes/accounts/accept-invitation.tsx";
import { action as membersAction, loader as membersPage } from "#app/routes/desk/organisation/members.tsx";
import type { Organisation, User } from "#prisma/generated/client.ts";
import { makeMember, makeOrganisation, signIn } from "#tests/factories/factories.ts";
import {
  cookieOf,
  deliverMails,
  emptyDatabase,
  get,
  makeUserWithPassword,
  PASSWORD,
  post,
  problemsOf,
  tokenOf,
} from "#tests/integration/account-requests.ts";

let organisation: Organisation;
let other: Organisation;
let owner: User;
let editor: User;
let viewer: User;
let stranger: User;

beforeEach(async () => {
  await emptyDatabase();
  [organisation, other] = await Promise.all([makeOrganisation({ name: "Kaveri Tools" }), makeOrganisation()]);
  owner = await makeMember(organisation.id, "owner", { email: "owner@kaveri.example", name: "Asha Verma" });
  editor = await makeMember(organisation.id, "editor", { email: "editor@kaveri.example" });
  viewer = await makeMember(organisation.id, "viewer");
  stranger = await makeMember(other.id, "owner");
});

const members = async (who: User, fields: Record<string, string>) =>
  post(membersAction, "/desk/organisation/members", fields, { cookie: await signIn(who) });
const roleOf = async (who: User) =>
  (await db.membership.findFirst({ where: { userId: who.id, organisationId: organisation.id } }))?.role ??
  null;

describe("members", () => {
  it("are listed for everybody inside; only owners see and change more", async () => {
    for (const who of [owner, editor, viewer]) {
      const page = await get(membersPage, "/desk/organisation/members", { cookie: await signIn(who) });
      expect((page.body as { members: object[] }).members).toHaveLength(3);
      expect(page.body).toMatchObject({ isOwner: who === owner });
    }
    const attempts: Array<Record<string, string>> = [
      { intent: "change_role", userId: viewer.id, role: "owner" },
      { intent: "remove", userId: owner.id },
      { intent: "invite", email: "friend@kaveri.example", role: "owner" },
    ];
    for (const who of [editor, viewer])
      for (const attempt of attempts) expect((await members(who, attempt)).status).toBe(403);
    expect(await db.invitation.count()).toBe(0);
    expect(await roleOf(viewer)).toBe("viewer");
  });

  it("of somebody else's organisation cannot be touched by its owner", async () => {
    const attempts: Array<Record<string, string>> = [
      { intent: "change_role", userId: editor.id, role: "viewer" },
      { intent: "remove", userId: editor.id },
    ];
    for (const attempt of attempts) expect((await members(stranger, attempt)).status).toBe(404);
    expect(await roleOf(editor)).toBe("editor");
  });

  it("get another role at once, and leave at once", async () => {
    const cookie = await signIn(editor, organisation.id);
    expect((await members(owner, { intent: "change_role", userId: editor.id, role: "viewer" })).status).toBe(
      302,
    );
    expect(await readActor(cookie)).toMatchObject({ organisation: { role: "viewer" } });
    expect((await members(owner, { intent: "remove", userId: editor.id })).status).toBe(302);
    expect(await readActor(cookie)).toMatchObject({ organisation: null });
    expect((await members(viewer, { intent: "leave" })).status).toBe(302);
    expect(await roleOf(viewer)).toBeNull();
  });

  it("always include an owner", async () => {
    const attempts: Array<Record<string, string>> = [
      { intent: "leave" },
      { intent: "remove", userId: owner.id },
      { intent: "change_role", userId: owner.id, role: "viewer" },
    ];
    for (const attempt of attempts) {
      const answer = await members(owner, attempt);
      expect(answer.status).toBe(409);
      expect(problemsOf(answer)[""]!.join()).toMatch(/needs an owner/);
    }
    expect(await roleOf(owner)).toBe("owner");
    await members(owner, { intent: "change_role", userId: editor.id, role: "owner" });
    expect((await members(owner, { intent: "leave" })).status).toBe(302);
  });

  it("include an owner even when two demote each other at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      await db.membership.updateMany({
        where: { userId: { in: [owner.id, editor.id] } },
        data: { role: "owner" },
      });
      const answers = await Promise.all([
        members(owner, { intent: "change_role", userId: editor.id, role: "viewer" }),
        members(editor, { intent: "change_role", userId: owner.id, role: "viewer" }),
      ]);
      expect(answers.map((each) => each.status).sort()).toEqual([302, 403]);
      expect(await db.membership.count({ where: { organisationId: organisation.id, role: "owner" } })).toBe(
        1,
      );
    }
  });

  it("include an owner even when the last two leave at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      await db.membership.deleteMany({ where: { organisationId: organisation.id } });
      for (const who of [owner, editor])
        await db.membership.create({
          data: { userId: who.id, organisationId: organisation.id, role: "owner" },
        });
      const answers = await Promise.all([
        members(owner, { intent: "leave" }),
        members(editor, { intent: "leave" }),
      ]);
      expect(answers.map((each) => each.status).sort()).toEqual([302, 409]);
    }
  });

  it("would lose both owners without the lock: the race is real", async () => {
    await db.membership.updateMany({
      where: { userId: { in: [owner.id, editor.id] } },
      data: { role: "owner" },
    });
    let arrived = 0;
    let open: () => void;
    const bothChecked = new Promise<void>((resolve) => (open = resolve));
    const demoteUnlocked = (userId: string) =>
      db.$transaction(async (tx) => {
        await tx.membership.updateMany({
          where: { userId, organisationId: organisation.id },
          data: { role: "viewer" },
        });
        const owners = await tx.membership.count({
          where: { organisationId: organisation.id, role: "owner" },
        });
        if (++arrived === 2) open();
        await bothChecked;
        if (owners === 0) throw new Error("refused");
      });
    await Promise.all([demoteUnlocked(owner.id), demoteUnlocked(editor.id)]);
    expect(await db.membership.count({ where: { organisationId: organisation.id, role: "owner" } })).toBe(0);
  });

  it.each([
    { intent: "change_role", userId: "x", role: "viewer" },
    { intent: "change_role", userId: "7d4c1e0a-59a5-4b0c-9b0a-2f0f3f5f7a11", role: "king" },
    { intent: "remove" },
    { intent: "invite", email: "x", role: "editor" },
    { intent: "resend", invitationId: "1" },
    { intent: "nothing known" },
  ] as Array<Record<string, string>>)("answer %o with 422", async (fields) => {
    expect((await members(owner, fields)).status).toBe(422);
  });
});

describe("invitations", () => {
  const invite = (email: string, role = "editor", who = owner) =>
    members(who, { intent: "invite", email, role });
  const invitationOf = (email: string) => db.invitation.findFirstOrThrow({ where: { email } });
  const open = (token: string, cookie?: string) =>
    get(acceptPage, `/invitations/${token}`, { params: { token }, cookie });
  const accept = (token: string, fields: Record<string, string>, cookie?: string) =>
    post(acceptAction, `/invitations/${token}`, fields, { params: { token }, cookie });

  it("make a new person a member with a confirmed address, signed in", async () => {
    expect((await invite("New@Kaveri.example")).status).toBe(302);
    const [mail] = await deliverMails();
    expect(mail).toMatchObject({
      to: "new@kaveri.example",
      subject: "Asha Verma invites you to Kaveri Tools on Sanyog",
    });
    const token = tokenOf(mail);
    expect((await open(token)).body).toMatchObject({
      way: "new_account",
      organisationName: "Kaveri Tools",
      role: "editor",
    });
    const weak = await accept(token, { name: "Ravi Rao", password: "ravi rao ravi" });
    expect(problemsOf(weak)).toHaveProperty("password");
    const answers = await Promise.all(
      [1, 2].map(() => accept(token, { name: "Ravi Rao", password: PASSWORD })),
    );
    const [done, late] = answers.sort((a, b) => a.status - b.status);
    expect(done).toMatchObject({ status: 302, location: "/desk" });
    expect([409, 410]).toContain(late!.status);
    expect(await readActor(cookieOf(done!))).toMatchObject({
      email: "new@kaveri.example",
      emailVerified: true,
      organisation: { id: organisation.id, role: "editor" },
    });
    expect((await open(token)).status).toBe(410);
  });

  it("make an existing person a member of a second organisation and act for it", async () => {
    const guest = await makeUserWithPassword({ email: "guest@kaveri.example", emailVerifiedAt: null });
    await db.membership.create({ data: { userId: guest.id, organisationId: other.id, role: "viewer" } });
    await invite(guest.email, "viewer");
    const token = tokenOf((await deliverMails())[0]);
    const page = await open(token);
    expect(page.body).toMatchObject({ way: "sign_in", signInPath: `/login?next=%2Finvitations%2F${token}` });
    expect((await accept(token, { name: "Somebody Else", password: PASSWORD })).status).toBe(409);
    const cookie = cookieOf(await post(signInAction, "/login", { email: guest.email, password: PASSWORD }));
    expect((await open(token, cookie)).body).toMatchObject({ way: "join" });
    expect(await accept(token, {}, cookie)).toMatchObject({ status: 302, location: "/desk" });
    expect(await readActor(cookie)).toMatchObject({
      emailVerified: true,
      organisation: { id: organisation.id, role: "viewer" },
    });
    expect(await db.membership.count({ where: { userId: guest.id } })).toBe(2);
  });

  it("cannot be taken with another account", async () => {
    await invite("new@kaveri.example", "owner");
    const token = tokenOf((await deliverMails())[0]);
    const cookie = await signIn(stranger);
    expect((await open(token, cookie)).body).toMatchObject({ way: "other_account" });
    expect((await accept(token, {}, cookie)).status).toBe(403);
    expect(await roleOf(stranger)).toBeNull();
    expect((await open(token)).status).toBe(200);
  });

  it("end after seven days, when taken back, and when sent again under a new link", async () => {
    await invite("a@kaveri.example");
    const first = tokenOf((await deliverMails())[0]);
    const { id, expiresAt } = await invitationOf("a@kaveri.example");
    expect(Math.round((expiresAt.getTime() - Date.now()) / 3_600_000)).toBe(7 * 24);
    await db.invitation.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await open(first)).status).toBe(410);
    expect((await accept(first, { name: "Ravi Rao", password: PASSWORD })).status).toBe(410);
    await members(owner, { intent: "resend", invitationId: id });
    const second = tokenOf((await deliverMails())[0]);
    expect((await open(first)).status).toBe(410);
    expect((await open(second)).status).toBe(200);
    await members(owner, { intent: "revoke", invitationId: id });
    expect((await open(second)).status).toBe(410);
    expect((await members(owner, { intent: "resend", invitationId: id })).status).toBe(404);
  });

  it("taken back before the mail went out send none", async () => {
    await invite("a@kaveri.example");
    await members(owner, { intent: "revoke", invitationId: (await invitationOf("a@kaveri.example")).id });
    expect(await deliverMails()).toEqual([]);
  });

  it("go once to an address, also under a double click, and not to members", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => invite("a@kaveri.example")));
    expect(answers.map((each) => each.status).sort()).toEqual([302, 409, 409]);
    expect(problemsOf(await invite(editor.email)).email!.join()).toMatch(/member already/);
    expect(await db.invitation.count()).toBe(1);
  });

  it("say nothing about whether the address has an account elsewhere", async () => {
    expect(await invite(stranger.email)).toEqual(await invite("nobody@kaveri.example"));
  });

  it("of a former owner end with the ownership", async () => {
    await db.membership.updateMany({ where: { userId: editor.id }, data: { role: "owner" } });
    await invite("backdoor@kaveri.example", "owner", editor);
    const token = tokenOf((await deliverMails())[0]);
    await members(owner, { intent: "remove", userId: editor.id });
    expect((await open(token)).status).toBe(410);
  });

  it("of another organisation can be neither seen, nor sent again, nor taken back", async () => {
    await invite("a@kaveri.example");
    const { id: invitationId } = await invitationOf("a@kaveri.example");
    for (const intent of ["resend", "revoke"])
      expect((await members(stranger, { intent, invitationId })).status).toBe(404);
    const page = await get(membersPage, "/desk/organisation/members", { cookie: await signIn(stranger) });
    expect(page.body).toMatchObject({ invitations: [] });
  });
});
