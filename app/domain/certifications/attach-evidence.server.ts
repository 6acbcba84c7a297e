import { userIdOf } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import type { StoredUpload } from "#app/core/upload.server.ts";
import {
  currentEvidenceIds,
  lockOwnCertificate,
  recordCertificateEvent,
  undecided,
} from "#app/domain/certifications/certificate-record.server.ts";
import { EVIDENCE_TYPES, MOST_EVIDENCE_FILES } from "#app/domain/certifications/evidence-limits.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import { readCertificate } from "#app/domain/certifications/queries.server.ts";
import { withdrawEvidence } from "#app/domain/certifications/remove-evidence.server.ts";
import { keepUpload, type AcceptedFile } from "#app/domain/files/accept-upload.server.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

/** Asked before anything of a file is read. @throws DomainError not_found, forbidden for viewers */
export async function requireMayAttach(actor: Member, certificateId: string): Promise<void> {
  await readCertificate(actor, certificateId);
  requireEditor(actor);
}

type Attachment = { certificateId: string; replaces: boolean };

async function writeEvidence(actor: Member, { certificateId, replaces }: Attachment, file: AcceptedFile) {
  if (!EVIDENCE_TYPES.includes(file.mediaType))
    throw new DomainError(
      "invalid",
      "Evidence is a PDF, or a PNG or JPEG picture. Send the certificate as one.",
    );
  return db.$transaction(async (tx) => {
    const before = await lockOwnCertificate(tx, actor, certificateId);
    requireEditor(actor);
    const present = await currentEvidenceIds(tx, certificateId);
    if (!replaces && present.length >= MOST_EVIDENCE_FILES)
      throw new DomainError(
        "conflict",
        `There are ${MOST_EVIDENCE_FILES} files already. Remove one first, or let this one replace them.`,
      );
    const dropped = replaces ? await withdrawEvidence(tx, certificateId, present) : [];
    const { id } = await tx.certificateEvidence.create({
      data: {
        ...file,
        certificateId,
        organisationId: before.organisationId,
        uploadedById: userIdOf(actor),
      },
      select: { id: true },
    });
    const after = await tx.certificate.update({
      where: { id: certificateId },
      data: undecided(true, before.handedInAt),
    });
    await recordCertificateEvent(tx, actor, after, {
      type: "evidence_attached",
      note: file.name,
      evidenceIds: [id],
    });
    return dropped;
  });
}

/**
 * Attaches a file that proves a certificate, besides those that are there or in their place, and hands the
 * certificate in to the moderators: what was decided before rested on other files.
 * However it ends, no file without an owner stays behind.
 * @throws DomainError not_found, forbidden, conflict (too many), invalid (not a PDF or picture), too_large
 */
export async function attachEvidence(
  actor: Member,
  input: Attachment & { upload: StoredUpload },
): Promise<void> {
  const dropped = await keepUpload(input.upload, (file) => writeEvidence(actor, input, file));
  for (const key of dropped) await discardFile(key);
}
