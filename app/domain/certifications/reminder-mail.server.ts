import { db } from "#app/core/db.server.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import { asEnding } from "#app/domain/certifications/queue-reminders.server.ts";
import { isRenewed } from "#app/domain/certifications/reminder-steps.ts";
import { assessor } from "#app/domain/eligibility/assess.ts";
import {
  calendarDateIn,
  calendarDateOf,
  daysBetween,
  type CalendarDate,
} from "#app/domain/eligibility/calendar.ts";
import { readMarket } from "#app/domain/eligibility/market.server.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

/** A certificate of which a reminder tells, as it is when the mail is written. */
export type Ending = {
  id: string;
  standard: string;
  label: string;
  number: string;
  endsOn: CalendarDate;
  /** Negative once it has ended. */
  daysLeft: number;
};

/** How many open opportunities an organisation qualifies for on a day, and no longer when what ends by then is gone. */
export type Stop = { endsOn: CalendarDate; opportunities: number };

/** What the ends bring with them, day by day; days on which nothing stops are left out. */
async function readStops(organisationId: string, ending: Ending[]): Promise<Stop[]> {
  const [reader, market] = await Promise.all([readerFor(organisationId), readMarket(organisationId)]);
  if (!reader) return [];
  const { profile } = reader;
  return [...new Set(ending.map(({ endsOn }) => endsOn))].flatMap((endsOn) => {
    const gone = new Set(
      ending.filter((each) => each.endsOn <= endsOn).map((each) => `${each.standard} ${each.endsOn}`),
    );
    const left = profile.certificates.filter((held) => !gone.has(`${held.standard} ${held.expiresOn}`));
    const [before, after] = [assessor(profile, endsOn), assessor({ ...profile, certificates: left }, endsOn)];
    const opportunities = market
      .filter(
        ({ requirements }) =>
          before(requirements).verdict === "qualifies" && after(requirements).verdict !== "qualifies",
      )
      .reduce((sum, asked) => sum + asked.opportunities, 0);
    return opportunities > 0 ? { endsOn, opportunities } : [];
  });
}

async function readReminder(reminderId: string, userId: string) {
  return db.certificateReminder.findFirst({
    where: {
      id: reminderId,
      organisation: { memberships: { some: { userId, role: { in: ["owner", "editor"] } } } },
    },
    select: {
      organisation: {
        select: {
          id: true,
          name: true,
          timeZone: true,
          certificates: {
            select: {
              id: true,
              standard: true,
              number: true,
              status: true,
              expiresOn: true,
              createdAt: true,
            },
          },
        },
      },
      items: { select: { certificateId: true, endsOn: true } },
    },
  });
}

/**
 * What a reminder tells one of its readers now: those certificates that still end on that day and were not renewed
 * meanwhile, what ends first at the top. @returns null when there is nothing left to tell, or not to this person
 */
export async function reminderFacts(reminderId: string, userId: string, now = new Date()) {
  const [reminder, user, inclusions] = await Promise.all([
    readReminder(reminderId, userId),
    db.user.findUnique({ where: { id: userId }, select: { name: true, email: true } }),
    readReference("certifications"),
  ]);
  if (!reminder || !user) return null;
  const { id, name, timeZone, certificates } = reminder.organisation;
  const today = calendarDateIn(timeZone, now);
  const told = new Map(reminder.items.map((item) => [item.certificateId, calendarDateOf(item.endsOn)]));
  const all = certificates.map((each) => asEnding(each, timeZone));
  const ending = all.filter(
    (each) =>
      each.expiresOn !== null &&
      told.get(each.id) === each.expiresOn &&
      each.status !== "rejected" &&
      !isRenewed(each, all, inclusions),
  );
  if (ending.length === 0) return null;
  const numberOf = new Map(certificates.map((each) => [each.id, each.number]));
  const list: Ending[] = ending
    .map((each) => ({
      id: each.id,
      standard: each.standard,
      label: certificationLabel(each.standard),
      number: numberOf.get(each.id)!,
      endsOn: each.expiresOn!,
      daysLeft: daysBetween(today, each.expiresOn!),
    }))
    .sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1));
  return { user, organisation: name, today, ending: list, stops: await readStops(id, list) };
}
