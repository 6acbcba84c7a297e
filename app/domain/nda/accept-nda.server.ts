import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { fieldError } from "#app/core/errors.ts";
import { lockAgreement, recordStep, requireStep } from "#app/domain/nda/agreement-record.server.ts";
import type { Acceptance } from "#app/domain/nda/schema.ts";

/** From where somebody signs: the IP address and the name of the browser. */
export type SignedFrom = { address: string; userAgent: string };

const LONGEST_USER_AGENT = 300;

/**
 * Accepts the text for the applicant's organisation, once. The same person again is answered as done; a colleague who
 * was quicker, or a newer text, is told.
 * @throws DomainError not_found, forbidden; conflict with what happened meanwhile
 */
export function acceptNda(actor: Actor, input: Acceptance, from: SignedFrom): Promise<{ changed: boolean }> {
  return db.$transaction(async (tx) => {
    const agreement = await lockAgreement(tx, actor, input.agreementId);
    const { id, textId, status, acceptedById, acceptedName, primeId, applicantId, prime, text } = agreement;
    const isOwn = actor.kind === "person" && actor.userId === acceptedById;
    if (status === "accepted" && isOwn && acceptedName === input.name && textId === input.textId)
      return { changed: false };
    requireStep(actor, agreement, "accepted");
    if (textId !== input.textId)
      throw fieldError(
        "agrees",
        `${prime.name} has published version ${text.version} while you were reading. Read it above, then tick again: nothing was signed.`,
        "conflict",
      );
    await tx.ndaAgreement.update({
      where: { id },
      data: {
        status: "accepted",
        acceptedById: actor.userId,
        acceptedName: input.name,
        acceptedRole: input.role,
        acceptedAt: new Date(),
        acceptedAddress: from.address || "unknown",
        acceptedUserAgent: from.userAgent.slice(0, LONGEST_USER_AGENT),
      },
    });
    await recordStep(tx, { agreementId: id, toStatus: "accepted", textId, actorId: actor.userId }, [
      primeId,
      applicantId,
    ]);
    return { changed: true };
  });
}
