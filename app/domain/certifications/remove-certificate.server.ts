import { db } from "#app/core/db.server.ts";
import { registerOf, requireEditor } from "#app/domain/certifications/policy.ts";
import { readCertificate } from "#app/domain/certifications/queries.server.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

/**
 * Takes a certificate out of the register; a colleague who does so at the same moment does no harm.
 * @throws DomainError not_found for another organisation's, forbidden for viewers
 */
export async function removeCertificate(actor: Member, id: string): Promise<void> {
  await readCertificate(actor, id);
  requireEditor(actor);
  await db.certificate.deleteMany({ where: { AND: [{ id }, registerOf(actor)] } });
}
