import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { hashToken, makeToken } from "#app/core/session.server.ts";

const OVER =
  "The saved search that it belongs to was deleted, and sends no mail any more. If mails still come, sign in and look at your saved searches.";

/** The secret of a way out that is put into one mail. For the mail job. */
export async function issueUnsubscribeToken(savedSearchId: string): Promise<string> {
  const { token, tokenHash } = makeToken();
  await db.unsubscribeToken.create({ data: { savedSearchId, tokenHash }, select: { savedSearchId: true } });
  return token;
}

/** Whether the mails that this secret belongs to have been stopped. @throws DomainError gone */
export async function readUnsubscription(token: string): Promise<{ isStopped: boolean }> {
  const found = await db.unsubscribeToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { savedSearch: { select: { pausedAt: true } } },
  });
  if (!found) throw new DomainError("gone", OVER);
  return { isStopped: found.savedSearch.pausedAt !== null };
}

/** Stops the mails of the saved search that this secret belongs to; again and again it is the same. @throws DomainError gone */
export async function unsubscribe(token: string): Promise<void> {
  const tokenHash = hashToken(token);
  await readUnsubscription(token);
  await db.savedSearch.updateMany({
    where: { pausedAt: null, unsubscribeTokens: { some: { tokenHash } } },
    data: { pausedAt: new Date() },
  });
}
