import type { ActingOrganisation, Person } from "#app/core/actor.ts";
import type { Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import type { MemberRole } from "#prisma/generated/enums.ts";

/** Somebody acting for an organisation. */
export type Member = Person & { organisation: ActingOrganisation };

/**
 * Makes changes to one organisation's members happen one after the other, and reads the actor's role as it is now:
 * of two owners who demote each other at the same moment, the second is an owner no longer.
 * Other work on the organisation goes on: the lock does not touch foreign keys.
 * @throws DomainError forbidden when the actor is not (any more) a member
 */
export async function lockMembers(tx: Tx, actor: Member): Promise<MemberRole> {
  const { id: organisationId } = actor.organisation;
  await tx.$queryRaw`select 1 from organisation where id = ${organisationId}::uuid for no key update`;
  const membership = await tx.membership.findUnique({
    where: { userId_organisationId: { userId: actor.userId, organisationId } },
    select: { role: true },
  });
  if (!membership) throw new DomainError("forbidden", "You are not a member of this organisation any more.");
  return membership.role;
}

/** The same for what only owners may do. @throws DomainError forbidden */
export async function lockMembersAsOwner(tx: Tx, actor: Member): Promise<void> {
  if ((await lockMembers(tx, actor)) !== "owner")
    throw new DomainError(
      "forbidden",
      "Only an owner of the organisation may change its members. Ask one of them.",
    );
}

/** The last rule of every change of members, checked under the lock. @throws DomainError conflict */
export async function requireAnOwner(tx: Tx, organisationId: string): Promise<void> {
  if ((await tx.membership.count({ where: { organisationId, role: "owner" } })) === 0)
    throw new DomainError("conflict", "An organisation needs an owner. Make somebody else an owner first.");
}
