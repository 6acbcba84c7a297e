import { anonymous, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { sharedRead } from "#app/core/shared-read.server.ts";
import { NOTHING_SIGNED } from "#app/domain/documents/policy.ts";
import { ndaStanding } from "#app/domain/nda/standing.server.ts";
import { visibleTo } from "#app/domain/opportunities/policy.ts";
import {
  presentDocuments,
  presentOpportunity,
  type PublicOpportunity,
} from "#app/domain/opportunities/present-opportunity.server.ts";
import { readReference, readReferences } from "#app/domain/reference/read-reference.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

export type { PublicOpportunity };

/** Everything of an opportunity that its readers may know; never the poster's own keys and counts. */
export const PUBLIC_FIELDS = {
  id: true,
  reference: true,
  organisationId: true,
  kind: true,
  status: true,
  title: true,
  summary: true,
  description: true,
  advantages: true,
  applications: true,
  keywords: true,
  sector: true,
  subSector: true,
  trlCurrent: true,
  trlTarget: true,
  trlEvidence: true,
  developmentStage: true,
  iprStatus: true,
  patents: true,
  licence: true,
  licenceTermMonths: true,
  licenceTerritory: true,
  licenceFieldOfUse: true,
  sublicensing: true,
  currency: true,
  totFeeMinor: true,
  royaltyDomesticBps: true,
  royaltyExportBps: true,
  minimumAnnualFeeMinor: true,
  securityDepositMinor: true,
  milestones: true,
  termsOnRequest: true,
  equityMinBps: true,
  equityMaxBps: true,
  investmentMinMinor: true,
  investmentMaxMinor: true,
  posterBrings: true,
  partnerBrings: true,
  placeOfManufacture: true,
  newIndustrialLicence: true,
  programme: true,
  callIdentifier: true,
  callUrl: true,
  coordinatorSought: true,
  countriesInvited: true,
  rolesSought: true,
  budgetMinor: true,
  durationMonths: true,
  interestDeadline: true,
  callDeadline: true,
  partnerKinds: true,
  partnerCountries: true,
  minimumYears: true,
  minimumTurnoverMinor: true,
  minimumClass: true,
  industrialLicenceRequired: true,
  pastSupply: true,
  exportRegime: true,
  exportClassification: true,
  release: true,
  releaseCountries: true,
  contactRole: true,
  publishedAt: true,
  expiresAt: true,
  closedAt: true,
  organisation: { select: { slug: true, name: true, kind: true, country: true, verification: true } },
  certifications: { select: { certification: true, level: true }, orderBy: { certification: "asc" } },
} as const satisfies Prisma.OpportunitySelect;

/** What only the page shows. */
const PAGE_FIELDS = {
  ...PUBLIC_FIELDS,
  documents: {
    select: { id: true, name: true, mediaType: true, sizeBytes: true, disclosure: true },
    orderBy: { createdAt: "asc" },
  },
  events: {
    where: { type: { in: ["published", "renewed", "resumed", "closed", "expired"] } },
    select: { type: true, createdAt: true },
    orderBy: { createdAt: "asc" },
    take: 20,
  },
} as const satisfies Prisma.OpportunitySelect;

export type PublicRow = Prisma.OpportunityGetPayload<{ select: typeof PUBLIC_FIELDS }>;
export type PageRow = Prisma.OpportunityGetPayload<{ select: typeof PAGE_FIELDS }>;

const REFERENCE = /^SY-\d{4}-\d{6}$/;

/** @throws DomainError not_found when the reference is not one, is nobody's, or is not open to this actor */
function whereReadable(actor: Actor, reference: string): Prisma.OpportunityWhereInput {
  const canonical = reference.toUpperCase();
  if (!REFERENCE.test(canonical)) throw notFound("This opportunity");
  return { AND: [visibleTo(actor), { reference: canonical }] };
}

/** The stored fields, for the API. The reference may be written in lower case. @throws DomainError not_found */
export async function readPublicOpportunity(actor: Actor, reference: string): Promise<PublicRow> {
  const row = await db.opportunity.findFirst({
    where: whereReadable(actor, reference),
    select: PUBLIC_FIELDS,
  });
  if (!row) throw notFound("This opportunity");
  return row;
}

async function readPage(actor: Actor, reference: string, locale: string) {
  const row = await db.opportunity.findFirst({
    where: whereReadable(actor, reference),
    select: PAGE_FIELDS,
  });
  return row && { row, written: presentOpportunity(row, locale, await readReferences()) };
}

/** What everybody may read, the same for all: key is the locale and the reference. */
const readPublicPage = sharedRead((key: string) => {
  const space = key.indexOf(" ");
  return readPage(anonymous, key.slice(space + 1), key.slice(0, space));
});

/**
 * An opportunity as its page and its preview show it, with the row that other rules ask for. Signed-in readers of one
 * second share the reading; its own organisation reads it anew, so that it sees at once what it has changed, and so
 * do anonymous readers, who share the whole page.
 * @param locale of the reader, for money, dates and numbers
 * @throws DomainError not_found
 */
export async function findPublicOpportunity(
  actor: Actor,
  reference: string,
  locale: string,
): Promise<{ opportunity: PublicOpportunity; row: PageRow }> {
  const organisationId = actor.kind === "person" ? actor.organisation?.id : undefined;
  let page = actor.kind === "person" ? await readPublicPage(`${locale} ${reference.toUpperCase()}`) : null;
  if (!page || page.row.organisationId === organisationId) page = await readPage(actor, reference, locale);
  if (!page) throw notFound("This opportunity");
  const { row, written } = page;
  const isConfidential = row.documents.some(({ disclosure }) => disclosure === "on_nda");
  const standing = isConfidential ? await ndaStanding(actor, row.id) : NOTHING_SIGNED;
  const release = await readReference("release");
  return { row, opportunity: { ...written, documents: presentDocuments(row, actor, standing, release) } };
}

/**
 * Reference, title and change date of what is published, in the order of references.
 * @param from after which reference, or from which place (0 is the first)
 */
export function listPublished(from: { after: string } | { place: number }, limit: number) {
  return db.opportunity.findMany({
    where: { AND: [visibleTo({ kind: "anonymous" }), { status: "published" }] },
    select: { reference: true, title: true, updatedAt: true },
    orderBy: { reference: "asc" },
    ...("after" in from ? { cursor: { reference: from.after }, skip: 1 } : { skip: from.place }),
    take: limit,
  });
}

/** How many are published, for the sitemap's index. */
export function countPublished(): Promise<number> {
  return db.opportunity.count({
    where: { AND: [visibleTo({ kind: "anonymous" }), { status: "published" }] },
  });
}

/** The opportunities changed last with their states, for moderators only. @throws DomainError not_found for others */
export async function listRecentOpportunities(actor: Actor, limit: number) {
  if (actor.kind !== "person" || !actor.isModerator) throw notFound();
  return db.opportunity.findMany({
    where: visibleTo(actor),
    orderBy: { updatedAt: "desc" },
    take: limit,
    select: {
      reference: true,
      title: true,
      kind: true,
      status: true,
      updatedAt: true,
      organisation: { select: { name: true, slug: true } },
    },
  });
}
