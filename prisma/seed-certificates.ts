import type { Tx } from "#app/core/db.server.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import { claimOf } from "#app/domain/certifications/certificate-record.server.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";
import type { Certificate, CertificateEventType, CertificateStatus } from "#prisma/generated/client.ts";
import { certificatePdf } from "#tests/factories/certificate-pdf.ts";
import type { DemoCertificate } from "#tests/factories/demo/types.ts";
import { inDays, makeCertificate, makeEvidence } from "#tests/factories/factories.ts";

/** Who declared, and who decided. */
type People = { ownerId: string; moderatorId: string };
type Holder = { id: string; name: string };

/** What happened to reach a state, each on its day; `days` are those before the seeding. */
const PATHS: Record<
  CertificateStatus,
  { type: CertificateEventType; toStatus: CertificateStatus; days: number }[]
> = {
  declared: [{ type: "declared", toStatus: "declared", days: 190 }],
  evidence_attached: [
    { type: "declared", toStatus: "declared", days: 20 },
    { type: "evidence_attached", toStatus: "evidence_attached", days: 6 },
  ],
  verified: [
    { type: "declared", toStatus: "declared", days: 190 },
    { type: "evidence_attached", toStatus: "evidence_attached", days: 188 },
    { type: "verified", toStatus: "verified", days: 186 },
  ],
  rejected: [
    { type: "declared", toStatus: "declared", days: 40 },
    { type: "evidence_attached", toStatus: "evidence_attached", days: 39 },
    { type: "rejected", toStatus: "rejected", days: 37 },
  ],
};

async function seedEvidence(
  tx: Tx,
  holder: Holder,
  certificate: Certificate,
  sent: { uploadedById: string; createdAt: Date },
) {
  const { standard, issuedOn, expiresOn, number, body, scope } = claimOf(certificate);
  const pdf = await certificatePdf([
    "Certificate",
    `${body} certifies that`,
    holder.name,
    `meets the requirements of ${certificationLabel(standard)}.`,
    `Scope: ${scope}`,
    `Number ${number}`,
    `Valid from ${calendarDateText(issuedOn, "en-IN")}${expiresOn ? ` to ${calendarDateText(expiresOn, "en-IN")}` : ""}`,
    "A fictional certificate of the demonstration.",
  ]);
  return makeEvidence(certificate, pdf, { name: `${number}.pdf`, ...sent }, tx);
}

/** Puts a certificate into the register in its state, with the history that leads there and a generated PDF. */
export async function seedCertificate(
  tx: Tx,
  holder: Holder,
  demo: DemoCertificate,
  people: People,
): Promise<void> {
  const { issuedDaysAgo, expiresInDays, status = "declared", decisionReason = "", ...facts } = demo;
  const path = PATHS[status];
  const last = path.at(-1)!;
  const isDecided = status === "verified" || status === "rejected";
  const certificate = await makeCertificate(
    {
      ...facts,
      status,
      decisionReason,
      version: path.length,
      organisationId: holder.id,
      issuedOn: inDays(-issuedDaysAgo),
      expiresOn: expiresInDays === null ? null : inDays(expiresInDays),
      createdAt: inDays(-path[0]!.days),
      handedInAt: status === "evidence_attached" ? inDays(-last.days) : null,
      decidedAt: isDecided ? inDays(-last.days) : null,
    },
    tx,
  );
  const handedIn = path.find(({ type }) => type === "evidence_attached");
  const sent = handedIn && { uploadedById: people.ownerId, createdAt: inDays(-handedIn.days) };
  const file = sent && (await seedEvidence(tx, holder, certificate, sent));
  await tx.certificateEvent.createMany({
    data: path.map(({ type, toStatus, days }) => ({
      certificateId: certificate.id,
      organisationId: holder.id,
      actorId: type === "verified" || type === "rejected" ? people.moderatorId : people.ownerId,
      type,
      toStatus,
      note: type === "rejected" ? decisionReason : type === "evidence_attached" ? file!.name : "",
      claim: claimOf(certificate),
      evidenceIds: type === "declared" ? [] : [file!.id],
      createdAt: inDays(-days),
    })),
  });
}
