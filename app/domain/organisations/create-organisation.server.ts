import { randomUUID } from "node:crypto";
import type { Tx } from "#app/core/db.server.ts";
import { slugCandidates } from "#app/domain/organisations/slug.ts";
import type { OrganisationKind } from "#prisma/generated/enums.ts";

type NewOrganisation = { name: string; kind: OrganisationKind; country: string; website: string };

/** Founds an organisation with its first owner, inside the caller's transaction. @returns its id */
export async function createOrganisation(
  tx: Tx,
  ownerId: string,
  organisation: NewOrganisation,
): Promise<string> {
  const id = await insertWithFreeSlug(tx, organisation);
  await tx.membership.create({ data: { userId: ownerId, organisationId: id, role: "owner" } });
  return id;
}

/** The unique index decides; a name that is taken at the same moment just gets the next slug. */
async function insertWithFreeSlug(tx: Tx, organisation: NewOrganisation): Promise<string> {
  const id = randomUUID();
  for (const slug of slugCandidates(organisation.name)) {
    const { count } = await tx.organisation.createMany({
      data: [{ id, slug, ...organisation }],
      skipDuplicates: true,
    });
    if (count === 1) return id;
  }
  throw new Error("unreachable: the last candidate is random");
}
