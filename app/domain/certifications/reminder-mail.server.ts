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

/** A certificate of which a reminder tells, as it is when the mail is written. */
export type Ending = {
  id: string;
  label: string;
  number: string;
  endsOn: CalendarDate;
  /** Negative once it has ended. */
  daysLeft: number;
  /** Open opportunities for which the organisation qualifies on the last day and not on the day after. */
  stops: number;
};

function dayAfter(date: CalendarDate): CalendarDate {
  return calendarDateOf(new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000));
}

/** Counts what an organisation stops qualifying for at the end of a day. */
async function counterOfStops(organisationId: string): Promise<(endsOn: CalendarDate) => number> {
  const [reader, market] = await Promise.all([readerFor(organisationId), readMarket(organisationId)]);
  if (!reader) return () => 0;
  return (endsOn) => {
    const [before, after] = [assessor(reader.profile, endsOn), assessor(reader.profile, dayAfter(endsOn))];
    return market
      .filter(
        ({ requirements }) =>
          before(requirements).verdict === "qualifies" && after(requirements).verdict !== "qualifies",
      )
      .reduce((sum, { opportunities }) => sum + opportunities, 0);
  };
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
  const [reminder, user] = await Promise.all([
    readReminder(reminderId, userId),
    db.user.findUnique({ where: { id: userId }, select: { name: true, email: true } }),
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
      !isRenewed(each, all),
  );
  if (ending.length === 0) return null;
  const stopsAfter = await counterOfStops(id);
  const numberOf = new Map(certificates.map((each) => [each.id, each.number]));
  const list: Ending[] = ending
    .map((each) => ({
      id: each.id,
      label: certificationLabel(each.standard),
      number: numberOf.get(each.id)!,
      endsOn: each.expiresOn!,
      daysLeft: daysBetween(today, each.expiresOn!),
      stops: stopsAfter(each.expiresOn!),
    }))
    .sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1));
  return { user, organisation: name, ending: list };
}
