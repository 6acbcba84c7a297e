import type { Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, fieldError } from "#app/core/errors.ts";
import { requireCurrentPassword } from "#app/domain/accounts/change-password.server.ts";
import { tellOwner } from "#app/domain/accounts/sign-up.server.ts";
import { atSteadyPace } from "#app/domain/accounts/steady-pace.ts";
import { throttle } from "#app/domain/accounts/throttle.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/**
 * Asks for another address: it counts once the link sent to it was opened. Whether the new address has an account
 * already stays hidden; its owner is told.
 * @throws DomainError invalid (same address), forbidden (wrong password), too_many
 */
export async function requestEmailChange(
  actor: Person,
  input: { newEmail: string; currentPassword: string },
): Promise<void> {
  const { newEmail } = input;
  if (newEmail === actor.email)
    throw fieldError("newEmail", "This is your present address. Enter the new one.");
  await requireCurrentPassword(actor, input.currentPassword);
  await atSteadyPace(async () => {
    if (!(await throttle.mayMail(newEmail)))
      throw new DomainError(
        "too_many",
        "We wrote to this address several times this hour. Try again in an hour.",
        {
          retryAfterSeconds: 3600,
        },
      );
    await db.$transaction(async (tx) => {
      const isTaken = (await tx.user.count({ where: { email: newEmail } })) > 0;
      if (isTaken) await tellOwner(tx, newEmail);
      else await enqueue(tx, "mail.send", { template: "change_email", userId: actor.userId, newEmail });
    });
  });
}
