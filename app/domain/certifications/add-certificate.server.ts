import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { certificateData, sameNumberRefused } from "#app/domain/certifications/certificate-data.server.ts";
import { recordCertificateEvent } from "#app/domain/certifications/certificate-record.server.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import type { CertificateForm } from "#app/domain/certifications/schema.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

/** More than anybody holds, and little enough for a page and a search. */
export const MAX_CERTIFICATES = 200;

/**
 * Puts a certificate into the register of the actor's organisation, as declared.
 * @throws DomainError forbidden for viewers, conflict when it is there already or the register is full
 */
export async function addCertificate(actor: Member, form: CertificateForm): Promise<{ id: string }> {
  requireEditor(actor);
  const organisationId = actor.organisation.id;
  if ((await db.certificate.count({ where: { organisationId } })) >= MAX_CERTIFICATES)
    throw new DomainError(
      "conflict",
      `The register holds ${MAX_CERTIFICATES} certificates at most. Remove those that ended first.`,
    );
  return sameNumberRefused(() =>
    db.$transaction(async (tx) => {
      const certificate = await tx.certificate.create({ data: { ...certificateData(form), organisationId } });
      await recordCertificateEvent(tx, actor, certificate, { type: "declared" });
      return { id: certificate.id };
    }),
  );
}
