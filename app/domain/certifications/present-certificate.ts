import {
  certificationLabel,
  coveredCertifications,
  type CertificationInclusions,
} from "#app/core/reference/certifications.ts";
import type { RegisteredCertificate } from "#app/domain/certifications/queries.server.ts";
import { calendarDateText, daysBetween, type CalendarDate } from "#app/domain/eligibility/calendar.ts";
import { standingOf } from "#app/domain/eligibility/holdings.ts";

/** From so many days before the end on, a register says how many are left. */
const SOON_DAYS = 90;

/** `soon`: still counts, but ends within 90 days. */
export type RegisterState = "counts" | "soon" | "ended" | "not_begun" | "rejected";

function stateOf(certificate: RegisteredCertificate, today: CalendarDate): RegisterState {
  const standing = standingOf(certificate, today);
  if (standing !== "valid") return standing;
  const { expiresOn } = certificate;
  return expiresOn !== null && daysBetween(today, expiresOn) <= SOON_DAYS ? "soon" : "counts";
}

function stateText(
  state: RegisterState,
  { issuedOn, expiresOn }: RegisteredCertificate,
  today: CalendarDate,
  locale: string,
): string {
  const on = (date: CalendarDate) => calendarDateText(date, locale);
  if (state === "rejected") return "Does not count: not accepted";
  if (state === "not_begun") return `Begins on ${on(issuedOn)}`;
  if (expiresOn === null) return "Counts, without an end";
  if (state === "ended") return `Ended on ${on(expiresOn)}`;
  if (state === "counts") return `Counts until ${on(expiresOn)}`;
  const days = daysBetween(today, expiresOn);
  const left = days === 0 ? "today is its last day" : days === 1 ? "1 day left" : `${days} days left`;
  return `Ends on ${on(expiresOn)}: ${left}`;
}

/**
 * A certificate as the register shows it, in the reader's language. Pure.
 * @param today where the organisation is
 * @param inclusions what covers what as it holds now: readReference("certifications")
 */
export function presentCertificate(
  certificate: RegisteredCertificate,
  today: CalendarDate,
  locale: string,
  inclusions?: CertificationInclusions,
) {
  const { id, standard, number, body, scope, status, issuedOn, expiresOn, decidedAt, decisionReason } =
    certificate;
  const state = stateOf(certificate, today);
  const covers = [...coveredCertifications([standard], inclusions)].filter((code) => code !== standard);
  return {
    id,
    label: certificationLabel(standard),
    covers: covers.map(certificationLabel),
    number,
    body,
    scope,
    status,
    decidedAt: decidedAt?.toISOString() ?? null,
    decisionReason,
    begins: calendarDateText(issuedOn, locale),
    ends: expiresOn && calendarDateText(expiresOn, locale),
    state,
    stateText: stateText(state, certificate, today, locale),
  };
}
export type CertificateView = ReturnType<typeof presentCertificate>;
