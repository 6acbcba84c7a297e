import { db, type Tx } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import {
  currentEvidenceIds,
  lockOwnCertificate,
  recordCertificateEvent,
  undecided,
} from "#app/domain/certifications/certificate-record.server.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import { certificateIdSchema } from "#app/domain/certifications/schema.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

/**
 * Ends files' time as evidence. Those that lay before a moderator who decided are kept for the moderators.
 * @returns the storage keys of the others, to be removed after the commit
 */
export async function withdrawEvidence(tx: Tx, certificateId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const [files, decisions] = await Promise.all([
    tx.certificateEvidence.findMany({ where: { id: { in: ids } }, select: { id: true, storageKey: true } }),
    tx.certificateEvent.findMany({
      where: { certificateId, type: { in: ["verified", "rejected"] } },
      select: { evidenceIds: true },
    }),
  ]);
  const judged = new Set(decisions.flatMap(({ evidenceIds }) => evidenceIds));
  const removedAt = new Date();
  const dropped = files.filter(({ id }) => !judged.has(id));
  await tx.certificateEvidence.updateMany({ where: { id: { in: ids } }, data: { removedAt } });
  await tx.certificateEvidence.updateMany({
    where: { id: { in: dropped.map(({ id }) => id) } },
    data: { storageKey: null },
  });
  return dropped.flatMap(({ storageKey }) => storageKey ?? []);
}

/**
 * Takes a file away from a certificate. What was verified by it goes back to the moderators, or is only declared when
 * it was the last one; what was not accepted stays so until something new is handed in.
 * @throws DomainError not_found for another organisation's, forbidden for viewers
 */
export async function removeEvidence(actor: Member, certificateId: string, id: string): Promise<void> {
  const dropped = await db.$transaction(async (tx) => {
    const before = await lockOwnCertificate(tx, actor, certificateId);
    requireEditor(actor);
    const file =
      certificateIdSchema.safeParse(id).success &&
      (await tx.certificateEvidence.findFirst({
        where: { certificateId, id, removedAt: null },
        select: { name: true },
      }));
    if (!file) throw notFound("This file");
    const keys = await withdrawEvidence(tx, certificateId, [id]);
    const left = await currentEvidenceIds(tx, certificateId);
    const after = await tx.certificate.update({
      where: { id: certificateId },
      data:
        before.status === "rejected"
          ? { version: { increment: 1 } }
          : undecided(left.length > 0, before.handedInAt),
    });
    await recordCertificateEvent(tx, actor, after, {
      type: "evidence_removed",
      note: file.name,
      evidenceIds: [id],
    });
    return keys;
  });
  for (const key of dropped) await discardFile(key);
}
