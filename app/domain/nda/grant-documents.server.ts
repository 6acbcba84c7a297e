import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { requireSigner } from "#app/domain/nda/policy.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";

/** What follows `nda` in the life of an EoI: from there on its documents are open once the agreement is in force. */
const WITH_DOCUMENTS = ["nda", "in_discussion", "agreement", "concluded"] as const;

type Automatic = { primeId: string; applicantId: string; actorId: string };

/**
 * Opens the documents of all EoIs between the two that have come so far. What the poster has granted or revoked before
 * stays as it is: the poster's own decision counts for more than this rule.
 */
export async function grantOpenInterests(
  tx: Tx,
  { primeId, applicantId, actorId }: Automatic,
): Promise<void> {
  const interests = await tx.interest.findMany({
    where: {
      organisationId: applicantId,
      status: { in: [...WITH_DOCUMENTS] },
      opportunity: { organisationId: primeId, documentGrants: { none: { organisationId: applicantId } } },
    },
    select: { opportunityId: true },
  });
  await tx.documentGrant.createMany({
    data: interests.map(({ opportunityId }) => ({
      opportunityId,
      organisationId: applicantId,
      grantedById: actorId,
    })),
    skipDuplicates: true,
  });
}

/** Closes the documents of one opportunity to one organisation, if they are open. @returns whether they were */
export async function withdrawGrant(
  tx: Tx,
  pair: { opportunityId: string; organisationId: string },
  actorId: string | null,
): Promise<boolean> {
  const { count } = await tx.documentGrant.updateMany({
    where: { ...pair, revokedAt: null },
    data: { revokedAt: new Date(), revokedById: actorId },
  });
  return count > 0;
}

type GrantInput = { reference: string; organisationId: string };

/**
 * Opens or closes the documents of an opportunity to one organisation, by its poster; at once, links already given
 * included. The same decision again is answered as done.
 * @throws DomainError not_found, forbidden; conflict when no agreement is in force
 */
export function decideGrant(
  actor: Actor,
  { reference, organisationId }: GrantInput,
  decision: "grant" | "withdraw",
): Promise<{ changed: boolean }> {
  return db.$transaction(async (tx) => {
    const opportunity = await tx.opportunity.findFirst({
      where: { AND: [{ reference }, ownedBy(actor)] },
      select: { id: true, organisationId: true },
    });
    if (!opportunity) throw notFound("This opportunity");
    requireSigner(actor);
    const agreements = z.uuid().safeParse(organisationId).success
      ? await tx.ndaAgreement.findMany({
          where: { primeId: opportunity.organisationId, applicantId: organisationId },
          select: { status: true },
        })
      : [];
    if (agreements.length === 0) throw notFound("This organisation");
    const pair = { opportunityId: opportunity.id, organisationId };
    if (decision === "withdraw") return { changed: await withdrawGrant(tx, pair, actor.userId) };
    if (!agreements.some(({ status }) => status === "countersigned"))
      throw new DomainError(
        "conflict",
        "There is no agreement in force with this organisation. Invite it to sign first.",
      );
    const { count } = await tx.documentGrant.createMany({
      data: [{ ...pair, grantedById: actor.userId }],
      skipDuplicates: true,
    });
    return { changed: count > 0 };
  });
}
