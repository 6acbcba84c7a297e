import { db } from "#app/core/db.server.ts";
import { certificateData, sameNumberRefused } from "#app/domain/certifications/certificate-data.server.ts";
import {
  currentEvidenceIds,
  lockOwnCertificate,
  recordCertificateEvent,
  sameClaim,
  undecided,
} from "#app/domain/certifications/certificate-record.server.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import type { CertificateForm } from "#app/domain/certifications/schema.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

/**
 * Changes what a certificate says. A decision was about what it said before, so it goes back to the moderators when
 * there is evidence, and is only declared when there is none. Saving the same again changes nothing.
 * @throws DomainError not_found for another organisation's, forbidden for viewers, conflict for a number that is
 *   there already
 */
export async function changeCertificate(actor: Member, id: string, form: CertificateForm): Promise<void> {
  await sameNumberRefused(() =>
    db.$transaction(async (tx) => {
      const before = await lockOwnCertificate(tx, actor, id);
      requireEditor(actor);
      const claim = certificateData(form);
      if (sameClaim(before, claim)) return;
      const evidence = await currentEvidenceIds(tx, id);
      const after = await tx.certificate.update({
        where: { id },
        data: { ...claim, ...undecided(evidence.length > 0, before.handedInAt) },
      });
      await recordCertificateEvent(tx, actor, after, { type: "changed" });
    }),
  );
}
