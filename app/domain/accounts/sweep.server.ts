import { db } from "#app/core/db.server.ts";

/** An invitation that ended is listed so that it can be sent again, but not for ever. */
const INVITATION_KEPT_MS = 90 * 24 * 3600 * 1000;

/**
 * Removes what nobody can use any more: ended sessions, used or ended links, invitations that ended long ago, throttling
 * rows whose time is over. Returns how many of each.
 */
export async function sweep() {
  const now = new Date();
  const longAgo = new Date(now.getTime() - INVITATION_KEPT_MS);
  const [sessions, links, invitations, throttles] = await Promise.all([
    db.session.deleteMany({ where: { expiresAt: { lt: now } } }),
    db.emailToken.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, { usedAt: { not: null } }] } }),
    db.invitation.deleteMany({ where: { expiresAt: { lt: longAgo } } }),
    db.$executeRaw`delete from throttle where expire < ${now.getTime()}`,
  ]);
  return { sessions: sessions.count, links: links.count, invitations: invitations.count, throttles };
}
