import { coveredCertifications, type CertificationInclusions } from "#app/core/reference/certifications.ts";
import type { CertificateStatus } from "#app/core/reference/terms.ts";
import type { CalendarDate } from "#app/domain/eligibility/calendar.ts";
import type { HeldCertificate } from "#app/domain/eligibility/profile.ts";

/** How a certificate stands on a day. One that was not accepted never counts, whatever its dates. */
export type Standing = "valid" | "not_begun" | "ended" | "rejected";

/** The certificate that does most for a certification, and how it stands. */
export type Holding = { standing: Standing; certificate: HeldCertificate };

/** A certificate counts from the day it is issued to the end of the day it expires. Pure. */
export function standingOf(certificate: HeldCertificate, on: CalendarDate): Standing {
  if (certificate.status === "rejected") return "rejected";
  if (certificate.expiresOn !== null && certificate.expiresOn < on) return "ended";
  return certificate.issuedOn !== null && certificate.issuedOn > on ? "not_begun" : "valid";
}

const STANDINGS: Record<Standing, number> = { valid: 3, not_begun: 2, ended: 1, rejected: 0 };
const STATUSES: Record<CertificateStatus, number> = {
  verified: 3,
  evidence_attached: 2,
  declared: 1,
  rejected: 0,
};
const NO_END = "9999-12-31";
const endOf = ({ expiresOn }: HeldCertificate) => expiresOn ?? NO_END;

/** Whether one does more than another: by its standing, then what was checked, then how long it lasts. */
function isBetter(one: Holding, other: Holding): boolean {
  const steps =
    STANDINGS[one.standing] - STANDINGS[other.standing] ||
    STATUSES[one.certificate.status] - STATUSES[other.certificate.status];
  if (steps !== 0) return steps > 0;
  const [end, otherEnd] = [endOf(one.certificate), endOf(other.certificate)];
  if (end !== otherEnd) return end > otherEnd;
  return one.certificate.standard < other.certificate.standard;
}

function bestBy(
  certificates: readonly HeldCertificate[],
  on: CalendarDate,
  codesOf: (certificate: HeldCertificate) => Iterable<string>,
): Map<string, Holding> {
  const best = new Map<string, Holding>();
  for (const certificate of certificates) {
    const holding = { standing: standingOf(certificate, on), certificate };
    for (const code of codesOf(certificate)) {
      const known = best.get(code);
      if (!known || isBetter(holding, known)) best.set(code, holding);
    }
  }
  return best;
}

/**
 * For each certification that somebody's certificates cover, equivalences included, the best of them. The order
 * of the certificates does not matter, and another one never makes the answer worse. Pure.
 */
export function holdingsOf(
  certificates: readonly HeldCertificate[],
  on: CalendarDate,
  inclusions?: CertificationInclusions,
): Map<string, Holding> {
  return bestBy(certificates, on, ({ standard }) => coveredCertifications([standard], inclusions));
}

/** For each standard the best certificate of that very standard, equivalences aside. Pure. */
export function bestByStandard(
  certificates: readonly HeldCertificate[],
  on: CalendarDate,
): Map<string, Holding> {
  return bestBy(certificates, on, ({ standard }) => [standard]);
}
