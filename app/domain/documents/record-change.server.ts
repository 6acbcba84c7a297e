import { userIdOf, type Actor } from "#app/core/actor.ts";
import type { Tx } from "#app/core/db.server.ts";
import type { OpportunityRecord } from "#app/domain/opportunities/opportunity-record.server.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";

/** Keeps a change of documents in the history of what was public once, and makes kept pages forget it. */
export async function recordDocumentChange(
  tx: Tx,
  actor: Actor,
  record: OpportunityRecord,
  change: [before: string | null, after: string | null],
): Promise<void> {
  if (record.publishedAt === null) return;
  await tx.opportunityEvent.create({
    data: {
      opportunityId: record.id,
      type: "edited",
      actorId: userIdOf(actor),
      fromStatus: record.status,
      toStatus: record.status,
      changes: { documents: change },
    },
  });
  await enqueueIndexing(tx, [record.id]);
}
