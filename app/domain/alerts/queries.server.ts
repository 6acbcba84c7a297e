import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { savedBy } from "#app/domain/alerts/policy.ts";

/**
 * A person's saved searches in this organisation, the latest first. `newCount`: matches that no mail has told
 * of, since it was saved.
 */
export async function listSavedSearches(actor: Actor) {
  const rows = await db.savedSearch.findMany({
    where: savedBy(actor),
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      query: true,
      frequency: true,
      pausedAt: true,
      lastAlertAt: true,
      createdAt: true,
      _count: {
        select: { matches: { where: { known: false, alertId: null, opportunity: { status: "published" } } } },
      },
    },
  });
  return rows.map(({ _count, ...row }) => ({ ...row, newCount: _count.matches }));
}
