import type { Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";

/** The organisations a person belongs to, in the order they joined. */
export async function listOwnOrganisations(actor: Person) {
  const memberships = await db.membership.findMany({
    where: { userId: actor.userId },
    orderBy: [{ createdAt: "asc" }, { organisationId: "asc" }],
    select: { role: true, organisation: { select: { id: true, name: true } } },
  });
  return memberships.map(({ role, organisation }) => ({
    ...organisation,
    role,
    isActing: organisation.id === actor.organisation?.id,
  }));
}
