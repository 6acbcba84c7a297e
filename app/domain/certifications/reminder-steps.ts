import { coveredCertifications, type CertificationInclusions } from "#app/core/reference/certifications.ts";
import type { CertificateStatus } from "#app/core/reference/terms.ts";
import { daysBetween, type CalendarDate } from "#app/domain/eligibility/calendar.ts";

/** Days before the end at which an organisation is reminded, and 0: the certificate has ended. */
export type ReminderStep = 90 | 30 | 7 | 0;

/** For so long it is news that something has ended; later everybody knows. */
const ENDED_NEWS_DAYS = 7;

/** What a reminder has to know of a certificate. Dates are calendar dates where the organisation is. */
export type EndingCertificate = {
  id: string;
  standard: string;
  status: CertificateStatus;
  expiresOn: CalendarDate | null;
  /** The day it came into the register. */
  addedOn: CalendarDate;
};

/** A certificate with an end about which there is something to say. */
export type DueReminder = { certificateId: string; endsOn: CalendarDate; step: ReminderStep };

/** The step that the calendar has reached; a job that comes late tells the nearest one only. Pure. */
export function stepAt(daysLeft: number): ReminderStep | null {
  if (daysLeft > 90 || daysLeft < -ENDED_NEWS_DAYS) return null;
  if (daysLeft > 30) return 90;
  if (daysLeft > 7) return 30;
  return daysLeft >= 0 ? 7 : 0;
}

/** Whether another certificate that was not refused covers the same standard for longer. Pure. */
export function isRenewed(
  { id, standard, expiresOn }: EndingCertificate,
  all: readonly EndingCertificate[],
  inclusions?: CertificationInclusions,
): boolean {
  return all.some(
    (other) =>
      other.id !== id &&
      other.status !== "rejected" &&
      (other.expiresOn === null || (expiresOn !== null && other.expiresOn > expiresOn)) &&
      coveredCertifications([other.standard], inclusions).has(standard),
  );
}

/**
 * What there is to tell an organisation about its certificates on a day: nothing of those that were not accepted, were
 * renewed, or had ended before they were entered. Pure.
 */
export function dueReminders(
  all: readonly EndingCertificate[],
  today: CalendarDate,
  inclusions?: CertificationInclusions,
): DueReminder[] {
  return all.flatMap((certificate) => {
    const { id, status, expiresOn, addedOn } = certificate;
    if (expiresOn === null || status === "rejected" || addedOn > expiresOn) return [];
    const step = stepAt(daysBetween(today, expiresOn));
    if (step === null || isRenewed(certificate, all, inclusions)) return [];
    return { certificateId: id, endsOn: expiresOn, step };
  });
}
