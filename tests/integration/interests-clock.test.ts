import { beforeEach, describe, expect, it } from "vitest";
import * as opportunityPage from "#app/routes/opportunities/detail.tsx";
import * as profile from "#app/routes/organisations/profile.tsx";
import * as answersDue from "#app/components/emails/answers-due.ts";
import type { Person } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { acknowledgeInterest } from "#app/domain/interests/acknowledge-interest.server.ts";
import { answerClocks } from "#app/domain/interests/answer-clock.server.ts";
import { remindPosters } from "#app/domain/interests/remind-posters.server.ts";
import { withdrawInterest } from "#app/domain/interests/withdraw-interest.server.ts";
import {
  inDays,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import type { Opportunity, Organisation, User } from "#prisma/generated/client.ts";

const DAY_MS = 86_400_000;

let prime: Organisation;
let officer: User;
let opportunity: Opportunity;

beforeEach(async () => {
  await pool.query("delete from graphile_worker._private_jobs");
  // What earlier tests left waiting is nobody's any more.
  await db.interest.updateMany({ where: { status: "submitted" }, data: { status: "withdrawn" } });
  prime = await makeOrganisation({ kind: "public_sector" });
  officer = await makeMember(prime.id);
  opportunity = await makeOpportunity({ organisationId: prime.id });
});

const actorOf = async (user: User) => (await readActor(await signIn(user))) as Person;

/** Sent so many days ago by somebody new. */
async function sent(daysAgo: number, fields: object = {}, at = opportunity) {
  const { id } = await makeOrganisation();
  return makeInterest({
    opportunityId: at.id,
    organisationId: id,
    submittedAt: inDays(-daysAgo),
    ...fields,
  });
}

const answered = (daysAgo: number, afterDays: number) =>
  sent(daysAgo, { status: "acknowledged", firstAnsweredAt: inDays(afterDays - daysAgo) });

async function clock() {
  const found = (await answerClocks([prime.id])).get(prime.id);
  const days = (ms: number | null) => ms && Math.round((ms / DAY_MS) * 1000) / 1000;
  return found && { answers: found.answers, median: days(found.medianMs), p90: days(found.p90Ms) };
}

describe("a poster's clock", () => {
  it("is public from five answers on, over what was sent in 180 days", async () => {
    for (const days of [1, 2, 3, 40]) await answered(100, days);
    await answered(181, 170);
    await sent(5, { status: "declined", firstAnsweredAt: null });
    expect(await clock()).toBeUndefined();
    await answered(10, 4);
    // Between the fourth (4) and the fifth (40) of five: 4 + 0.6 × 36.
    expect(await clock()).toEqual({ answers: 5, median: 3, p90: 25.6 });
    expect((await answerClocks([opportunity.id])).size).toBe(0);
  });

  it("is never made better by silence", async () => {
    for (const days of [1, 2, 3, 4, 5]) await answered(100, days);
    const before = await clock();
    const [silent] = [await sent(6.9), await sent(1)];
    expect(await clock()).toEqual(before);
    // A day later it has waited too long: the figure jumps over every answer that was given.
    await db.interest.update({ where: { id: silent.id }, data: { submittedAt: inDays(-7.1) } });
    expect(await clock()).toEqual({ answers: 5, median: 3.5, p90: null });
    for (let n = 0; n < 5; n++) await sent(20);
    expect(await clock()).toEqual({ answers: 5, median: null, p90: null });
    await acknowledgeInterest(await actorOf(officer), silent.id, { version: 1, note: "" });
    expect(await clock()).toMatchObject({ answers: 6, p90: null });
  });

  it("counts those who gave up waiting, and not those who changed their mind at once", async () => {
    for (const days of [1, 2, 3, 4, 5]) await answered(100, days);
    const before = await clock();
    for (const daysAgo of [0.5, 30]) {
      const { id, organisationId } = await sent(daysAgo);
      await withdrawInterest(await actorOf(await makeMember(organisationId)), id, { version: 1, note: "" });
      if (daysAgo < 1) expect(await clock()).toEqual(before);
    }
    expect(await clock()).toEqual({ answers: 5, median: 3.5, p90: null });
  });
});

describe("where the clock stands", () => {
  type Loader = (args: unknown) => Promise<unknown>;
  const read = async (loader: unknown, params: Record<string, string>, path: string) => {
    const request = new Request(`http://localhost${path}`);
    const page = (await (loader as Loader)({ request, params, context: {} })) as { data: unknown };
    return JSON.stringify(page.data);
  };

  it("is on the organisation's page and on the opportunity, for everybody, from five answers on", async () => {
    const pages = async () => {
      const { slug } = await db.organisation.findUniqueOrThrow({ where: { id: prime.id } });
      const path = `/opportunities/${opportunity.reference}/gallium-nitride-transmit-receive-module-for-radar`;
      const params = { reference: opportunity.reference, slug: path.split("/")[3]! };
      return [
        await read(profile.loader, { slug }, `/organisations/${slug}`),
        await read(opportunityPage.loader, params, path),
      ];
    };
    for (const days of [1, 2, 3, 4]) await answered(100, days);
    for (const page of await pages()) expect(page).toMatch(/"clock":null/);
    await answered(100, 5);
    const [organisation, offer] = await pages();
    expect(organisation).toMatch(/"clock":\{"answers":5,"medianMs":259/);
    expect(offer).toContain("The poster answers half within about 3 days, nine of ten within about 5 days.");
  });
});

type MailJob = { template: string; userId: string; digestId: string };
async function queued(): Promise<MailJob[]> {
  const { rows } = await pool.query<{ payload: MailJob }>(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail.send' order by j.id`,
  );
  return rows.map((row) => row.payload).filter(({ template }) => template === "answers_due");
}

/** Midday in India, so many days from today. */
const noon = (days: number) => new Date(new Date(inDays(days)).setUTCHours(6, 30, 0, 0));

describe("reminders to posters", () => {
  it("come after 7 and after 14 days, one mail a day and person, however many wait", async () => {
    const editor = await makeMember(prime.id, "editor");
    await makeMember(prime.id, "viewer");
    await makeMember(prime.id, "editor", { emailVerifiedAt: null });
    const since = (days: number, status = "submitted") => sent(0, { submittedAt: noon(-days), status });
    const interests = await Promise.all([since(8), since(9), since(5), since(8, "acknowledged")]);
    expect(await remindPosters(noon(0))).toBe(1);
    expect((await queued()).map(({ userId }) => userId).sort()).toEqual([officer.id, editor.id].sort());
    // The third has waited for a week on day 2; they have for two weeks on the days 5, 6 and 9.
    const days = [0, 1, 2, 2, 3, 5, 6, 7, 9, 30];
    const reminded: number[] = [];
    for (const day of days) if ((await remindPosters(noon(day))) > 0) reminded.push(day);
    expect(reminded).toEqual([2, 5, 6, 9]);
    const given = await db.answerReminder.findMany({
      where: { interestId: { in: interests.map(({ id }) => id) } },
    });
    expect(given).toHaveLength(6);
  });

  it("come once when jobs run at once, and would come twice without the digest's unique day", async () => {
    await Promise.all([sent(8), sent(15)]);
    const at = noon(0);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => remindPosters(at)));
    expect(outcomes.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await queued()).toHaveLength(1);
    expect(await db.answerReminder.count({ where: { digest: { organisationId: prime.id } } })).toBe(3);

    await db.answerDigest.deleteMany({ where: { organisationId: prime.id } });
    await pool.query("delete from graphile_worker._private_jobs");
    await pool.query(`drop index answer_digest_organisation_id_day_key`);
    await pool.query(`alter table answer_reminder drop constraint answer_reminder_pkey`);
    try {
      for (let round = 0; round < 20 && (await queued()).length < 2; round++) {
        await db.answerDigest.deleteMany({ where: { organisationId: prime.id } });
        await pool.query("delete from graphile_worker._private_jobs");
        await Promise.all(Array.from({ length: 6 }, () => remindPosters(at)));
      }
      expect((await queued()).length).toBeGreaterThan(1);
    } finally {
      await db.answerDigest.deleteMany();
      await pool.query(
        `create unique index answer_digest_organisation_id_day_key on answer_digest (organisation_id, day)`,
      );
      await pool.query(
        `alter table answer_reminder add constraint answer_reminder_pkey primary key (interest_id, after_days)`,
      );
    }
  });

  it("wait for the morning of the poster's place", async () => {
    await sent(8);
    const at = (hour: number) => new Date(new Date().setUTCHours(hour, 0, 0, 0));
    expect(await remindPosters(at(2))).toBe(0);
    expect(await remindPosters(at(3))).toBe(1);
  });

  it("say what waits at the moment of sending, and nothing when all is answered", async () => {
    const applicant = await makeOrganisation({ name: "Dharani Castings" });
    const waiting = await sent(8, { organisationId: applicant.id });
    const other = await sent(8);
    await remindPosters(noon(0));
    const [mail] = await queued();
    const render = () => answersDue.render(mail as never);
    expect((await render())!.subject).toBe("2 expressions of interest still wait for your answer");
    const poster = await actorOf(officer);
    await acknowledgeInterest(poster, other.id, { version: 1, note: "" });
    const single = await render();
    expect([single!.to, single!.subject]).toEqual([
      officer.email,
      "Dharani Castings still waits for your answer",
    ]);
    expect(single!.paragraphs.join("\n")).toContain(`${opportunity.reference}): 8 days`);
    await acknowledgeInterest(poster, waiting.id, { version: 1, note: "" });
    expect(await render()).toBeNull();
    expect(await answersDue.render({ ...mail!, userId: (await makeMember(applicant.id)).id } as never)).toBe(
      null,
    );
  });
});

