import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import type { Tx } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import type { InterestSide } from "#app/domain/interests/lifecycle.ts";
import { peopleToTell } from "#app/domain/interests/notify-people.server.ts";
import { mayStep, NDA_STATUSES } from "#app/domain/nda/lifecycle.ts";
import { requireSigner, sideOf, visibleTo } from "#app/domain/nda/policy.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { NdaStatus } from "#prisma/generated/enums.ts";

/**
 * Lets changes of an organisation's text and invitations to it come one after the other, so that no invitation misses
 * a newer text. Readers and foreign keys do not wait.
 */
export async function holdTexts(tx: Tx, primeId: string): Promise<void> {
  await tx.$queryRaw`select 1 from organisation where id = ${primeId}::uuid for no key update`;
}

const SUBJECT = {
  id: true,
  primeId: true,
  applicantId: true,
  textId: true,
  status: true,
  acceptedById: true,
  acceptedName: true,
  countersignedById: true,
  endReason: true,
  prime: { select: { name: true } },
  applicant: { select: { name: true } },
  text: { select: { version: true } },
} as const;

/** Reads an agreement that the actor may see and holds its row, so that two who sign come one after the other. */
export async function lockAgreement(tx: Tx, actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) throw notFound("This agreement");
  await tx.$queryRaw`select 1 from nda_agreement where id = ${id}::uuid for update`;
  const agreement = await tx.ndaAgreement.findFirst({
    where: { AND: [{ id }, visibleTo(actor)] },
    select: SUBJECT,
  });
  if (!agreement) throw notFound("This agreement");
  return { ...agreement, side: sideOf(actor, agreement) };
}
export type LockedAgreement = Awaited<ReturnType<typeof lockAgreement>>;

/**
 * That this actor may take this step now.
 * @throws DomainError forbidden for the wrong side and those who may not sign; conflict when it is not so any more
 */
export function requireStep(
  actor: Actor,
  agreement: LockedAgreement,
  to: NdaStatus,
): asserts actor is Extract<Actor, { kind: "person" }> {
  requireSigner(actor);
  const side: InterestSide = to === "accepted" ? "applicant" : "poster";
  if (agreement.side !== side)
    throw new DomainError("forbidden", "This step belongs to the other side of the agreement.");
  if (!mayStep(agreement.status, to, side))
    throw new DomainError(
      "conflict",
      `Somebody was quicker: the agreement is now “${NDA_STATUSES[agreement.status].label}”. Read what happened, then decide again.`,
    );
}

type Recorded = {
  agreementId: string;
  toStatus: NdaStatus;
  textId: string;
  actorId: string | null;
  note?: string;
};

/** Writes a step into the history and queues a mail about it to each signer of the organisations that should know. */
export async function recordStep(tx: Tx, step: Recorded, organisationIds: string[]): Promise<void> {
  const event = await tx.ndaEvent.create({ data: step, select: { id: true } });
  for (const organisationId of organisationIds)
    for (const userId of await peopleToTell(tx, organisationId))
      await enqueue(tx, "mail.send", { template: "nda_changed", ndaEventId: event.id, userId });
}
