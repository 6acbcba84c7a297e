import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { lockAgreement, recordStep, requireStep } from "#app/domain/nda/agreement-record.server.ts";
import type { Ending } from "#app/domain/nda/schema.ts";

/**
 * Ends an agreement for the poster, with a reason that the applicant reads: `refused` what was accepted, `revoked` an
 * invitation or what is in force. Nothing opens under it from that moment on, links already given included.
 * @throws DomainError not_found, forbidden, conflict
 */
export function endNda(
  actor: Actor,
  { agreementId, reason }: Ending,
  to: "refused" | "revoked",
): Promise<{ changed: boolean }> {
  return db.$transaction(async (tx) => {
    const agreement = await lockAgreement(tx, actor, agreementId);
    const { id, textId, applicantId, primeId, status, endReason, side } = agreement;
    if (status === to && endReason === reason && side === "poster") return { changed: false };
    requireStep(actor, agreement, to);
    await tx.ndaAgreement.update({
      where: { id },
      data: { status: to, endedAt: new Date(), endReason: reason },
    });
    const told = to === "revoked" ? [applicantId, primeId] : [applicantId];
    await recordStep(
      tx,
      { agreementId: id, toStatus: to, textId, actorId: actor.userId, note: reason },
      told,
    );
    return { changed: true };
  });
}
