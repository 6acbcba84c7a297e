import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { acknowledgeInterest } from "#app/domain/interests/acknowledge-interest.server.ts";
import type { BulkReport } from "#app/domain/interests/bulk-decide.server.ts";
import * as bulk from "#app/routes/desk/interests/bulk.tsx";
import * as list from "#app/routes/desk/interests/list.tsx";
import {
  inDays,
  makeCertificate,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import type { Interest, Opportunity } from "#prisma/generated/client.ts";

let opportunity: Opportunity;
let officer: string;
let colleague: string;

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "public_sector" });
  opportunity = await makeOpportunity({
    organisationId: prime.id,
    certifications: { create: [{ certification: "as9100d", level: "required" }] },
  });
  officer = await signIn(await makeMember(prime.id));
  colleague = await signIn(await makeMember(prime.id, "editor"));
  await pool.query("delete from graphile_worker._private_jobs");
});

/** Sent by so many new organisations, each with one person who gets mail. */
async function sent(count: number, fields: object = {}): Promise<Interest[]> {
  const made: Interest[] = [];
  for (let n = 0; n < count; n++) {
    const { id } = await makeOrganisation();
    await makeMember(id);
    made.push(await makeInterest({ opportunityId: opportunity.id, organisationId: id, ...fields }));
  }
  return made;
}

type Body = {
  report: BulkReport | null;
  chosen: unknown[];
  result: { error?: Record<string, string[]>; initialValue?: Record<string, unknown> } | null;
};

async function run(
  module: { action: unknown },
  path: string,
  cookie: string,
  fields: [string, string][],
): Promise<{ status: number; place: string | null; body: Body }> {
  const request = new Request(`http://localhost${path}`, {
    method: "POST",
    headers: { Cookie: cookie },
    body: new URLSearchParams(fields),
  });
  const handler = module.action as (args: unknown) => Promise<unknown>;
  const outcome = await handler({ request, params: {}, context: {} }).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  if (outcome instanceof Response)
    return { status: outcome.status, place: outcome.headers.get("Location"), body: null as never };
  const { data, init } = outcome as { data: Body; init?: { status?: number } | null };
  return { status: init?.status ?? 200, place: null, body: data };
}

const ticked = (interests: Interest[]): [string, string][] =>
  interests.map(({ id, version }) => ["interest", `${id}:${version}`]);
const decide = (intent: string, interests: Interest[], cookie = officer, more: [string, string][] = []) =>
  run(bulk, "/desk/interests/bulk", cookie, [["intent", intent], ...ticked(interests), ...more]);

async function mails(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from graphile_worker._private_jobs",
  );
  return rows[0]!.count;
}
const statuses = async (interests: Interest[]) =>
  (await db.interest.findMany({ where: { id: { in: interests.map(({ id }) => id) } } })).map(
    ({ status }) => status,
  );

describe("one decision about many", () => {
  it("is taken about each by itself, and reports what was not done and why", async () => {
    const interests = await sent(4);
    const [gone, ...rest] = interests;
    await db.interest.update({ where: { id: gone!.id }, data: { status: "withdrawn", version: 2 } });
    const { status, body } = await decide("acknowledge", interests);
    expect([status, body.report!.done.length]).toEqual([200, 3]);
    expect(body.report!.refused).toEqual([
      expect.objectContaining({ id: gone!.id, why: expect.stringContaining("Withdrawn") as string }),
    ]);
    expect(await statuses(rest)).toEqual(["acknowledged", "acknowledged", "acknowledged"]);
    expect(await mails()).toBe(3);
  });

  it("does nothing twice: double click, retry, two people, and a single decision in between", async () => {
    const interests = await sent(6);
    const actor = await readActor(colleague);
    const outcomes = await Promise.all([
      decide("acknowledge", interests),
      decide("acknowledge", interests),
      decide("acknowledge", interests, colleague),
      ...interests.map(({ id }) => acknowledgeInterest(actor, id, { version: 1, note: "" })),
    ]);
    for (const outcome of outcomes.slice(0, 3))
      expect((outcome as Awaited<ReturnType<typeof decide>>).body.report).toMatchObject({
        refused: [],
        done: { length: 6 },
      });
    expect(await mails()).toBe(6);
    const steps = { interestId: { in: interests.map(({ id }) => id) }, toStatus: "acknowledged" as const };
    expect(await db.interestEvent.count({ where: steps })).toBe(6);
    expect((await decide("acknowledge", interests)).body.report!.done).toHaveLength(6);
    expect(await mails()).toBe(6);
  });

  it("takes one side where bulk and single decide otherwise at once, and names who was quicker", async () => {
    const interests = await sent(5);
    const [declined, shortlisted] = await Promise.all([
      decide("decline", interests, officer, [
        ["reason", "capacity"],
        ["explanation", ""],
      ]),
      decide("shortlist", interests, colleague),
    ]);
    const reports = [declined.body.report!, shortlisted.body.report!];
    expect(reports[0]!.done.length + reports[1]!.done.length).toBe(5);
    for (const { why } of reports.flatMap(({ refused }) => refused)) expect(why).toContain("was quicker");
    expect(await mails()).toBe(5);
  });

  it("asks for the reason first, keeps what was ticked and typed, then stores code and text", async () => {
    const interests = await sent(3);
    const asked = await decide("decline", interests);
    expect([asked.status, asked.body.chosen.length, asked.body.result]).toEqual([200, 3, null]);
    const wordless = await decide("decline", interests, officer, [
      ["reason", "other"],
      ["explanation", " "],
    ]);
    expect([wordless.status, wordless.body.chosen.length]).toEqual([422, 3]);
    expect(wordless.body.result!.error!.explanation![0]).toContain("own words");
    const unknown = await decide("decline", interests, officer, [
      ["reason", "mood"],
      ["explanation", "No."],
    ]);
    expect(unknown.body.result!.error!.reason![0]).toContain("not on the list");
    expect(unknown.body.result!.initialValue).toMatchObject({ explanation: "No." });
    expect(await statuses(interests)).toEqual(["submitted", "submitted", "submitted"]);
    await decide("decline", interests, officer, [
      ["reason", "capacity"],
      ["explanation", "Ask again in March."],
    ]);
    const stored = await db.interest.findUniqueOrThrow({ where: { id: interests[0]!.id } });
    expect(stored).toMatchObject({
      status: "declined",
      declineCode: "capacity",
      declineReason: "We have found enough partners for this opportunity. Ask again in March.",
    });
  });

  it("refuses what makes no sense, and knows nothing of what is not one's own", async () => {
    const interests = await sent(2);
    expect((await decide("acknowledge", [])).status).toBe(422);
    expect((await decide("conquer", interests)).status).toBe(422);
    expect(
      (
        await run(bulk, "/desk/interests/bulk", officer, [
          ["intent", "acknowledge"],
          ["interest", "'"],
        ])
      ).status,
    ).toBe(422);
    const many = Array.from({ length: 101 }, () => interests[0]!);
    expect((await decide("acknowledge", many)).body.result!.error!.interest![0]).toContain("at most 100");
    const stranger = await signIn(await makeMember((await makeOrganisation({ kind: "public_sector" })).id));
    expect((await decide("acknowledge", interests, stranger)).status).toBe(404);
    const applicant = await signIn(await makeMember(interests[0]!.organisationId));
    expect((await decide("acknowledge", interests, applicant)).status).toBe(404);
    expect(await statuses(interests)).toEqual(["submitted", "submitted"]);
  });

  it("would mail twice without the lock and the version: the guard is what holds", async () => {
    const [interest] = await sent(1);
    const { id } = interest!;
    let waiting = 0;
    let release = () => {};
    const bothHaveRead = new Promise<void>((resolve) => (release = resolve));
    const unguarded = () =>
      db.$transaction(async (tx) => {
        const { status } = await tx.interest.findUniqueOrThrow({ where: { id } });
        if (++waiting === 2) release();
        await bothHaveRead;
        if (status !== "submitted") return;
        await tx.interest.update({ where: { id }, data: { status: "acknowledged" } });
        await tx.interestEvent.create({
          data: { interestId: id, fromStatus: status, toStatus: "acknowledged" },
        });
      });
    await Promise.all([unguarded(), unguarded()]);
    expect(await db.interestEvent.count({ where: { interestId: id, toStatus: "acknowledged" } })).toBe(2);
  });
});

