import type { Person } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { readEmailToken, spendEmailToken } from "#app/domain/accounts/email-tokens.server.ts";
import { throttle } from "#app/domain/accounts/throttle.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

const PURPOSES = ["confirm_email" as const, "change_email" as const];

/** The address that a link would confirm. Nothing changes. @throws DomainError gone */
export async function readConfirmation(token: string): Promise<{ email: string; isChange: boolean }> {
  const { purpose, newEmail, user } = await readEmailToken(token, PURPOSES);
  return { email: newEmail ?? user.email, isChange: purpose === "change_email" };
}

/**
 * Confirms the address a link was sent to: the one given at sign-up, or a new one, of which the old one is told.
 * @throws DomainError gone; conflict when the new address got an account of its own in the meantime
 */
export async function confirmEmail(token: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const { userId, newEmail } = await spendEmailToken(tx, token, PURPOSES);
    const emailVerifiedAt = new Date();
    if (newEmail) await replaceEmail(tx, userId, newEmail);
    else
      await tx.user.updateMany({ where: { id: userId, emailVerifiedAt: null }, data: { emailVerifiedAt } });
    // Links sent to the old address, or asked for before, work no longer.
    await tx.emailToken.deleteMany({
      where: { userId, purpose: newEmail ? undefined : { in: PURPOSES }, usedAt: null },
    });
  });
}

async function replaceEmail(tx: Tx, userId: string, newEmail: string): Promise<void> {
  const { email: oldEmail } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  try {
    await tx.user.update({ where: { id: userId }, data: { email: newEmail, emailVerifiedAt: new Date() } });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")) throw error;
    throw new DomainError(
      "conflict",
      `${newEmail} has an account of its own. Sign in with that one, or choose another address.`,
    );
  }
  await enqueue(tx, "mail.send", { template: "email_changed", userId, oldEmail });
}

/** Sends the link once more to a person whose address is not confirmed yet. @throws DomainError conflict, too_many */
export async function resendConfirmation(actor: Person): Promise<void> {
  if (actor.emailVerified) throw new DomainError("conflict", "Your address is confirmed already.");
  if (!(await throttle.mayMail(actor.email)))
    throw new DomainError(
      "too_many",
      "We sent several links this hour. Look into your mail, or try again in an hour.",
      {
        retryAfterSeconds: 3600,
      },
    );
  await db.$transaction((tx) =>
    enqueue(tx, "mail.send", { template: "confirm_email", userId: actor.userId }),
  );
}
