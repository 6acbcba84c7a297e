import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { hashToken, makeToken } from "#app/core/session.server.ts";
import type { EmailTokenPurpose } from "#prisma/generated/enums.ts";

const HOUR_MS = 3600 * 1000;
const LIFE_MS: Record<EmailTokenPurpose, number> = {
  confirm_email: 72 * HOUR_MS,
  change_email: 24 * HOUR_MS,
  reset_password: HOUR_MS,
};

/** Hours a link of this kind works, for the mail that brings it. */
export function lifeHours(purpose: EmailTokenPurpose): number {
  return LIFE_MS[purpose] / HOUR_MS;
}

/** Makes a link's secret. Called when the mail is written, so that the secret rests in no queue. @returns the secret */
export async function issueEmailToken(link: {
  purpose: EmailTokenPurpose;
  userId: string;
  newEmail?: string;
}): Promise<string> {
  const { token, tokenHash } = makeToken();
  await db.emailToken.create({
    data: { ...link, tokenHash, expiresAt: new Date(Date.now() + LIFE_MS[link.purpose]) },
  });
  return token;
}

function openToken(token: string, purposes: EmailTokenPurpose[]) {
  return {
    tokenHash: hashToken(token),
    purpose: { in: purposes },
    usedAt: null,
    expiresAt: { gt: new Date() },
  };
}

function ended(): DomainError {
  return new DomainError("gone", "This link was used already, or its time is over. Ask for a new one.");
}

/** Whom an unused link belongs to. Reading it does not use it up: mail scanners open links. @throws DomainError gone */
export async function readEmailToken(token: string, purposes: EmailTokenPurpose[]) {
  const row = await db.emailToken.findFirst({
    where: openToken(token, purposes),
    select: { purpose: true, newEmail: true, user: { select: { id: true, email: true, name: true } } },
  });
  if (!row) throw ended();
  return row;
}

/** Uses a link up; of two at the same moment one succeeds. @throws DomainError gone */
export async function spendEmailToken(tx: Tx, token: string, purposes: EmailTokenPurpose[]) {
  const [row] = await tx.emailToken.updateManyAndReturn({
    where: openToken(token, purposes),
    data: { usedAt: new Date() },
    select: { userId: true, purpose: true, newEmail: true },
  });
  if (!row) throw ended();
  return row;
}
