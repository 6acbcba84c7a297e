import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { certificateData, sameNumberRefused } from "#app/domain/certifications/certificate-data.server.ts";
import { registerOf, requireEditor } from "#app/domain/certifications/policy.ts";
import { readCertificate } from "#app/domain/certifications/queries.server.ts";
import type { CertificateForm } from "#app/domain/certifications/schema.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

/**
 * Changes a certificate. What was checked before is only declared again.
 * @throws DomainError not_found for another organisation's, forbidden for viewers, conflict for a number that is
 *   there already
 */
export async function changeCertificate(actor: Member, id: string, form: CertificateForm): Promise<void> {
  await readCertificate(actor, id);
  requireEditor(actor);
  const { count } = await sameNumberRefused(() =>
    db.certificate.updateMany({
      where: { AND: [{ id }, registerOf(actor)] },
      data: { ...certificateData(form), status: "declared" },
    }),
  );
  if (count === 0) throw notFound("This certificate");
}
