import { db, type Tx } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import {
  lockMembers,
  lockMembersAsOwner,
  requireAnOwner,
  type Member,
} from "#app/domain/organisations/membership-lock.server.ts";
import type { MemberRole } from "#prisma/generated/enums.ts";

/** Everybody in the actor's organisation, owners first. */
export async function listMembers(actor: Member) {
  const members = await db.membership.findMany({
    where: { organisationId: actor.organisation.id },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }, { userId: "asc" }],
    select: {
      userId: true,
      role: true,
      mayBuy: true,
      createdAt: true,
      user: { select: { name: true, email: true } },
    },
  });
  return members.map(({ userId, role, mayBuy, createdAt, user }) => ({
    userId,
    role,
    /** Given by an owner; owners buy without it. */
    mayBuy,
    ...user,
    since: createdAt.toISOString(),
    isMe: userId === actor.userId,
  }));
}

/** Gives a member another role; the billing right is an editor's and ends with it. @throws DomainError forbidden, not_found, conflict (last owner) */
export async function changeRole(actor: Member, input: { userId: string; role: MemberRole }): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockMembersAsOwner(tx, actor);
    const { count } = await tx.membership.updateMany({
      where: membershipOf(actor, input.userId),
      data: { role: input.role, ...(input.role !== "editor" && { mayBuy: false }) },
    });
    if (count === 0) throw notFound("This member");
    if (input.role !== "owner") await giveUpOwnership(tx, actor.organisation.id, input.userId);
  });
}

/** Takes a member out of the organisation. @throws DomainError forbidden, not_found, conflict (last owner) */
export async function removeMember(actor: Member, userId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockMembersAsOwner(tx, actor);
    await endMembership(tx, actor, userId);
  });
}

/** Leaves the organisation. @throws DomainError conflict for its last owner */
export async function leave(actor: Member): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockMembers(tx, actor);
    await endMembership(tx, actor, actor.userId);
  });
}

const membershipOf = (actor: Member, userId: string) => ({ userId, organisationId: actor.organisation.id });

async function endMembership(tx: Tx, actor: Member, userId: string): Promise<void> {
  const where = membershipOf(actor, userId);
  const { count } = await tx.membership.deleteMany({ where });
  if (count === 0) throw notFound("This member");
  await tx.session.updateMany({ where, data: { organisationId: null } });
  await giveUpOwnership(tx, where.organisationId, userId);
}

/** A former owner's open invitations end, or they would be a way back in. */
async function giveUpOwnership(tx: Tx, organisationId: string, userId: string): Promise<void> {
  await requireAnOwner(tx, organisationId);
  await tx.invitation.updateMany({
    where: { organisationId, invitedById: userId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}
