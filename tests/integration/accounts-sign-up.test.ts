import type * as Argon2 from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#app/core/db.server.ts";
import { action as confirmAction, loader as confirmLoader } from "#app/routes/accounts/confirm-email.tsx";
import { action as signInAction } from "#app/routes/accounts/login.tsx";
import { action, loader } from "#app/routes/accounts/signup.tsx";
import { makeUser } from "#tests/factories/factories.ts";
import {
  deliverMails,
  emptyDatabase,
  get,
  PASSWORD,
  post,
  problemsOf,
  tokenOf,
} from "#tests/integration/account-requests.ts";

const argon2 = vi.hoisted(() => ({ hashes: 0 }));
vi.mock("@node-rs/argon2", async (importOriginal) => {
  const original = await importOriginal<typeof Argon2>();
  return {
    ...original,
    hash: (...args: Parameters<typeof original.hash>) => (argon2.hashes++, original.hash(...args)),
  };
});

const FORM = {
  name: "Meera Nair",
  email: "Meera@Kaveri.Example",
  password: PASSWORD,
  organisationName: "Kaveri Précision & Tools",
  kind: "msme",
  country: "",
  website: "kaveri.example",
};

beforeEach(emptyDatabase);

describe("signing up", () => {
  it("founds the organisation with the person as its owner, signed in nowhere yet", async () => {
    const answer = await post(action, "/signup", FORM);
    expect(answer).toMatchObject({ status: 302, location: "/signup?sent", setCookie: null });
    const user = await db.user.findUniqueOrThrow({
      where: { email: "meera@kaveri.example" },
      include: { memberships: { include: { organisation: true } } },
    });
    expect(user.emailVerifiedAt).toBeNull();
    expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(user.memberships).toHaveLength(1);
    expect(user.memberships[0]).toMatchObject({
      role: "owner",
      organisation: {
        slug: "kaveri-precision-and-tools",
        name: "Kaveri Précision & Tools",
        kind: "msme",
        country: "IN",
        website: "https://kaveri.example",
        verification: "unverified",
      },
    });
  });

  it("confirms the address by a button, not by opening the link, and once", async () => {
    await post(action, "/signup", FORM);
    const [mail] = await deliverMails();
    expect(mail).toMatchObject({ to: "meera@kaveri.example", subject: "Confirm your e-mail address" });
    const params = { token: tokenOf(mail) };
    for (let opened = 0; opened < 2; opened++)
      expect(await get(confirmLoader, mail!.path!, { params })).toMatchObject({
        status: 200,
        body: { email: "meera@kaveri.example", isChange: false },
      });
    const verifiedAt = async () => (await db.user.findFirstOrThrow()).emailVerifiedAt;
    expect(await verifiedAt()).toBeNull();
    const pressed = await Promise.all([1, 2, 3].map(() => post(confirmAction, mail!.path!, {}, { params })));
    expect(pressed.map((each) => each.status).sort()).toEqual([302, 410, 410]);
    expect(await verifiedAt()).toBeInstanceOf(Date);
    expect(await get(confirmLoader, mail!.path!, { params })).toMatchObject({ status: 410 });
  });

  it("refuses a link whose time is over and keeps no secret in the database", async () => {
    await post(action, "/signup", FORM);
    const [mail] = await deliverMails();
    const params = { token: tokenOf(mail) };
    const { rows } = { rows: await db.$queryRaw<object[]>`select t::text from email_token t` };
    expect(JSON.stringify(rows)).not.toContain(params.token);
    await db.emailToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await get(confirmLoader, mail!.path!, { params })).toMatchObject({ status: 410 });
    expect(await post(confirmAction, mail!.path!, {}, { params })).toMatchObject({ status: 410 });
    expect((await db.user.findFirstOrThrow()).emailVerifiedAt).toBeNull();
  });

  it("gives organisations of the same name different addresses, also at the same moment", async () => {
    const people = ["a", "b", "c", "d"].map((each) => ({ ...FORM, email: `${each}@kaveri.example` }));
    const answers = await Promise.all(people.map((form) => post(action, "/signup", form)));
    expect(answers.map((each) => each.status)).toEqual([302, 302, 302, 302]);
    const slugs = (await db.organisation.findMany()).map((each) => each.slug);
    expect(new Set(slugs).size).toBe(4);
  });

  it("lets the person sign in before the address is confirmed", async () => {
    await post(action, "/signup", FORM);
    const answer = await post(signInAction, "/login", { email: FORM.email, password: PASSWORD });
    expect(answer).toMatchObject({ status: 302, location: "/desk" });
  });
});

