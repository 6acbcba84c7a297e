import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, fieldError, notFound } from "#app/core/errors.ts";
import { makeToken } from "#app/core/session.server.ts";
import { throttle } from "#app/domain/accounts/throttle.server.ts";
import { lockMembersAsOwner, type Member } from "#app/domain/organisations/membership-lock.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { MemberRole } from "#prisma/generated/enums.ts";

const LIFE_MS = 7 * 24 * 3600 * 1000;

const endOfLife = () => new Date(Date.now() + LIFE_MS);

/** Not accepted and not revoked; its time may be over, then sending it again opens it anew. */
export const undecided = { acceptedAt: null, revokedAt: null } as const;

/** Invitations of the actor's organisation that nobody has decided on, the newest first. */
export async function listInvitations(actor: Member) {
  const invitations = await db.invitation.findMany({
    where: { organisationId: actor.organisation.id, ...undecided },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 100,
    select: { id: true, email: true, role: true, expiresAt: true, invitedBy: { select: { name: true } } },
  });
  return invitations.map(({ expiresAt, invitedBy, ...rest }) => ({
    ...rest,
    invitedBy: invitedBy.name,
    expiresAt: expiresAt.toISOString(),
    isOver: expiresAt.getTime() <= Date.now(),
  }));
}

/**
 * Invites an address into the actor's organisation with a role. Says nothing about whether the address has an account.
 * @throws DomainError forbidden, conflict (member or invited already), too_many
 */
export async function invite(actor: Member, input: { email: string; role: MemberRole }): Promise<void> {
  const organisationId = actor.organisation.id;
  await throttle.count("invite", organisationId);
  await db.$transaction(async (tx) => {
    await lockMembersAsOwner(tx, actor);
    await refuseRepetition(tx, organisationId, input.email);
    const { id } = await tx.invitation.create({
      data: { ...input, organisationId, invitedById: actor.userId, expiresAt: endOfLife() },
      select: { id: true },
    });
    await enqueue(tx, "mail.send", { template: "invitation", invitationId: id });
  });
}

async function refuseRepetition(tx: Tx, organisationId: string, email: string): Promise<void> {
  if (await tx.membership.findFirst({ where: { organisationId, user: { email } } }))
    throw fieldError("email", "This person is a member already. Change the role in the list.", "conflict");
  if (await tx.invitation.findFirst({ where: { organisationId, email, ...undecided } }))
    throw fieldError(
      "email",
      "This address is invited already. Send that invitation again below.",
      "conflict",
    );
}

/** Sends an invitation again: a new link, seven more days; the old link ends. @throws DomainError forbidden, not_found, too_many */
export async function resendInvitation(actor: Member, invitationId: string): Promise<void> {
  const organisationId = actor.organisation.id;
  await throttle.count("invite", organisationId);
  await db.$transaction(async (tx) => {
    await lockMembersAsOwner(tx, actor);
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, organisationId, ...undecided },
      data: { tokenHash: null, expiresAt: endOfLife(), invitedById: actor.userId },
    });
    if (count === 0) throw notFound("This invitation");
    await enqueue(tx, "mail.send", { template: "invitation", invitationId });
  });
}

/** Takes an invitation back; its link ends at once. @throws DomainError forbidden, not_found */
export async function revokeInvitation(actor: Member, invitationId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockMembersAsOwner(tx, actor);
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, organisationId: actor.organisation.id, ...undecided },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw notFound("This invitation");
  });
}

/** Makes the link's secret for the mail and keeps its hash. @returns null when the invitation is decided or over */
export async function issueInvitationToken(invitationId: string) {
  const { token, tokenHash } = makeToken();
  const where = { id: invitationId, ...undecided, expiresAt: { gt: new Date() } };
  const { count } = await db.invitation.updateMany({ where, data: { tokenHash } });
  if (count === 0) return null;
  const { email, role, expiresAt, organisation, invitedBy } = await db.invitation.findUniqueOrThrow({
    where: { id: invitationId },
    select: {
      email: true,
      role: true,
      expiresAt: true,
      organisation: { select: { name: true } },
      invitedBy: { select: { name: true } },
    },
  });
  return { token, email, role, expiresAt, organisationName: organisation.name, inviterName: invitedBy.name };
}

/** What a link that works no longer says. */
export function invitationEnded(): DomainError {
  return new DomainError(
    "gone",
    "This invitation was accepted or taken back, or its time is over. Ask the person who invited you to send it again.",
  );
}
