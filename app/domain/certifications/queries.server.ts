import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { registerOf } from "#app/domain/certifications/policy.ts";
import { certificateIdSchema } from "#app/domain/certifications/schema.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import { calendarDateIn, calendarDateOf } from "#app/domain/eligibility/calendar.ts";
import type { Prisma } from "#prisma/generated/client.ts";

const CERTIFICATE = {
  id: true,
  standard: true,
  number: true,
  body: true,
  scope: true,
  status: true,
  version: true,
  issuedOn: true,
  expiresOn: true,
  decidedAt: true,
  decisionReason: true,
} as const satisfies Prisma.CertificateSelect;
type Row = Prisma.CertificateGetPayload<{ select: typeof CERTIFICATE }>;

const withDates = ({ issuedOn, expiresOn, ...row }: Row) => ({
  ...row,
  issuedOn: calendarDateOf(issuedOn),
  expiresOn: expiresOn && calendarDateOf(expiresOn),
});
/** A certificate with calendar dates. */
export type RegisteredCertificate = ReturnType<typeof withDates>;

/** The register of the actor's organisation, what ends first at the top, and the day it is there. */
export async function readRegister(actor: Actor, now = new Date()) {
  const where = registerOf(actor);
  const [rows, organisation] = await Promise.all([
    db.certificate.findMany({
      where,
      select: CERTIFICATE,
      orderBy: [{ expiresOn: { sort: "asc", nulls: "last" } }, { standard: "asc" }, { id: "asc" }],
    }),
    db.organisation.findFirstOrThrow({
      where: { id: String(where.organisationId) },
      select: { timeZone: true },
    }),
  ]);
  return { certificates: rows.map(withDates), today: calendarDateIn(organisation.timeZone, now) };
}

/** One certificate of the actor's organisation. @throws DomainError not_found */
export async function readCertificate(actor: Actor, id: string): Promise<RegisteredCertificate> {
  if (!certificateIdSchema.safeParse(id).success) throw notFound("This certificate");
  const row = await db.certificate.findFirst({
    where: { AND: [{ id }, registerOf(actor)] },
    select: CERTIFICATE,
  });
  if (!row) throw notFound("This certificate");
  return withDates(row);
}

/** The same with the day it is where the organisation is. @throws DomainError not_found */
export async function readOwnCertificate(actor: Member, id: string, now = new Date()) {
  const [certificate, { timeZone }] = await Promise.all([
    readCertificate(actor, id),
    db.organisation.findUniqueOrThrow({
      where: { id: actor.organisation.id },
      select: { timeZone: true },
    }),
  ]);
  return { certificate, today: calendarDateIn(timeZone, now) };
}

/** Whether any file counts as evidence of a certificate of the actor's organisation. */
export async function hasEvidence(actor: Member, certificateId: string): Promise<boolean> {
  const where = { certificateId, organisationId: actor.organisation.id, removedAt: null };
  return (await db.certificateEvidence.count({ where })) > 0;
}