type Page = Awaited<ReturnType<typeof list.loader>>;
const open = (query: string, cookie = officer) =>
  list.loader({
    request: new Request(`http://localhost/desk/interests${query}`, { headers: { Cookie: cookie } }),
    params: {},
    context: {},
  } as never) as Promise<Page>;

describe("the desk as table and as columns", () => {
  it("shows beside each applicant how it stands today", async () => {
    const [qualified, other] = await sent(2);
    await makeCertificate({ organisationId: qualified!.organisationId, standard: "as9100d" });
    const { table } = await open("?side=received");
    const sign = (id: string) => table!.rows.find((row) => row.id === id)!.sign;
    expect(sign(qualified!.id)).toEqual({ verdict: "qualifies", headline: "Qualifies" });
    expect(sign(other!.id)).toMatchObject({ verdict: "does_not_qualify" });
  });

  it("shows the first of each state, in the order of the lifecycle, and how many there are", async () => {
    await sent(14, { submittedAt: inDays(-3) });
    await sent(2, { status: "shortlisted" });
    await sent(1, { status: "draft", submittedAt: null });
    const { columns } = await open("?side=received&view=columns&sort=oldest");
    expect(columns!.map(({ status, total, rows }) => [status, total, rows.length])).toEqual([
      ["submitted", 14, 12],
      ["acknowledged", 0, 0],
      ["shortlisted", 2, 2],
      ["nda", 0, 0],
      ["in_discussion", 0, 0],
      ["agreement", 0, 0],
      ["concluded", 0, 0],
      ["declined", 0, 0],
      ["withdrawn", 0, 0],
    ]);
    const strangers = await signIn(await makeMember((await makeOrganisation({ kind: "public_sector" })).id));
    const theirs = await open("?side=received&view=columns", strangers);
    expect(theirs.columns!.every(({ total }) => total === 0)).toBe(true);
  });

  const move = (interest: Interest, to: string, cookie = officer) =>
    run(list, "/desk/interests?side=received&view=columns", cookie, [...ticked([interest]), ["to", to]]);

  it("moves a card by one allowed step and comes back to the same columns", async () => {
    const [interest] = await sent(1);
    const moved = await move(interest!, "shortlisted");
    expect(moved.place).toBe(`/desk/interests?side=received&view=columns&moved=${interest!.id}`);
    expect((await move(interest!, "shortlisted")).place).toBe(moved.place);
    expect(await mails()).toBe(1);
    const page = await open(`?side=received&view=columns&moved=${interest!.id}`);
    expect(page.moved).toMatchObject({ status: "shortlisted" });
    const late = await move(interest!, "nda", colleague);
    expect([late.status, late.body.result!.error![""]![0]]).toEqual([
      409,
      expect.stringContaining("was quicker") as string,
    ]);
    const [other] = await sent(1);
    expect((await move(other!, "agreement")).status).toBe(409);
    expect((await move(other!, "concluded")).status).toBe(422);
    expect((await move(other!, "declined")).status).toBe(422);
  });
});
