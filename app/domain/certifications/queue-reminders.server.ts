import { db } from "#app/core/db.server.ts";
import type { CertificationInclusions } from "#app/core/reference/certifications.ts";
import {
  dueReminders,
  type DueReminder,
  type EndingCertificate,
} from "#app/domain/certifications/reminder-steps.ts";
import { calendarDateIn, calendarDateOf, type CalendarDate } from "#app/domain/eligibility/calendar.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { CertificateStatus } from "#prisma/generated/enums.ts";

const BATCH = 200;
const DAY_MS = 24 * 3600 * 1000;
/** Nobody is woken by a certificate: mails leave from this hour on, on the clock of the organisation's place. */
const MORNING_HOUR = 8;

function hourIn(timeZone: string, now: Date): number {
  return Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit" }).format(now));
}

const midnight = (date: CalendarDate) => new Date(`${date}T00:00:00Z`);

/** Organisations with something that ends soon or has just ended, wherever on earth they are. */
function readEnding(now: Date, after: string | undefined) {
  const near = { gte: new Date(now.getTime() - 9 * DAY_MS), lte: new Date(now.getTime() + 92 * DAY_MS) };
  return db.organisation.findMany({
    where: { certificates: { some: { expiresOn: near, status: { not: "rejected" } } } },
    orderBy: { id: "asc" },
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    take: BATCH,
    select: {
      id: true,
      timeZone: true,
      certificates: {
        select: {
          id: true,
          standard: true,
          status: true,
          expiresOn: true,
          createdAt: true,
          reminderItems: { select: { endsOn: true, step: true } },
        },
      },
    },
  });
}
type Ending = Awaited<ReturnType<typeof readEnding>>[number];

type Row = {
  id: string;
  standard: string;
  status: CertificateStatus;
  expiresOn: Date | null;
  createdAt: Date;
};

/** A certificate's row as reminders see it. @param timeZone the organisation's */
export function asEnding(row: Row, timeZone: string): EndingCertificate {
  const { id, standard, status, expiresOn, createdAt } = row;
  return {
    id,
    standard,
    status,
    expiresOn: expiresOn && calendarDateOf(expiresOn),
    addedOn: calendarDateIn(timeZone, createdAt),
  };
}

function notYetTold(
  { certificates, timeZone }: Ending,
  today: CalendarDate,
  inclusions: CertificationInclusions,
): DueReminder[] {
  const told = new Set(
    certificates.flatMap(({ id, reminderItems }) =>
      reminderItems.map(({ endsOn, step }) => `${id} ${calendarDateOf(endsOn)} ${step}`),
    ),
  );
  return dueReminders(
    certificates.map((each) => asEnding(each, timeZone)),
    today,
    inclusions,
  ).filter(({ certificateId, endsOn, step }) => !told.has(`${certificateId} ${endsOn} ${step}`));
}

/**
 * Writes down what is told and queues one mail to each owner and editor. The keys decide between two runs: of the day
 * (one mail an organisation and day) and of each step (told once). @returns whether there is a mail
 */
function queueReminder(organisationId: string, day: CalendarDate, due: DueReminder[]): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const [reminder] = await tx.certificateReminder.createManyAndReturn({
      data: [{ organisationId, day: midnight(day) }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!reminder) return false;
    const { count } = await tx.certificateReminderItem.createMany({
      data: due.map(({ endsOn, ...item }) => ({
        ...item,
        endsOn: midnight(endsOn),
        reminderId: reminder.id,
      })),
      skipDuplicates: true,
    });
    if (count === 0) {
      await tx.certificateReminder.delete({ where: { id: reminder.id } });
      return false;
    }
    const people = await tx.membership.findMany({
      where: { organisationId, role: { in: ["owner", "editor"] }, user: { emailVerifiedAt: { not: null } } },
      select: { userId: true },
    });
    for (const { userId } of people)
      await enqueue(tx, "mail.send", { template: "certificates_ending", reminderId: reminder.id, userId });
    return true;
  });
}

/**
 * Reminds organisations of certificates 90, 30 and 7 days before their last day, and once after it, by the calendar of
 * their own place. A run that comes late tells what is due now and not what it missed; another run, later or at the
 * same moment, tells nothing again.
 * @returns how many organisations are mailed
 */
export async function queueReminders(now = new Date()): Promise<number> {
  const inclusions = await readReference("certifications");
  let queued = 0;
  let after: string | undefined;
  for (;;) {
    const organisations = await readEnding(now, after);
    for (const organisation of organisations) {
      if (hourIn(organisation.timeZone, now) < MORNING_HOUR) continue;
      const today = calendarDateIn(organisation.timeZone, now);
      const due = notYetTold(organisation, today, inclusions);
      if (due.length > 0 && (await queueReminder(organisation.id, today, due))) queued += 1;
    }
    after = organisations.at(-1)?.id;
    if (organisations.length < BATCH) return queued;
  }
}
