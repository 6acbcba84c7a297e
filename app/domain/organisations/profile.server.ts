import { mayEdit } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import type { OrganisationProfile } from "#app/domain/organisations/schema.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";

/** The profile of the actor's own organisation, with what cannot be edited beside it. */
export function readOwnProfile(actor: Member) {
  return db.organisation.findUniqueOrThrow({
    where: { id: actor.organisation.id },
    select: {
      slug: true,
      name: true,
      kind: true,
      country: true,
      city: true,
      website: true,
      about: true,
      sectors: true,
      foundedYear: true,
      verification: true,
    },
  });
}

/**
 * Changes the profile. The address of the public page stays, so that links keep working; a new name reaches the
 * search index with the organisation's opportunities.
 * @throws DomainError forbidden for viewers
 */
export async function updateProfile(actor: Member, profile: OrganisationProfile): Promise<void> {
  if (!mayEdit(actor))
    throw new DomainError(
      "forbidden",
      "You may read the profile, not change it. Ask an owner for the role of editor.",
    );
  const { id } = actor.organisation;
  await db.$transaction(async (tx) => {
    const data = { ...profile, foundedYear: profile.foundedYear ?? null };
    await tx.organisation.update({ where: { id }, data });
    if (profile.name !== actor.organisation.name) {
      const opportunities = await tx.opportunity.findMany({
        where: { organisationId: id, publishedAt: { not: null } },
        select: { id: true },
      });
      await enqueueIndexing(
        tx,
        opportunities.map((each) => each.id),
      );
    }
    await tx.$executeRaw`select pg_notify('content_changed', '')`;
  });
}
