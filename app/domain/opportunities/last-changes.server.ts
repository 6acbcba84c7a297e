import { anonymous } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { visibleTo } from "#app/domain/opportunities/policy.ts";

/** When each of these opportunities changed last; those that are not public any more are left out. */
export async function lastChanges(ids: string[]): Promise<Map<string, Date>> {
  const rows = await db.opportunity.findMany({
    where: { AND: [visibleTo(anonymous)], status: "published", id: { in: ids } },
    select: { id: true, updatedAt: true },
  });
  return new Map(rows.map(({ id, updatedAt }) => [id, updatedAt]));
}
