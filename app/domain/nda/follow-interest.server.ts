import type { Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import { holdTexts, recordStep } from "#app/domain/nda/agreement-record.server.ts";
import { grantOpenInterests, withdrawGrant } from "#app/domain/nda/grant-documents.server.ts";

type InterestStep = {
  to: InterestStatus;
  opportunityId: string;
  primeId: string;
  applicantId: string;
  actorId: string;
};

/**
 * What a step of an EoI means for its agreement, in the transaction of that step and after its state is written:
 * `nda` invites the applicant or, when an agreement is in force already, opens the documents; `in_discussion` asks for
 * an agreement in force; an end closes the documents of this opportunity.
 * @throws DomainError conflict when the poster has no text yet, or the agreement is not in force
 */
export async function followInterest(tx: Tx, step: InterestStep): Promise<void> {
  const { to, opportunityId, primeId, applicantId, actorId } = step;
  if (to === "nda") {
    // The mail about the EoI's new state is the invitation.
    if (!(await inviteOnce(tx, step, [])))
      throw new DomainError(
        "conflict",
        "Your organisation has published no NDA yet. Write it under Organisation, NDA, then invite the applicant.",
      );
    if (await isInForce(tx, step)) await grantOpenInterests(tx, { primeId, applicantId, actorId });
  }
  if (to === "in_discussion" && !(await isInForce(tx, step)))
    throw new DomainError(
      "conflict",
      "The NDA is not in force yet: the applicant accepts it and you countersign it on the NDA page of this expression of interest.",
    );
  if (to === "declined" || to === "withdrawn")
    await withdrawGrant(tx, { opportunityId, organisationId: applicantId }, actorId);
}

type Pair = Pick<InterestStep, "primeId" | "applicantId" | "actorId">;

async function isInForce(tx: Tx, { primeId, applicantId }: Pair): Promise<boolean> {
  return (await tx.ndaAgreement.count({ where: { primeId, applicantId, status: "countersigned" } })) > 0;
}

/**
 * Invites the applicant to the poster's newest text unless it has signed that or is invited already.
 * @param told the organisations that hear of it by a mail of its own
 * @returns false when there is no text to invite to
 */
export async function inviteOnce(
  tx: Tx,
  { primeId, applicantId, actorId }: Pair,
  told: string[],
): Promise<boolean> {
  await holdTexts(tx, primeId);
  const text = await tx.ndaText.findFirst({
    where: { organisationId: primeId },
    orderBy: { version: "desc" },
    select: { id: true },
  });
  if (!text) return false;
  const open = await tx.ndaAgreement.findFirst({
    where: {
      primeId,
      applicantId,
      OR: [{ status: { in: ["invited", "accepted"] } }, { status: "countersigned", textId: text.id }],
    },
    select: { id: true },
  });
  if (open) return true;
  const { id } = await tx.ndaAgreement.create({
    data: { primeId, applicantId, textId: text.id, invitedById: actorId },
    select: { id: true },
  });
  await recordStep(tx, { agreementId: id, toStatus: "invited", textId: text.id, actorId }, told);
  return true;
}
