import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { queueReminders } from "#app/domain/certifications/queue-reminders.server.ts";
import { reminderFacts } from "#app/domain/certifications/reminder-mail.server.ts";
import type { Organisation, Prisma } from "#prisma/generated/client.ts";
import {
  makeCertificate,
  makeMember,
  makeOpportunity,
  makeOrganisation,
} from "#tests/factories/factories.ts";
import { deliverMails, emptyDatabase } from "#tests/integration/account-requests.ts";

let organisation: Organisation;

beforeEach(async () => {
  await emptyDatabase();
  organisation = await makeOrganisation({ name: "Kaveri Tools" });
  await makeMember(organisation.id, "owner", { email: "owner@kaveri.example" });
  await makeMember(organisation.id, "viewer");
});

const day = (date: string) => new Date(`${date}T00:00:00Z`);
/** Ten in the morning of a day in India. */
const morning = (date: string) => new Date(`${date}T04:30:00Z`);
const hold = (expiresOn: string | null, fields: Partial<Prisma.CertificateUncheckedCreateInput> = {}) =>
  makeCertificate({
    organisationId: organisation.id,
    issuedOn: day("2024-01-01"),
    expiresOn: expiresOn && day(expiresOn),
    createdAt: day("2026-01-01"),
    ...fields,
  });
const waitingMails = async () =>
  (
    await pool.query<{ count: number }>(
      "select count(*)::int as count from graphile_worker.jobs where task_identifier = 'mail.send'",
    )
  ).rows[0]!.count;
const steps = async (certificateId: string) =>
  (await db.certificateReminderItem.findMany({ where: { certificateId }, orderBy: { step: "desc" } })).map(
    ({ step }) => step,
  );

describe("the steps of a reminder", () => {
  it("are told 90, 30 and 7 days before the last day and once after it, each once, however often the job runs", async () => {
    const { id } = await hold("2027-06-30");
    const told: [string, number[]][] = [
      ["2027-03-31", []],
      ["2027-04-01", [90]],
      ["2027-05-30", [90]],
      ["2027-05-31", [90, 30]],
      ["2027-06-22", [90, 30]],
      ["2027-06-23", [90, 30, 7]],
      ["2027-06-30", [90, 30, 7]],
      ["2027-07-01", [90, 30, 7, 0]],
      ["2027-07-05", [90, 30, 7, 0]],
    ];
    for (const [date, expected] of told) {
      await queueReminders(morning(date));
      await queueReminders(new Date(morning(date).getTime() + 3_600_000));
      expect([date, await steps(id)]).toEqual([date, expected]);
    }
    expect(await waitingMails()).toBe(4);
  });

  it("that were missed while nothing ran are not made up for: the one that is due leaves alone", async () => {
    const { id } = await hold("2027-06-30");
    await queueReminders(morning("2027-06-05"));
    expect(await steps(id)).toEqual([30]);
    await queueReminders(morning("2027-06-26"));
    expect(await steps(id)).toEqual([30, 7]);
    const { id: forgotten } = await hold("2027-05-01");
    expect(await queueReminders(morning("2027-06-27"))).toBe(0);
    expect(await steps(forgotten)).toEqual([]);
  });

  it("turn at midnight of the organisation's place and leave in its morning", async () => {
    const { id } = await hold("2027-06-30");
    // In India it is 31 May, thirty days before the end, from 18:30 UTC of the day before on.
    for (const tooEarly of ["2027-05-30T18:30:00Z", "2027-05-31T02:29:59Z"])
      expect(await queueReminders(new Date(tooEarly))).toBe(0);
    expect(await queueReminders(new Date("2027-05-31T02:30:00Z"))).toBe(1);
    expect(await steps(id)).toEqual([30]);
  });

  it("follow the organisation's own calendar, wherever it is", async () => {
    const places = [
      "Pacific/Kiritimati",
      "Asia/Kolkata",
      "Europe/Paris",
      "America/Los_Angeles",
      "Pacific/Pago_Pago",
    ];
    const ids: string[] = [];
    for (const timeZone of places) {
      const { id: organisationId } = await makeOrganisation({ timeZone });
      ids.push((await hold("2027-06-30", { organisationId })).id);
    }
    const toldBy = async (instant: string) => {
      await queueReminders(new Date(instant));
      return (await Promise.all(ids.map(steps))).map((each) => each.length > 0);
    };
    // 1 April 2027, eight in the morning: UTC+14, +5:30, +2, -7 and -11.
    expect(await toldBy("2027-03-31T17:59:00Z")).toEqual([false, false, false, false, false]);
    expect(await toldBy("2027-03-31T18:00:00Z")).toEqual([true, false, false, false, false]);
    expect(await toldBy("2027-04-01T02:29:00Z")).toEqual([true, false, false, false, false]);
    expect(await toldBy("2027-04-01T02:30:00Z")).toEqual([true, true, false, false, false]);
    expect(await toldBy("2027-04-01T06:00:00Z")).toEqual([true, true, true, false, false]);
    expect(await toldBy("2027-04-01T14:59:00Z")).toEqual([true, true, true, false, false]);
    expect(await toldBy("2027-04-01T15:00:00Z")).toEqual([true, true, true, true, false]);
    expect(await toldBy("2027-04-01T19:00:00Z")).toEqual([true, true, true, true, true]);
  });

  it("leave out what was renewed, not accepted, has no end, or had ended before it was entered", async () => {
    await hold("2027-06-30", { standard: "iso-9001" });
    await hold("2029-06-30", { standard: "as9100d" });
    await hold("2027-06-30", { standard: "iso-14001", status: "rejected" });
    await hold(null, { standard: "cemilac-approval" });
    await hold("2027-06-03", { standard: "nabl", createdAt: day("2027-06-04") });
    expect(await queueReminders(morning("2027-06-05"))).toBe(0);
    const { id } = await hold("2027-06-30", { standard: "iso-14001" });
    expect(await queueReminders(morning("2027-06-05"))).toBe(1);
    expect(await steps(id)).toEqual([30]);
    await db.certificate.update({ where: { id }, data: { expiresOn: day("2030-06-30") } });
    expect(await deliverMails(), "renewed while the mail waited").toEqual([]);
    expect(await queueReminders(morning("2030-06-05"))).toBe(1);
    expect(await steps(id)).toEqual([30, 30]);
  });
});

