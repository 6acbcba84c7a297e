import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { countOpenReports } from "#app/domain/messages/report-queries.server.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";

/** How much waits for a moderator, for each queue that has a page. @throws DomainError not_found for everybody else */
export async function countWaiting(actor: Actor) {
  requireModerator(actor);
  const [reports, certificates] = await Promise.all([
    countOpenReports(),
    db.certificate.count({ where: { status: "evidence_attached" } }),
  ]);
  return { reports, certificates };
}
export type Waiting = Awaited<ReturnType<typeof countWaiting>>;
