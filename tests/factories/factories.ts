import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { MemberRole } from "#app/core/reference/terms.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { storeFile } from "#app/core/files.server.ts";
import { startSession } from "#app/core/session.server.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";
import type {
  Certificate,
  CertificateEvidence,
  Prisma,
  Interest,
  Opportunity,
  Organisation,
  User,
} from "#prisma/generated/client.ts";

const DAY_MS = 24 * 3600 * 1000;

/** An instant so many days from now; negative is the past. */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}

/** A person with a confirmed address. Without `passwordHash` nobody can sign in with a password. */
export function makeUser(fields: Partial<Prisma.UserUncheckedCreateInput> = {}, tx: Tx = db): Promise<User> {
  return tx.user.create({
    data: {
      email: `${randomUUID()}@example.test`,
      name: "Asha Verma",
      passwordHash: "!",
      emailVerifiedAt: new Date(),
      ...fields,
    },
  });
}

/** A verified organisation in India, an MSME unless told otherwise. */
export function makeOrganisation(
  fields: Partial<Prisma.OrganisationUncheckedCreateInput> = {},
  tx: Tx = db,
): Promise<Organisation> {
  const name = fields.name ?? `Organisation ${randomUUID().slice(0, 8)}`;
  return tx.organisation.create({
    data: {
      name,
      slug: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
      kind: "msme",
      country: "IN",
      verification: "verified",
      verifiedAt: new Date(),
      ...fields,
    },
  });
}

/** A person who belongs to an organisation. */
export async function makeMember(
  organisationId: string,
  role: MemberRole = "owner",
  fields: Partial<Prisma.UserUncheckedCreateInput> = {},
  tx: Tx = db,
): Promise<User> {
  const user = await makeUser(fields, tx);
  await tx.membership.create({ data: { userId: user.id, organisationId, role } });
  return user;
}

/** A published technology transfer with all that publishing asks for, marked for indexing. */
export async function makeOpportunity(
  fields: { organisationId: string } & Partial<Prisma.OpportunityUncheckedCreateInput>,
  tx: Tx = db,
): Promise<Opportunity> {
  const status = fields.status ?? "published";
  const isPublic = status !== "draft";
  const opportunity = await tx.opportunity.create({
    data: {
      kind: "technology_transfer",
      status,
      title: "Gallium nitride transmit-receive module for radar",
      summary: "A hand-sized radar module that gives 40 W in X band and runs cooler than the usual one.",
      description: "## What it is\n\nA transmit-receive module for phased array radars.",
      advantages: "Gives 40 W where the leading module gives 25 W, at 12 °C less.",
      applications: "Ground radars, ship radars and weather radars.",
      keywords: ["radar", "gallium nitride"],
      sector: "defence-electronics",
      trlCurrent: 7,
      iprStatus: "granted",
      licence: "non_exclusive",
      totFeeMinor: 125_000_000n,
      partnerKinds: ["any"],
      contactRole: "Technology transfer officer",
      publishedAt: isPublic ? inDays(-1) : null,
      expiresAt: isPublic ? inDays(300) : null,
      events: { create: { type: isPublic ? "published" : "created", toStatus: status } },
      ...fields,
    },
  });
  await enqueueIndexing(tx, [opportunity.id]);
  return opportunity;
}

/** An expression of interest that was sent yesterday, with its first event. */
export function makeInterest(
  fields: { opportunityId: string; organisationId: string } & Partial<Prisma.InterestUncheckedCreateInput>,
  tx: Tx = db,
): Promise<Interest> {
  const status = fields.status ?? "submitted";
  return tx.interest.create({
    data: {
      status,
      message: "We make such modules for two customers and have a free line from March.",
      capabilityStatement: "Clean room of 200 m², two die bonders, thermal test bench.",
      contactRole: "Head of production",
      submittedAt: status === "draft" ? null : inDays(-1),
      events: { create: { toStatus: status } },
      ...fields,
    },
  });
}

/** A certificate that was declared for ISO 9001 and counts from last year to the year after next. */
export function makeCertificate(
  fields: { organisationId: string } & Partial<Prisma.CertificateUncheckedCreateInput>,
  tx: Tx = db,
): Promise<Certificate> {
  return tx.certificate.create({
    data: {
      standard: "iso-9001",
      number: randomUUID().slice(0, 8).toUpperCase(),
      body: "Sahyadri Certification",
      issuedOn: inDays(-400),
      expiresOn: inDays(690),
      ...fields,
    },
  });
}

/** A file that counts as evidence of a certificate; its content is the text, whatever its type says. */
export async function makeEvidence(
  certificate: Pick<Certificate, "id" | "organisationId">,
  content: string | Buffer = "%PDF-1.4",
  fields: Partial<Prisma.CertificateEvidenceUncheckedCreateInput> = {},
  tx: Tx = db,
): Promise<CertificateEvidence> {
  const file = await storeFile(Readable.from([content]), { maxBytes: 1_000_000 });
  return tx.certificateEvidence.create({
    data: {
      ...file,
      certificateId: certificate.id,
      organisationId: certificate.organisationId,
      name: "certificate.pdf",
      mediaType: "application/pdf",
      ...fields,
    },
  });
}

/** Signs a person in without the form; gives the value of a Cookie header. */
export async function signIn(user: Pick<User, "id">, organisationId: string | null = null): Promise<string> {
  const setCookie = await startSession(db, { userId: user.id, organisationId, userAgent: "tests" });
  return setCookie.split(";")[0]!;
}