describe("one mail", () => {
  it("lists all that end, says what stops, and is the only one of the day", async () => {
    const prime = await makeOrganisation({ kind: "large_industry" });
    for (const certification of ["iso-9001", "iso-9001", "iso-14001"])
      await makeOpportunity({
        organisationId: prime.id,
        certifications: { create: { certification, level: "required" } },
      });
    const soon = new Date(Date.now() + 25 * 86_400_000).toISOString().slice(0, 10);
    await hold(soon, { standard: "as9100d", number: "A-1" });
    await hold(soon, { standard: "iso-9001", number: "Q-1" });
    await hold(soon, { standard: "nabl", number: "N-1" });
    const now = new Date();
    now.setUTCHours(6, 0, 0, 0);
    expect(await queueReminders(now)).toBe(1);
    const { id: late } = await hold(soon, { standard: "iso-14001", number: "E-1" });
    expect(await queueReminders(new Date(now.getTime() + 60_000)), "tomorrow is early enough").toBe(0);
    const mails = await deliverMails();
    expect(mails.map(({ to }) => to)).toEqual(["owner@kaveri.example"]);
    const [{ subject, text }] = mails as [(typeof mails)[0]];
    expect(subject).toBe("3 of your certificates end or have ended");
    expect(text).toMatch(/AS9100D.*number A-1[\s\S]*number Q-1|number Q-1[\s\S]*number A-1/);
    expect(text).toMatch(/in 2[3-6] days/);
    expect(text).toMatch(/After .* you no longer qualify for 2 opportunities that you qualify for now/);
    expect(await queueReminders(new Date(now.getTime() + 86_400_000))).toBe(1);
    expect(await steps(late)).toEqual([30]);
  });

  it("is not written for those who have left, nor once the certificate is gone", async () => {
    const { id } = await hold("2027-06-30");
    await queueReminders(morning("2027-06-05"));
    const reminder = await db.certificateReminder.findFirstOrThrow();
    const { userId } = await db.membership.findFirstOrThrow({ where: { role: "owner" } });
    expect(await reminderFacts(reminder.id, userId, morning("2027-06-05"))).toMatchObject({
      ending: [{ daysLeft: 25 }],
    });
    const stranger = await makeMember((await makeOrganisation()).id);
    expect(await reminderFacts(reminder.id, stranger.id)).toBeNull();
    await db.certificate.delete({ where: { id } });
    expect(await deliverMails()).toEqual([]);
  });
});

describe("several processes at once", () => {
  it("send one mail", async () => {
    for (let each = 0; each < 5; each++) await hold("2027-06-30", { standard: "nabl", number: `N-${each}` });
    const runs = await Promise.all(Array.from({ length: 6 }, () => queueReminders(morning("2027-06-05"))));
    expect(runs.filter((queued) => queued > 0)).toEqual([1]);
    expect(await waitingMails()).toBe(1);
    expect(await db.certificateReminderItem.count()).toBe(5);
  });

  it("would send several without the keys: the guard is what holds", async () => {
    await hold("2027-06-30");
    const [dayKey, stepKey] = [
      "certificate_reminder_organisation_id_day_key",
      "certificate_reminder_item_pkey",
    ];
    await pool.query(
      `drop index "${dayKey}"; alter table certificate_reminder_item drop constraint "${stepKey}"`,
    );
    try {
      let mails = 0;
      for (let round = 0; round < 10 && mails < 2; round++) {
        await db.certificateReminder.deleteMany();
        await pool.query("delete from graphile_worker._private_jobs");
        await Promise.all(Array.from({ length: 4 }, () => queueReminders(morning("2027-06-05"))));
        mails = await waitingMails();
      }
      expect(mails).toBeGreaterThan(1);
    } finally {
      await db.certificateReminder.deleteMany();
      await pool.query(
        `create unique index "${dayKey}" on certificate_reminder (organisation_id, day);
         alter table certificate_reminder_item add constraint "${stepKey}" primary key (certificate_id, ends_on, step)`,
      );
    }
  });
});
