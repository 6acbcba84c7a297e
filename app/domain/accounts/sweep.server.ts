import { db } from "#app/core/db.server.ts";

/** Removes what nobody can use any more: ended sessions, used or ended links, throttling rows whose time is over. */
export async function sweep(): Promise<{ sessions: number; links: number; throttles: number }> {
  const now = new Date();
  const [sessions, links, throttles] = await Promise.all([
    db.session.deleteMany({ where: { expiresAt: { lt: now } } }),
    db.emailToken.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, { usedAt: { not: null } }] } }),
    db.$executeRaw`delete from throttle where expire < ${now.getTime()}`,
  ]);
  return { sessions: sessions.count, links: links.count, throttles };
}
