import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import {
  holdTexts,
  lockAgreement,
  recordStep,
  requireStep,
  type LockedAgreement,
} from "#app/domain/nda/agreement-record.server.ts";
import { grantOpenInterests } from "#app/domain/nda/grant-documents.server.ts";
import type { Countersignature } from "#app/domain/nda/schema.ts";

/** Ends the agreement that was in force between the two before, if there was one. */
async function replaceEarlier(
  tx: Tx,
  { primeId, applicantId }: LockedAgreement,
  actorId: string,
): Promise<void> {
  const earlier = await tx.ndaAgreement.findFirst({
    where: { primeId, applicantId, status: "countersigned" },
    select: { id: true, textId: true },
  });
  if (!earlier) return;
  await tx.ndaAgreement.update({
    where: { id: earlier.id },
    data: { status: "replaced", endedAt: new Date() },
  });
  await recordStep(
    tx,
    { agreementId: earlier.id, toStatus: "replaced", textId: earlier.textId, actorId },
    [],
  );
}

/**
 * Signs an accepted agreement for the poster: from then on it is in force, an earlier one is replaced, and the
 * applicant's EoIs that wait for it open their documents.
 * @throws DomainError not_found, forbidden, conflict
 */
export function countersignNda(actor: Actor, input: Countersignature): Promise<{ changed: boolean }> {
  return db.$transaction(async (tx) => {
    // An EoI that reaches `nda` at this moment either sees the agreement in force or is seen here.
    if (actor.kind === "person" && actor.organisation) await holdTexts(tx, actor.organisation.id);
    const agreement = await lockAgreement(tx, actor, input.agreementId);
    const { id, textId, primeId, applicantId } = agreement;
    if (agreement.status === "countersigned" && agreement.side === "poster") return { changed: false };
    requireStep(actor, agreement, "countersigned");
    await replaceEarlier(tx, agreement, actor.userId);
    await tx.ndaAgreement.update({
      where: { id },
      data: {
        status: "countersigned",
        countersignedById: actor.userId,
        countersignedName: input.name,
        countersignedAt: new Date(),
      },
    });
    await recordStep(tx, { agreementId: id, toStatus: "countersigned", textId, actorId: actor.userId }, [
      applicantId,
      primeId,
    ]);
    await grantOpenInterests(tx, { primeId, applicantId, actorId: actor.userId });
    return { changed: true };
  });
}
