import { anonymous } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { visibleTo } from "#app/domain/opportunities/policy.ts";

/** As many as a digest names; the rest is behind its link. */
export const MATCHES_IN_MAIL = 20;

/**
 * What an alert's mail says, from the present state; null when nobody wants it any more or all matches have
 * ended. A search that was deleted, or whose owner has left, has no alert any more.
 */
export async function readAlert(alertId: string) {
  const now = new Date();
  const ahead = (field: "expiresAt" | "interestDeadline") => ({
    OR: [{ [field]: null }, { [field]: { gt: now } }],
  });
  const open = {
    status: "published" as const,
    AND: [visibleTo(anonymous), ahead("expiresAt"), ahead("interestDeadline")],
  };
  const alert = await db.alert.findFirst({
    where: { id: alertId, savedSearch: { pausedAt: null, frequency: { not: "none" } } },
    select: {
      savedSearch: {
        select: {
          id: true,
          name: true,
          query: true,
          membership: { select: { user: { select: { name: true, email: true, emailVerifiedAt: true } } } },
        },
      },
      _count: { select: { matches: { where: { opportunity: open } } } },
      matches: {
        where: { opportunity: open },
        orderBy: { opportunity: { publishedAt: "desc" } },
        take: MATCHES_IN_MAIL,
        select: {
          opportunity: {
            select: {
              reference: true,
              title: true,
              kind: true,
              trlCurrent: true,
              expiresAt: true,
              interestDeadline: true,
              organisation: { select: { name: true, country: true } },
            },
          },
        },
      },
    },
  });
  const user = alert?.savedSearch.membership.user;
  if (!alert || !user?.emailVerifiedAt || alert.matches.length === 0) return null;
  return {
    to: user.email,
    readerName: user.name,
    search: alert.savedSearch,
    total: alert._count.matches,
    opportunities: alert.matches.map(({ opportunity }) => opportunity),
  };
}
export type AlertFacts = NonNullable<Awaited<ReturnType<typeof readAlert>>>;
