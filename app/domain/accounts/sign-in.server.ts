import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { startSession } from "#app/core/session.server.ts";
import type { Client } from "#app/domain/accounts/client.ts";
import { verifyPassword } from "#app/domain/accounts/password.server.ts";
import { throttle } from "#app/domain/accounts/throttle.server.ts";

/**
 * Opens a session with an address and a password. An unknown address costs the same time and gets the same answer
 * as a wrong password. A session that this browser had before ends.
 * @returns the Set-Cookie value
 * @throws DomainError unauthenticated, too_many
 */
export async function signIn(
  actor: Actor,
  input: { email: string; password: string },
  client: Client,
): Promise<string> {
  const attempt = await throttle.admitSignIn(input.email, client.address);
  const user = await db.user.findUnique({
    where: { email: input.email },
    select: {
      id: true,
      passwordHash: true,
      memberships: { orderBy: { createdAt: "asc" }, take: 1, select: { organisationId: true } },
    },
  });
  const isRight = await verifyPassword(input.password, user?.passwordHash ?? null);
  if (!user || !isRight) throw refused();
  await attempt.succeeded();
  return db.$transaction(async (tx) => {
    // A password that is being changed at this moment ends all sessions; this one must not slip through.
    const unchanged = await tx.$queryRaw<unknown[]>`
      select 1 from "user" where id = ${user.id}::uuid and password_hash = ${user.passwordHash} for share`;
    if (unchanged.length === 0) throw refused();
    if (actor.kind === "person") await tx.session.deleteMany({ where: { id: actor.sessionId } });
    const organisationId = user.memberships[0]?.organisationId ?? null;
    return startSession(tx, { userId: user.id, organisationId, userAgent: client.userAgent });
  });
}

function refused(): DomainError {
  return new DomainError(
    "unauthenticated",
    "The e-mail address or the password is not right. Check both, or set a new password with “Forgotten password”.",
  );
}
