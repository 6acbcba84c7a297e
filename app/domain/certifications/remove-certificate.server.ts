import { db } from "#app/core/db.server.ts";
import { discardFile } from "#app/core/files.server.ts";
import {
  currentEvidenceIds,
  lockOwnCertificate,
  recordCertificateEvent,
} from "#app/domain/certifications/certificate-record.server.ts";
import { withdrawEvidence } from "#app/domain/certifications/remove-evidence.server.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

/**
 * Takes a certificate out of the register. Its history stays, and the files on which a decision rests stay readable
 * for moderators; other files are removed.
 * @throws DomainError not_found for another organisation's, forbidden for viewers
 */
export async function removeCertificate(actor: Member, id: string): Promise<void> {
  const dropped = await db.$transaction(async (tx) => {
    const certificate = await lockOwnCertificate(tx, actor, id);
    requireEditor(actor);
    const keys = await withdrawEvidence(tx, id, await currentEvidenceIds(tx, id));
    await recordCertificateEvent(tx, actor, certificate, { type: "removed" });
    await tx.certificate.delete({ where: { id } });
    return keys;
  });
  for (const key of dropped) await discardFile(key);
}
