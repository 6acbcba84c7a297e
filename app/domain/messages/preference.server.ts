import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { hashToken, makeToken } from "#app/core/session.server.ts";
import { nextDigestAt } from "#app/domain/alerts/digest-time.ts";
import type { AlertFrequency } from "#app/domain/alerts/frequencies.ts";
import { memberOf } from "#app/domain/alerts/policy.ts";
import { usualFrequency } from "#app/domain/messages/policy.ts";

type Membership = { userId: string; organisationId: string };

/** How often the actor hears of messages to the organisation acted for. @throws DomainError forbidden without one */
export async function readFrequency(actor: Actor): Promise<AlertFrequency> {
  const { userId, organisation } = memberOf(actor);
  const where = { userId_organisationId: { userId, organisationId: organisation.id } };
  const chosen = await db.messagePreference.findUnique({ where, select: { frequency: true } });
  return chosen?.frequency ?? usualFrequency(organisation.role);
}

async function writeFrequency(tx: Tx, member: Membership, frequency: AlertFrequency): Promise<void> {
  const where = { userId_organisationId: member };
  const membership = await tx.membership.findUnique({
    where,
    select: { organisation: { select: { timeZone: true } } },
  });
  if (!membership) throw new DomainError("forbidden", "You are not a member of this organisation any more.");
  const isDigest = frequency === "daily" || frequency === "weekly";
  const data = {
    frequency,
    nextDigestAt: isDigest ? nextDigestAt(frequency, membership.organisation.timeZone, new Date()) : null,
  };
  await tx.messagePreference.upsert({ where, create: { ...member, ...data }, update: data });
  // What waited for a mail is on the desk; whoever wants mail again later hears of what comes then.
  if (frequency === "none") await tx.messageNotice.deleteMany({ where: { ...member, mailId: null } });
}

/** Changes it; what waits leaves in the new way. @throws DomainError forbidden */
export async function changeFrequency(actor: Actor, frequency: AlertFrequency): Promise<void> {
  const { userId, organisation } = memberOf(actor);
  await db.$transaction((tx) => writeFrequency(tx, { userId, organisationId: organisation.id }, frequency));
}

/** The secret of a way out that is put into one mail. For the mail job. */
export async function issueUnsubscribeToken(member: Membership): Promise<string> {
  const { token, tokenHash } = makeToken();
  await db.messageUnsubscribeToken.create({ data: { ...member, tokenHash }, select: { userId: true } });
  return token;
}

async function memberOfToken(token: string): Promise<Membership> {
  const found = await db.messageUnsubscribeToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { userId: true, organisationId: true },
  });
  if (found) return found;
  throw new DomainError(
    "gone",
    "This link belongs to a membership that has ended, and no mails come from it any more. If mails still come, sign in and choose how often under Messages.",
  );
}

/** Whether the mails that this secret belongs to have been stopped. @throws DomainError gone */
export async function readUnsubscription(token: string): Promise<{ isStopped: boolean }> {
  const where = { userId_organisationId: await memberOfToken(token) };
  const chosen = await db.messagePreference.findUnique({ where, select: { frequency: true } });
  return { isStopped: chosen?.frequency === "none" };
}

/** Stops the mails about messages that this secret belongs to; again and again it is the same. @throws DomainError gone */
export async function unsubscribe(token: string): Promise<void> {
  const member = await memberOfToken(token);
  await db.$transaction((tx) => writeFrequency(tx, member, "none"));
}