describe("an address that has an account already", () => {
  it("gets the same answer, the same work and no second account; its owner is told by mail", async () => {
    const owner = await makeUser({ email: "taken@kaveri.example" });
    const tries = [];
    for (const email of ["fresh@kaveri.example", owner.email]) {
      argon2.hashes = 0;
      const startedAt = performance.now();
      const answer = await post(action, "/signup", { ...FORM, email });
      tries.push({ answer, hashes: argon2.hashes, tookLong: performance.now() - startedAt >= 245 });
    }
    expect(tries[1]).toEqual(tries[0]);
    expect(tries[0]).toMatchObject({ hashes: 1, tookLong: true });
    expect(await db.user.count()).toBe(2);
    expect(await db.organisation.count()).toBe(1);
    const mails = await deliverMails();
    expect(mails.map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ["fresh@kaveri.example", "Confirm your e-mail address"],
      [owner.email, "You have an account already"],
    ]);
  });

  it("is not flooded by strangers: five mails an hour, and the page tells nothing of it", async () => {
    const owner = await makeUser({ email: "taken@kaveri.example" });
    const answers = [];
    for (let each = 0; each < 7; each++)
      answers.push(
        await post(action, "/signup", { ...FORM, email: owner.email }, { address: `198.51.100.${each}` }),
      );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await deliverMails()).toHaveLength(5);
  });

  it("is made once when two browsers sign up with it at the same moment", async () => {
    const answers = await Promise.all([1, 2].map(() => post(action, "/signup", FORM)));
    expect(answers[0]).toEqual(answers[1]);
    expect(await db.user.count()).toBe(1);
    expect(await db.organisation.count()).toBe(1);
  });
});

describe("bad input", () => {
  const wrong: Array<[string, Record<string, string>, string, RegExp]> = [
    ["no address", { email: "" }, "email", /Enter your e-mail/],
    ["no real address", { email: "meera" }, "email", /like name@company.in/],
    ["a short password", { password: "eleven char" }, "password", /at least 12/],
    ["a long password", { password: "x1".repeat(101) }, "password", /at most 200/],
    ["the demonstration's password", { password: "Sanyog-Demo-2026" }, "password", /first that are tried/],
    ["a repeated character", { password: "abababababab" }, "password", /repeats/],
    ["the own name", { password: "MeeraNair2026" }, "password", /your own name/],
    ["no kind", { kind: "" }, "kind", /Choose what kind/],
    ["an unknown kind", { kind: "wizard" }, "kind", /Choose what kind/],
    ["an Indian kind elsewhere", { country: "DE" }, "country", /is in India/],
    ["a foreign kind without a country", { kind: "foreign_industry" }, "country", /Choose the country/],
    ["a foreign kind in India", { kind: "foreign_industry", country: "IN" }, "country", /outside India/],
    ["an unknown country", { kind: "foreign_industry", country: "ZZ" }, "country", /from the list/],
    ["a website that is none", { website: "javascript:alert(1)" }, "website", /web address/],
    ["a control character", { name: "Meera\u0007Nair" }, "name", /one line/],
    [
      "a line break in the name",
      { organisationName: "Kaveri\r\nBcc: x@example.test" },
      "organisationName",
      /one line/,
    ],
  ];
  it.each(wrong)(
    "with %s comes back beside its field, with what was typed but the password",
    async (_, change, field, sentence) => {
      const answer = await post(action, "/signup", { ...FORM, ...change });
      expect(answer.status).toBe(422);
      expect(Object.keys(problemsOf(answer))).toEqual([field]);
      expect(problemsOf(answer)[field]!.join(" ")).toMatch(sentence);
      const { initialValue } = (answer.body as { result: { initialValue: Record<string, string> } }).result;
      expect(initialValue).not.toHaveProperty("password");
      if (field !== "name") expect(initialValue.name).toBe(FORM.name);
      expect(await db.user.count()).toBe(0);
    },
  );

  it("tells everything that is wrong at once", async () => {
    const answer = await post(action, "/signup", { kind: "foreign_industry", password: "short" });
    expect(Object.keys(problemsOf(answer)).sort()).toEqual([
      "country",
      "email",
      "name",
      "organisationName",
      "password",
    ]);
  });

  it("stops a client that makes accounts by the hundred, and says when to come back", async () => {
    await post(action, "/signup", FORM);
    await db.$executeRaw`update throttle set points = 98 where key like 'signup:%' and points = 1`;
    const tries = await Promise.all(
      [1, 2, 3, 4].map((each) => post(action, "/signup", { ...FORM, email: `p${each}@kaveri.example` })),
    );
    const refused = tries.filter((each) => each.status === 429);
    expect(refused).toHaveLength(2);
    expect(Number(refused[0]!.retryAfter)).toBeGreaterThan(3500);
    expect(problemsOf(refused[0]!)[""]!.join()).toMatch(/Try again in 60 minutes/);
  });
});

it("offers the kinds under their audiences, and sends signed-in people to their desk", async () => {
  const { body } = await get(loader, "/signup");
  expect((body as { groups: Array<{ label: string }> }).groups.map((each) => each.label)).toEqual([
    "Prime",
    "MSME or start-up",
    "International partner",
  ]);
});
