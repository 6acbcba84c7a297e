import type { Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { fieldError } from "#app/core/errors.ts";
import { ownPasswordProblem } from "#app/domain/accounts/password-rules.ts";
import { hashPassword, verifyPassword } from "#app/domain/accounts/password.server.ts";
import { throttle } from "#app/domain/accounts/throttle.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/** Asks a signed-in person for their password again. @throws DomainError forbidden beside the field, too_many */
export async function requireCurrentPassword(actor: Person, password: string): Promise<void> {
  await throttle.count("secret", actor.userId);
  const user = await db.user.findUnique({ where: { id: actor.userId }, select: { passwordHash: true } });
  if (!(await verifyPassword(password, user?.passwordHash ?? null)))
    throw fieldError("currentPassword", "This is not your present password. Enter it again.", "forbidden");
}

/**
 * Sets a new password, ends every other session and every link that was sent, and tells the person by mail.
 * @throws DomainError forbidden (wrong present password), invalid (guessable), too_many
 */
export async function changePassword(
  actor: Person,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  const problem = ownPasswordProblem(input.newPassword, actor);
  if (problem) throw fieldError("newPassword", problem);
  await requireCurrentPassword(actor, input.currentPassword);
  const passwordHash = await hashPassword(input.newPassword);
  const { userId } = actor;
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId, id: { not: actor.sessionId } } });
    await tx.emailToken.deleteMany({
      where: { userId, purpose: { in: ["reset_password", "change_email"] } },
    });
    await enqueue(tx, "mail.send", { template: "password_changed", userId });
  });
}

/** Changes how the person is called. */
export async function rename(actor: Person, name: string): Promise<void> {
  await db.user.update({ where: { id: actor.userId }, data: { name } });
}
