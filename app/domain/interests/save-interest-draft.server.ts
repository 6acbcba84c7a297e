import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { holdOwnInterest, requireWritable } from "#app/domain/interests/own-interest.server.ts";
import type { InterestDraft } from "#app/domain/interests/schema.ts";

/**
 * Keeps an unfinished EoI on the server; only the own organisation sees it.
 * @returns its id, and the version that the same page saves or sends next
 * @throws DomainError not_found, forbidden or conflict: see requireWritable
 */
export function saveInterestDraft(
  actor: Actor,
  reference: string,
  draft: InterestDraft,
): Promise<{ id: string; version: number }> {
  return db.$transaction(async (tx) => {
    const held = await holdOwnInterest(tx, actor, reference);
    const { id } = held.interest;
    if (requireWritable(held, draft) === "already_sent")
      throw new DomainError("conflict", "This has already been sent. Read it on your desk.");
    const { message, capabilityStatement, contactRole } = draft;
    return tx.interest.update({
      where: { id },
      data: { message, capabilityStatement, contactRole, version: { increment: 1 } },
      select: { id: true, version: true },
    });
  });
}
