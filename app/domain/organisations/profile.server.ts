import { mayEdit } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, fieldError } from "#app/core/errors.ts";
import { classToKeep } from "#app/domain/organisations/capability.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import { PUBLIC_PROFILE } from "#app/domain/organisations/public-queries.server.ts";
import type { OrganisationProfile } from "#app/domain/organisations/schema.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";

/** The profile of the actor's own organisation, with what cannot be edited beside it. */
export function readOwnProfile(actor: Member) {
  return db.organisation.findUniqueOrThrow({
    where: { id: actor.organisation.id },
    select: {
      ...PUBLIC_PROFILE,
      enterpriseClass: true,
      currency: true,
      yearlyTurnoverMinor: true,
      investmentMinor: true,
      industrialLicence: true,
      timeZone: true,
      _count: { select: { certificates: true } },
    },
  });
}

/**
 * Brings the search index up to date with what it shows and filters of an organisation: call it in the same
 * transaction after a change of name, country or verification.
 */
export async function reindexOpportunitiesOf(tx: Tx, organisationId: string): Promise<void> {
  const opportunities = await tx.opportunity.findMany({
    where: { organisationId, publishedAt: { not: null } },
    select: { id: true },
  });
  await enqueueIndexing(
    tx,
    opportunities.map((each) => each.id),
  );
}

/**
 * Changes the profile. The address of the public page stays, so that links keep working; a new name reaches the
 * search index with the organisation's opportunities.
 * @throws DomainError forbidden for viewers, invalid when class and figures contradict each other
 */
export async function updateProfile(
  actor: Member,
  { capability, ...profile }: OrganisationProfile,
): Promise<void> {
  if (!mayEdit(actor))
    throw new DomainError(
      "forbidden",
      "You may read the profile, not change it. Ask an owner for the role of editor.",
    );
  const { id, kind } = actor.organisation;
  const enterpriseClass = classToKeep(kind, capability);
  if (!enterpriseClass.ok) throw fieldError("enterpriseClass", enterpriseClass.message);
  const data = {
    ...profile,
    ...capability,
    enterpriseClass: enterpriseClass.value,
    foundedYear: profile.foundedYear ?? null,
  };
  await db.$transaction(async (tx) => {
    // Of two who rename at once, the second sees the name that the first gave.
    const [before] = await tx.$queryRaw<{ name: string }[]>`
      select name from organisation where id = ${id}::uuid for no key update`;
    await tx.organisation.update({ where: { id }, data });
    if (before?.name !== profile.name) await reindexOpportunitiesOf(tx, id);
    await tx.$executeRaw`select pg_notify('content_changed', '')`;
  });
}
