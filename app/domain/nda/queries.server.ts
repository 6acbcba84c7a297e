import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { sideOf as sideOfInterest, visibleTo as interestsVisibleTo } from "#app/domain/interests/policy.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";
import { visibleTo } from "#app/domain/nda/policy.ts";
import type { Prisma } from "#prisma/generated/client.ts";

export const AGREEMENT_FACTS = {
  id: true,
  status: true,
  textId: true,
  invitedAt: true,
  acceptedName: true,
  acceptedRole: true,
  acceptedAt: true,
  acceptedAddress: true,
  acceptedUserAgent: true,
  countersignedName: true,
  countersignedAt: true,
  endedAt: true,
  endReason: true,
  text: { select: { version: true, title: true, body: true, publishedAt: true } },
  prime: { select: { name: true, country: true } },
  applicant: { select: { name: true, country: true } },
} as const satisfies Prisma.NdaAgreementSelect;
export type AgreementFacts = Prisma.NdaAgreementGetPayload<{ select: typeof AGREEMENT_FACTS }>;

/**
 * The agreements between the two sides of an EoI, the newest first, and what the EoI itself has to do with them.
 * @throws DomainError not_found for those without business there, and for drafts
 */
export async function readInterestAgreements(actor: Actor, interestId: string) {
  if (!interestIdSchema.safeParse(interestId).success) throw notFound("This expression of interest");
  const interest = await db.interest.findFirst({
    where: { AND: [{ id: interestId, status: { not: "draft" } }, interestsVisibleTo(actor)] },
    select: {
      id: true,
      status: true,
      version: true,
      organisationId: true,
      opportunityId: true,
      organisation: { select: { name: true } },
      opportunity: {
        select: {
          reference: true,
          title: true,
          organisationId: true,
          organisation: { select: { name: true } },
          documentGrants: {
            where: { revokedAt: null },
            select: { organisationId: true },
          },
        },
      },
    },
  });
  if (!interest) throw notFound("This expression of interest");
  const { opportunity, organisationId: applicantId } = interest;
  const primeId = opportunity.organisationId;
  const [agreements, newest] = await Promise.all([
    db.ndaAgreement.findMany({
      where: { AND: [{ primeId, applicantId }, visibleTo(actor)] },
      orderBy: [{ invitedAt: "desc" }, { id: "desc" }],
      select: AGREEMENT_FACTS,
    }),
    db.ndaText.findFirst({
      where: { organisationId: primeId },
      orderBy: { version: "desc" },
      select: { id: true, version: true },
    }),
  ]);
  return {
    interest,
    side: sideOfInterest(actor, interest),
    agreements,
    newest,
    isGranted: opportunity.documentGrants.some(({ organisationId }) => organisationId === applicantId),
  };
}

/** The versions of the NDA of the actor's own organisation, the newest first, and who stands on which. */
export async function readOwnTexts(actor: Actor) {
  const organisationId = actor.kind === "person" ? actor.organisation?.id : undefined;
  if (!organisationId) return { texts: [], agreements: [] };
  const [texts, agreements] = await Promise.all([
    db.ndaText.findMany({
      where: { organisationId },
      orderBy: { version: "desc" },
      select: {
        id: true,
        version: true,
        title: true,
        body: true,
        publishedAt: true,
        publishedBy: { select: { name: true } },
      },
    }),
    db.ndaAgreement.findMany({
      where: { primeId: organisationId },
      orderBy: [{ invitedAt: "desc" }, { id: "desc" }],
      take: 500,
      select: {
        id: true,
        status: true,
        invitedAt: true,
        acceptedAt: true,
        countersignedAt: true,
        endedAt: true,
        text: { select: { version: true } },
        applicant: { select: { id: true, name: true, slug: true } },
      },
    }),
  ]);
  return { texts, agreements };
}

/** That an agreement is one between the two sides of this EoI. @throws DomainError not_found */
export async function requireAgreementOf(
  actor: Actor,
  interestId: string,
  agreementId: string,
): Promise<void> {
  const { agreements } = await readInterestAgreements(actor, interestId);
  if (!agreements.some(({ id }) => id === agreementId)) throw notFound("This agreement");
}
