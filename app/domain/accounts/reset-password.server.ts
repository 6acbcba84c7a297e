import { db } from "#app/core/db.server.ts";
import { fieldError } from "#app/core/errors.ts";
import type { Client } from "#app/domain/accounts/client.ts";
import { readEmailToken, spendEmailToken } from "#app/domain/accounts/email-tokens.server.ts";
import { ownPasswordProblem } from "#app/domain/accounts/password-rules.ts";
import { hashPassword } from "#app/domain/accounts/password.server.ts";
import { atSteadyPace } from "#app/domain/accounts/steady-pace.ts";
import { throttle } from "#app/domain/accounts/throttle.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/**
 * Sends a link for a new password if the address has an account; the caller cannot tell.
 * @throws DomainError too_many for a client that asks too often
 */
export async function requestPasswordReset(email: string, client: Client): Promise<void> {
  await throttle.count("forgotten", client.address);
  await atSteadyPace(async () => {
    const mayMail = await throttle.mayMail(email);
    const user = await db.user.findUnique({ where: { email }, select: { id: true } });
    if (user && mayMail)
      await db.$transaction((tx) =>
        enqueue(tx, "mail.send", { template: "reset_password", userId: user.id }),
      );
  });
}

/** Whose password a link would set. @throws DomainError gone */
export async function readPasswordReset(token: string): Promise<{ email: string }> {
  const { user } = await readEmailToken(token, ["reset_password"]);
  return { email: user.email };
}

/**
 * Sets a new password with a link. The link proves the address, so it counts as confirmed. All sessions and all
 * other links of the person end.
 * @throws DomainError gone, invalid
 */
export async function resetPassword(token: string, newPassword: string, client: Client): Promise<void> {
  const { user } = await readEmailToken(token, ["reset_password"]);
  const problem = ownPasswordProblem(newPassword, user);
  if (problem) throw fieldError("newPassword", problem);
  const passwordHash = await hashPassword(newPassword);
  await db.$transaction(async (tx) => {
    const { userId } = await spendEmailToken(tx, token, ["reset_password"]);
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.user.updateMany({
      where: { id: userId, emailVerifiedAt: null },
      data: { emailVerifiedAt: new Date() },
    });
    await tx.session.deleteMany({ where: { userId } });
    await tx.emailToken.deleteMany({ where: { userId, usedAt: null } });
    await enqueue(tx, "mail.send", { template: "password_changed", userId });
  });
  await throttle.trust(user.email, client.address);
}
