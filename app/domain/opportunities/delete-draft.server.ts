import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import { readForChange, type Target } from "#app/domain/opportunities/opportunity-record.server.ts";

/**
 * Removes a draft that was never public, with its documents. What was public once is closed and archived instead.
 * @throws DomainError not_found, forbidden, conflict
 */
export async function deleteDraft(actor: Actor, target: Target): Promise<void> {
  const storageKeys = await db.$transaction(async (tx) => {
    const record = await readForChange(tx, actor, target);
    if (record.status !== "draft")
      throw new DomainError(
        "conflict",
        "Only drafts can be deleted. Close this opportunity, then archive it.",
      );
    const documents = await tx.document.findMany({
      where: { opportunityId: record.id },
      select: { storageKey: true },
    });
    const { count } = await tx.opportunity.deleteMany({ where: { id: record.id, version: record.version } });
    if (count === 0)
      throw new DomainError("conflict", "Somebody changed this draft just now. Look at it again.");
    return documents.map(({ storageKey }) => storageKey);
  });
  // Whatever is left behind by a crash here has no owner, and housekeeping removes it.
  await Promise.all(storageKeys.map(discardFile));
}
