import { db } from "#app/core/db.server.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import type { Claim } from "#app/domain/certifications/certificate-record.server.ts";

/** What a mail about a decision tells one of its readers; null when the certificate or the person has left. */
export async function decisionFacts(certificateEventId: string, userId: string) {
  const event = await db.certificateEvent.findFirst({
    where: {
      id: certificateEventId,
      organisation: { memberships: { some: { userId, role: { in: ["owner", "editor"] } } } },
    },
    select: { certificateId: true, type: true, note: true, claim: true },
  });
  if (!event) return null;
  const [user, certificate] = await Promise.all([
    db.user.findUnique({ where: { id: userId }, select: { name: true, email: true } }),
    db.certificate.findUnique({ where: { id: event.certificateId }, select: { id: true } }),
  ]);
  if (!user || !certificate) return null;
  const { standard, number } = event.claim as Claim;
  return {
    user,
    certificateId: certificate.id,
    isVerified: event.type === "verified",
    reason: event.note,
    label: certificationLabel(standard),
    number,
  };
}
