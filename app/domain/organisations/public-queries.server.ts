import { LRUCache } from "lru-cache";
import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** Names change seldom and stand on every page of results: half a minute late is early enough. */
const names = new LRUCache<string, string>({ max: 5_000, ttl: 30_000 });

/** Names of organisations by slug; a slug that nobody has is left out. */
export async function organisationNames(slugs: string[]): Promise<Map<string, string>> {
  const unknown = slugs.filter((slug) => !names.has(slug));
  if (unknown.length > 0) {
    const rows = await db.organisation.findMany({
      where: { slug: { in: unknown } },
      select: { slug: true, name: true },
    });
    for (const { slug, name } of rows) names.set(slug, name);
  }
  return new Map(slugs.flatMap((slug) => (names.has(slug) ? [[slug, names.get(slug)!]] : [])));
}

/** The organisations an actor may read about: all that are not suspended; moderators and members see theirs anyway. */
export function visibleOrganisations(actor: Actor): Prisma.OrganisationWhereInput {
  if (actor.kind === "system" || (actor.kind === "person" && actor.isModerator)) return {};
  const isPublic: Prisma.OrganisationWhereInput = { verification: { not: "suspended" } };
  if (actor.kind === "anonymous" || !actor.organisation) return isPublic;
  return { OR: [isPublic, { id: actor.organisation.id }] };
}

/** What an organisation writes about itself for everybody. */
export const PUBLIC_PROFILE = {
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
} as const satisfies Prisma.OrganisationSelect;

/** What everybody may know about an organisation. */
export type PublicOrganisation = Awaited<ReturnType<typeof findPublicOrganisation>>;

/** @throws DomainError not_found when there is none with this slug that the actor may read about */
export async function findPublicOrganisation(actor: Actor, slug: string) {
  const organisation = await db.organisation.findFirst({
    where: { AND: [visibleOrganisations(actor), { slug: slug.toLowerCase() }] },
    select: { ...PUBLIC_PROFILE, verifiedAt: true, createdAt: true },
  });
  if (!organisation) throw notFound("This organisation");
  return organisation;
}

/** The newest organisations with their states, for moderators only. @throws DomainError not_found for others */
export async function listRecentOrganisations(actor: Actor, limit: number) {
  if (actor.kind !== "person" || !actor.isModerator) throw notFound();
  return db.organisation.findMany({
    orderBy: { createdAt: "desc" },
    take: limit,
    select: {
      slug: true,
      name: true,
      kind: true,
      country: true,
      verification: true,
      createdAt: true,
      _count: { select: { opportunities: true } },
    },
  });
}
