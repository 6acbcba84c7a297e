import { randomUUID } from "node:crypto";
import type { Actor, Person } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, fieldError } from "#app/core/errors.ts";
import { hashToken, startSession } from "#app/core/session.server.ts";
import type { Client } from "#app/domain/accounts/client.ts";
import { ownPasswordProblem } from "#app/domain/accounts/password-rules.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import { invitationEnded, undecided } from "#app/domain/organisations/invitations.server.ts";

const openInvitation = (token: string) => ({
  tokenHash: hashToken(token),
  ...undecided,
  expiresAt: { gt: new Date() },
});

/**
 * What an invitation offers, and how this visitor can take it. The link came to the invited mailbox, so its holder
 * may know whether that address has an account. @throws DomainError gone
 */
export async function readInvitation(actor: Actor, token: string) {
  const invitation = await db.invitation.findFirst({
    where: openInvitation(token),
    select: {
      email: true,
      role: true,
      organisation: { select: { name: true } },
      invitedBy: { select: { name: true } },
    },
  });
  if (!invitation) throw invitationEnded();
  const { email, role } = invitation;
  const hasAccount = (await db.user.count({ where: { email } })) > 0;
  return {
    email,
    role,
    organisationName: invitation.organisation.name,
    inviterName: invitation.invitedBy.name,
    way: wayIn(actor, email, hasAccount),
  };
}

function wayIn(
  actor: Actor,
  email: string,
  hasAccount: boolean,
): "join" | "other_account" | "sign_in" | "new_account" {
  if (actor.kind === "person") return actor.email === email ? "join" : "other_account";
  return hasAccount ? "sign_in" : "new_account";
}

/**
 * Takes the invitation with the account that is signed in, and acts for that organisation from now on.
 * @throws DomainError gone, forbidden (sent to another address)
 */
export async function acceptInvitation(actor: Person, token: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const { email, organisationId } = await join(tx, token, actor.userId);
    if (email !== actor.email)
      throw new DomainError(
        "forbidden",
        `This invitation was sent to ${email}, and you are signed in as ${actor.email}. Sign out first.`,
      );
    await tx.user.updateMany({
      where: { id: actor.userId, emailVerifiedAt: null },
      data: { emailVerifiedAt: new Date() },
    });
    await tx.session.updateMany({ where: { id: actor.sessionId }, data: { organisationId } });
  });
}

/**
 * Takes the invitation with a new account. The link proves the address, so it counts as confirmed.
 * @returns the Set-Cookie value of the new session
 * @throws DomainError gone, invalid (guessable password), conflict (the address has an account)
 */
export async function acceptInvitationAsNewPerson(
  token: string,
  input: { name: string; password: string },
  client: Client,
): Promise<string> {
  const invitation = await db.invitation.findFirst({ where: openInvitation(token), select: { email: true } });
  if (!invitation) throw invitationEnded();
  const { email } = invitation;
  const problem = ownPasswordProblem(input.password, { email, name: input.name });
  if (problem) throw fieldError("password", problem);
  const passwordHash = await hashPassword(input.password);
  const userId = randomUUID();
  return db.$transaction(async (tx) => {
    const { count } = await tx.user.createMany({
      data: [{ id: userId, email, name: input.name, passwordHash, emailVerifiedAt: new Date() }],
      skipDuplicates: true,
    });
    if (count === 0)
      throw new DomainError("conflict", `${email} has an account already. Sign in with it, then accept.`);
    const { organisationId } = await join(tx, token, userId);
    return startSession(tx, { userId, organisationId, userAgent: client.userAgent });
  });
}

/** Uses the invitation up; of two at the same moment one succeeds. A present membership stays as it is. */
async function join(
  tx: Tx,
  token: string,
  userId: string,
): Promise<{ email: string; organisationId: string }> {
  const [invitation] = await tx.invitation.updateManyAndReturn({
    where: openInvitation(token),
    data: { acceptedAt: new Date() },
    select: { email: true, role: true, organisationId: true },
  });
  if (!invitation) throw invitationEnded();
  const { email, role, organisationId } = invitation;
  await tx.membership.createMany({ data: [{ userId, organisationId, role }], skipDuplicates: true });
  return { email, organisationId };
}
