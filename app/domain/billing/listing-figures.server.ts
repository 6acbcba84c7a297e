import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { listingFigures, type ListingFigures } from "#app/domain/billing/listing-figures.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";

/** How often the cards of one of the actor's own opportunities were seen and followed, since they are counted. */
export async function readListingFigures(
  actor: Actor,
  opportunityId: string,
  locale: string,
): Promise<ListingFigures> {
  const counts = await db.listingCount.findMany({
    where: { opportunity: { AND: [ownedBy(actor), { id: opportunityId }] } },
    select: { day: true, place: true, views: true, clicks: true },
  });
  return listingFigures(counts, new Date(), locale);
}
