import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { isOpen } from "#app/domain/interests/lifecycle.ts";
import { visibleTo } from "#app/domain/interests/policy.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";
import { inviteOnce } from "#app/domain/nda/follow-interest.server.ts";
import { requireSigner } from "#app/domain/nda/policy.ts";

/**
 * Invites the applicant of an EoI that has come to `nda` or later once more: after a refusal, a revocation or with a
 * newer text. What is in force stays so until the new agreement is countersigned.
 * @throws DomainError not_found, forbidden; conflict when the EoI is not so far, has ended, or there is no text
 */
export function inviteAgain(actor: Actor, interestId: string): Promise<void> {
  return db.$transaction(async (tx) => {
    const id = interestIdSchema.safeParse(interestId);
    const interest = id.success
      ? await tx.interest.findFirst({
          where: { AND: [{ id: id.data }, visibleTo(actor)] },
          select: {
            status: true,
            organisationId: true,
            opportunity: { select: { organisationId: true } },
          },
        })
      : null;
    if (!interest) throw notFound("This expression of interest");
    requireSigner(actor);
    const primeId = interest.opportunity.organisationId;
    if (actor.organisation.id !== primeId)
      throw new DomainError("forbidden", "Only the organisation that posted the opportunity invites.");
    if (!isOpen(interest.status) && interest.status !== "concluded")
      throw new DomainError("conflict", "This expression of interest has ended.");
    if (["submitted", "acknowledged", "shortlisted"].includes(interest.status))
      throw new DomainError("conflict", "Shortlist the applicant, then invite with the button of that step.");
    const pair = { primeId, applicantId: interest.organisationId, actorId: actor.userId };
    if (!(await inviteOnce(tx, pair, [pair.applicantId])))
      throw new DomainError(
        "conflict",
        "Your organisation has published no NDA yet. Write it under Organisation, NDA.",
      );
  });
}