describe("the history", () => {
  const update = (sql: string) => pool.query(sql).then(() => "done", String);

  it("cannot be changed, taken away or emptied; only the name of a deleted account goes", async () => {
    const maker = await makeMember((await makeOrganisation()).id);
    const { id } = await sent(3);
    const event = await db.interestEvent.create({
      data: { interestId: id, actorId: maker.id, toStatus: "acknowledged", note: "As agreed." },
    });
    const of = `where id = '${event.id}'`;
    for (const sql of [
      `update interest_event set note = 'Otherwise.' ${of}`,
      `update interest_event set actor_id = null ${of}`,
      `update interest_event set actor_id = '${officer.id}' ${of}`,
      `update interest_event set created_at = now() - interval '1 day' ${of}`,
      `delete from interest_event ${of}`,
      `truncate interest_event`,
      `truncate interest cascade`,
      `delete from interest where id = '${id}'`,
    ])
      expect([sql, await update(sql)]).toEqual([sql, expect.stringMatching(/irrevocable|cannot be removed/)]);
    await db.user.delete({ where: { id: maker.id } });
    expect(await db.interestEvent.findUnique({ where: { id: event.id } })).toEqual({
      ...event,
      actorId: null,
    });
  });

  it("goes with a draft that was never sent", async () => {
    const { id } = await sent(0, { status: "draft", submittedAt: null });
    await db.interest.delete({ where: { id } });
    expect(await db.interestEvent.count({ where: { interestId: id } })).toBe(0);
  });
});
