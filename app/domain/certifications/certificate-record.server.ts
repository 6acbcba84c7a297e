import { userIdOf, type Actor } from "#app/core/actor.ts";
import type { Tx } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { registerOf } from "#app/domain/certifications/policy.ts";
import { certificateIdSchema } from "#app/domain/certifications/schema.ts";
import { calendarDateOf } from "#app/domain/eligibility/calendar.ts";
import type { Certificate, CertificateEventType, Prisma } from "#prisma/generated/client.ts";

/** Those who press at the same moment wait for a turn rather than being told to come back. */
type Claimed = Pick<Certificate, "standard" | "number" | "body" | "scope" | "issuedOn" | "expiresOn">;

/** What a certificate says of itself: whatever a moderator compares with the evidence. Dates as `YYYY-MM-DD`. */
export type Claim = Record<"standard" | "number" | "body" | "scope" | "issuedOn", string> & {
  expiresOn: string | null;
};

export function claimOf({ standard, number, body, scope, issuedOn, expiresOn }: Claimed): Claim {
  return {
    standard,
    number,
    body,
    scope,
    issuedOn: calendarDateOf(issuedOn),
    expiresOn: expiresOn && calendarDateOf(expiresOn),
  };
}

/** Whether two certificates say the same of themselves. */
export function sameClaim(one: Claimed, other: Claimed): boolean {
  return JSON.stringify(claimOf(one)) === JSON.stringify(claimOf(other));
}

/** Holds a certificate's row, so that changes and decisions come one after the other. @throws DomainError not_found */
export async function lockCertificate(
  tx: Tx,
  id: string,
  where: Prisma.CertificateWhereInput,
): Promise<Certificate> {
  if (!certificateIdSchema.safeParse(id).success) throw notFound("This certificate");
  await tx.$queryRaw`select 1 from certificate where id = ${id}::uuid for update`;
  const certificate = await tx.certificate.findFirst({ where: { AND: [{ id }, where] } });
  if (!certificate) throw notFound("This certificate");
  return certificate;
}

/** The same for one of the actor's own organisation. @throws DomainError not_found */
export function lockOwnCertificate(tx: Tx, actor: Actor, id: string): Promise<Certificate> {
  return lockCertificate(tx, id, registerOf(actor));
}

type Entry = { type: CertificateEventType; note?: string; evidenceIds?: string[] };

/** Writes what happened into the history, with what the certificate says from then on, and makes kept pages forget it. */
export async function recordCertificateEvent(
  tx: Tx,
  actor: Actor,
  certificate: Certificate,
  { type, note = "", evidenceIds = [] }: Entry,
): Promise<string> {
  const { id } = await tx.certificateEvent.create({
    data: {
      certificateId: certificate.id,
      organisationId: certificate.organisationId,
      actorId: userIdOf(actor),
      type,
      toStatus: certificate.status,
      note,
      claim: claimOf(certificate),
      evidenceIds,
    },
    select: { id: true },
  });
  await tx.$executeRaw`select pg_notify('content_changed', '')`;
  return id;
}

/** The ids of the files that count as evidence now, the oldest first. */
export async function currentEvidenceIds(tx: Tx, certificateId: string): Promise<string[]> {
  const files = await tx.certificateEvidence.findMany({
    where: { certificateId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return files.map(({ id }) => id);
}

/** The state of a certificate on which no decision stands any more. */
export function undecided(hasEvidence: boolean, waitingSince: Date | null) {
  return {
    status: hasEvidence ? ("evidence_attached" as const) : ("declared" as const),
    version: { increment: 1 },
    handedInAt: hasEvidence ? (waitingSince ?? new Date()) : null,
    decidedAt: null,
    decisionReason: "",
  };
}
