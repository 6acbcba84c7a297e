import { db } from "#app/core/db.server.ts";
import type { Claim } from "#app/domain/certifications/certificate-record.server.ts";
import { changedFields } from "#app/domain/certifications/claim-fields.ts";
import { evidenceAddress } from "#app/domain/certifications/open-evidence.server.ts";

/** As many readers as a page lists; the count says how many there were. */
const READERS_SHOWN = 50;

const BY_TIME = [{ createdAt: "asc" as const }, { id: "asc" as const }];

async function readEvents(certificateId: string) {
  const events = await db.certificateEvent.findMany({
    where: { certificateId },
    orderBy: BY_TIME,
    select: {
      id: true,
      type: true,
      note: true,
      claim: true,
      createdAt: true,
      actor: { select: { name: true } },
    },
  });
  return events.map(({ claim, createdAt, actor, ...event }, index) => ({
    ...event,
    at: createdAt.toISOString(),
    who: actor?.name ?? null,
    changed:
      event.type === "changed" && index > 0
        ? changedFields(events[index - 1]!.claim as Claim, claim as Claim)
        : [],
  }));
}

async function readFiles(certificateId: string) {
  const files = await db.certificateEvidence.findMany({ where: { certificateId }, orderBy: BY_TIME });
  return files.map(({ id, name, mediaType, sizeBytes, storageKey, createdAt, removedAt }) => ({
    id,
    name,
    mediaType,
    sizeBytes,
    at: createdAt.toISOString(),
    isCurrent: removedAt === null,
    /** Null once the file itself is gone. */
    href: storageKey && evidenceAddress(id),
  }));
}

async function readReaders(organisationId: string, certificateId: string) {
  const where = { evidence: { certificateId } };
  const [total, accesses] = await Promise.all([
    db.certificateEvidenceAccess.count({ where }),
    db.certificateEvidenceAccess.findMany({
      where,
      orderBy: { createdAt: "desc" },
      take: READERS_SHOWN,
      select: {
        id: true,
        createdAt: true,
        organisationId: true,
        evidence: { select: { name: true } },
        user: { select: { name: true } },
      },
    }),
  ]);
  const ids = [...new Set(accesses.flatMap((access) => access.organisationId ?? []))];
  const names = await db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const whoOf = (access: (typeof accesses)[number]) => {
    if (access.organisationId === null) return `${access.user?.name ?? "Somebody"}, moderator`;
    // People of another organisation are not named; the organisation answers for them.
    if (access.organisationId !== organisationId)
      return nameOf.get(access.organisationId) ?? "An organisation";
    return access.user?.name ?? "A former colleague";
  };
  const list = accesses.map((access) => ({
    id: access.id,
    at: access.createdAt.toISOString(),
    file: access.evidence.name,
    who: whoOf(access),
  }));
  return { total, list };
}

/**
 * All that is known of a certificate's past: its history, its files, and who opened them, the latest first. The caller
 * has checked that the reader may know it.
 */
export async function readTrail(certificate: { id: string; organisationId: string }) {
  const [events, evidence, readers] = await Promise.all([
    readEvents(certificate.id),
    readFiles(certificate.id),
    readReaders(certificate.organisationId, certificate.id),
  ]);
  return { events, evidence, readers };
}
export type Trail = Awaited<ReturnType<typeof readTrail>>;
export type TrailEvent = Trail["events"][number];
export type EvidenceView = Trail["evidence"][number];
