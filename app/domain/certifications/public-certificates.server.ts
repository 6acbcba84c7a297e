import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import type { CertificateStatus } from "#app/core/reference/terms.ts";
import { receivedInterestOf } from "#app/domain/certifications/evidence-policy.ts";
import { evidenceAddress } from "#app/domain/certifications/open-evidence.server.ts";
import { calendarDateIn, calendarDateOf, type CalendarDate } from "#app/domain/eligibility/calendar.ts";
import { standingOf } from "#app/domain/eligibility/holdings.ts";

/** A certificate as others may know it: not its number, which is all a forger needs. */
export type PublicCertificate = {
  id: string;
  label: string;
  body: string;
  scope: string;
  status: CertificateStatus;
  /** When a moderator verified it; ISO 8601. */
  verifiedAt: string | null;
  expiresOn: CalendarDate | null;
};

const PUBLIC = {
  id: true,
  organisationId: true,
  standard: true,
  body: true,
  scope: true,
  status: true,
  issuedOn: true,
  expiresOn: true,
  decidedAt: true,
  organisation: { select: { timeZone: true } },
} as const;

async function readCounting(organisationIds: string[], now: Date) {
  const rows = await db.certificate.findMany({
    where: { organisationId: { in: organisationIds }, status: { not: "rejected" } },
    select: PUBLIC,
    orderBy: [{ standard: "asc" }, { expiresOn: "desc" }, { id: "asc" }],
  });
  return rows.flatMap(({ organisation, decidedAt, standard, issuedOn, expiresOn, ...row }) => {
    const dates = { issuedOn: calendarDateOf(issuedOn), expiresOn: expiresOn && calendarDateOf(expiresOn) };
    const today = calendarDateIn(organisation.timeZone, now);
    if (standingOf({ standard, status: row.status, ...dates }, today) !== "valid") return [];
    return {
      ...row,
      label: certificationLabel(standard),
      verifiedAt: row.status === "verified" ? (decidedAt?.toISOString() ?? null) : null,
      expiresOn: dates.expiresOn,
    };
  });
}

/** What an organisation holds today, for everybody; by the label of the standard. */
export async function listPublicCertificates(
  organisationId: string,
  now = new Date(),
): Promise<PublicCertificate[]> {
  const rows = await readCounting([organisationId], now);
  return rows.map(({ organisationId: _, ...certificate }) => certificate);
}

export type ApplicantCertificate = PublicCertificate & {
  evidence: { id: string; name: string; href: string }[];
};

/**
 * What applicants hold today, with their evidence one click away, for the organisation that received their
 * expressions of interest. @returns by the organisation's id; nothing for those whose interest did not reach the actor
 */
export async function listApplicantCertificates(
  actor: Actor,
  organisationIds: string[],
  now = new Date(),
): Promise<Map<string, ApplicantCertificate[]>> {
  if (actor.kind !== "person") return new Map();
  const own = actor.organisation?.id;
  const open = await db.organisation.findMany({
    where: {
      id: { in: organisationIds },
      ...(actor.isModerator ? {} : own ? { OR: [{ id: own }, receivedInterestOf(own)] } : { id: { in: [] } }),
    },
    select: { id: true },
  });
  const ids = open.map(({ id }) => id);
  const [rows, files] = await Promise.all([
    readCounting(ids, now),
    db.certificateEvidence.findMany({
      where: { organisationId: { in: ids }, removedAt: null, storageKey: { not: null } },
      orderBy: { createdAt: "asc" },
      select: { id: true, certificateId: true, name: true },
    }),
  ]);
  const held = new Map<string, ApplicantCertificate[]>(ids.map((id) => [id, []]));
  for (const { organisationId, ...certificate } of rows)
    held.get(organisationId)!.push({
      ...certificate,
      evidence: files
        .filter(({ certificateId }) => certificateId === certificate.id)
        .map(({ id, name }) => ({ id, name, href: evidenceAddress(id) })),
    });
  return held;
}
