import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";

import { INTEREST_STATUSES, type InterestStatus } from "#app/core/reference/terms.ts";
import { pathBetween, sideThatReaches, type InterestSide } from "#app/domain/interests/lifecycle.ts";
import { notifyPeople } from "#app/domain/interests/notify-people.server.ts";
import { decisionRefusal, sideOf, visibleTo } from "#app/domain/interests/policy.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";
import { followInterest } from "#app/domain/nda/follow-interest.server.ts";

/** A decision about one EoI. `version` is the one that the deciding person saw. */
type Change = {
  id: string;
  to: InterestStatus;
  version: number;
  note: string;
  /** For "declined": which reason of the list. */
  declineCode?: string;
};

/** Whether something happened, or had already happened by the same decision. */
export type ChangeResult = { changed: boolean };

const SUBJECT = {
  id: true,
  status: true,
  version: true,
  organisationId: true,
  firstAnsweredAt: true,
  opportunityId: true,
  organisation: { select: { name: true } },
  opportunity: { select: { organisationId: true, organisation: { select: { name: true } } } },
} as const;

/** Reads an EoI that the actor may see and holds its row, so that two deciders come one after the other. */
async function lockInterest(tx: Tx, actor: Actor, id: string) {
  if (!interestIdSchema.safeParse(id).success) throw notFound("This expression of interest");
  await tx.$queryRaw`select 1 from interest where id = ${id}::uuid for update`;
  const interest = await tx.interest.findFirst({
    where: { AND: [{ id }, visibleTo(actor)] },
    select: SUBJECT,
  });
  if (!interest) throw notFound("This expression of interest");
  return interest;
}
type Locked = Awaited<ReturnType<typeof lockInterest>>;

function lastEvent(tx: Tx, interestId: string) {
  return tx.interestEvent.findFirst({
    where: { interestId },
    orderBy: [{ createdAt: "desc" }, { toStatus: "desc" }],
    select: { toStatus: true, note: true, createdAt: true, actorId: true, actor: { select: { name: true } } },
  });
}

/** Says what somebody else did in the meantime. People of the other side are not named. */
async function overtaken(tx: Tx, interest: Locked, side: InterestSide): Promise<DomainError> {
  const event = await lastEvent(tx, interest.id);
  const bySide = event && (event.toStatus === "submitted" ? "applicant" : sideThatReaches(event.toStatus));
  const other = side === "poster" ? interest.organisation : interest.opportunity.organisation;
  const who = bySide === side ? (event?.actor?.name ?? "A colleague") : other.name;
  return new DomainError(
    "conflict",
    `${who} was quicker: this is now “${INTEREST_STATUSES[interest.status].label}”. Read what happened, then decide again.`,
  );
}

/**
 * Takes one step in the life of an EoI: state, history and mails together, once. The same decision again is
 * answered as done; another decision on what is no longer so is refused.
 * @throws DomainError not_found for those without business there; forbidden for the wrong side, viewers and
 * suspended organisations; conflict when somebody else was quicker or the state does not allow it
 */
export function changeStatus(actor: Actor, change: Change): Promise<ChangeResult> {
  return db.$transaction((tx) => changeStatusIn(tx, actor, change));
}

/** The same as a part of something larger: a message that answers an EoI takes the step with itself. @throws the same */
export async function changeStatusIn(tx: Tx, actor: Actor, change: Change): Promise<ChangeResult> {
  const interest = await lockInterest(tx, actor, change.id);
  const side = sideOf(actor, interest);
  const refusal = decisionRefusal(actor, side, change.to);
  if (refusal || side === null || actor.kind !== "person") throw new DomainError("forbidden", refusal ?? "");
  if (interest.status === change.to) {
    const last = await lastEvent(tx, interest.id);
    if (last?.note === change.note) return { changed: false };
  }
  if (interest.version !== change.version) throw await overtaken(tx, interest, side);
  const path = pathBetween(interest.status, change.to, side);
  if (!path)
    throw new DomainError(
      "conflict",
      `This is “${INTEREST_STATUSES[interest.status].label}”; from there it cannot become “${INTEREST_STATUSES[change.to].label}”.`,
    );
  await writeStep(tx, { interest, side, path, change, actorId: actor.userId });
  return { changed: true };
}

type Step = {
  interest: Locked;
  side: InterestSide;
  path: InterestStatus[];
  change: Change;
  actorId: string;
};

async function writeStep(tx: Tx, { interest, side, path, change, actorId }: Step): Promise<void> {
  const now = new Date();
  await tx.interest.update({
    where: { id: interest.id },
    data: {
      status: change.to,
      version: { increment: 1 },
      ...(change.to === "declined"
        ? { declineReason: change.note, declineCode: change.declineCode ?? "" }
        : {}),
      ...(side === "poster" ? { firstAnsweredAt: interest.firstAnsweredAt ?? now } : {}),
    },
  });
  let from = interest.status;
  let eventId = "";
  for (const to of path) {
    const event = await tx.interestEvent.create({
      data: {
        interestId: interest.id,
        actorId,
        fromStatus: from,
        toStatus: to,
        note: to === change.to ? change.note : "",
        createdAt: now,
      },
      select: { id: true },
    });
    eventId = event.id;
    from = to;
  }
  await followInterest(tx, {
    to: change.to,
    opportunityId: interest.opportunityId,
    primeId: interest.opportunity.organisationId,
    applicantId: interest.organisationId,
    actorId,
  });
  await notifyPeople(tx, {
    template: "interest_changed",
    interestEventId: eventId,
    organisationId: side === "poster" ? interest.organisationId : interest.opportunity.organisationId,
  });
}
