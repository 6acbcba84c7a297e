import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { OPPORTUNITY_STATUSES, type OpportunityStatus } from "#app/core/reference/terms.ts";
import { recordFeaturedState } from "#app/domain/billing/ledger.server.ts";
import { ACTIONS, datesAfter, nextStatus, type Action } from "#app/domain/opportunities/lifecycle.ts";
import {
  CHANGED_MEANWHILE,
  readForChange,
  valuesOf,
  writeChange,
  type OpportunityRecord,
  type Target,
} from "#app/domain/opportunities/opportunity-record.server.ts";
import { missingForPublishing } from "#app/domain/opportunities/publishable.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";

export type StatusChange = { id: string; reference: string; version: number; status: OpportunityStatus };

/** Whoever brings something before the public has a confirmed address and is not suspended. */
function refusePublisher(actor: Actor): void {
  if (actor.kind !== "person") return;
  if (!actor.emailVerified)
    throw new DomainError(
      "forbidden",
      "Confirm your e-mail address first: open the link that we sent you. Then publish again; everything is saved.",
    );
  if (actor.organisation?.verification === "suspended")
    throw new DomainError("forbidden", "Your organisation is suspended and cannot publish for now.");
}

function refuseIncomplete(record: OpportunityRecord, now: Date): void {
  const missing = missingForPublishing(record.kind, valuesOf(record), now);
  if (missing.length === 0) return;
  const fieldErrors: Record<string, string[]> = {};
  for (const { field, message } of missing) (fieldErrors[field] ??= []).push(message);
  throw new DomainError(
    "invalid",
    `This is missing for publishing: ${missing.map(({ message }) => message).join(" ")}`,
    { fieldErrors },
  );
}

/** Whether the only thing that happened since a person saw `version` is this very action: a second press of its button. */
async function isDoneAlready(tx: Tx, record: OpportunityRecord, action: Action, version: number) {
  if (record.version !== version + 1 || record.status !== ACTIONS[action].to) return false;
  const last = await tx.opportunityEvent.findFirst({
    where: { opportunityId: record.id },
    orderBy: { createdAt: "desc" },
    select: { type: true },
  });
  return last?.type === ACTIONS[action].event;
}

/**
 * Carries out one action of the lifecycle: state, dates, history and indexing in one transaction. The same action again
 * on what the same page showed is answered as done.
 * @throws DomainError conflict when the state does not allow it or somebody was quicker; invalid with what is missing;
 *   forbidden without a confirmed address
 */
export async function changeStatus(
  actor: Actor,
  action: Action,
  target: Target & { reason?: string },
  tx?: Tx,
): Promise<StatusChange> {
  if (!tx) return db.$transaction((own) => changeStatus(actor, action, target, own));
  const now = new Date();
  const { version: seen, reason, ...which } = target;
  const record = await readForChange(tx, actor, which);
  if (seen !== undefined && seen !== record.version) {
    if (!(await isDoneAlready(tx, record, action, seen)))
      throw new DomainError("conflict", CHANGED_MEANWHILE);
    const { id, reference, version, status } = record;
    return { id, reference, version, status };
  }
  const status = nextStatus(action, record.status);
  if (!status) {
    const { label } = OPPORTUNITY_STATUSES[record.status];
    throw new DomainError("conflict", `This cannot be done in the opportunity's present state: ${label}.`);
  }
  if (status === "published") {
    refusePublisher(actor);
    refuseIncomplete(record, now);
  }
  if (action === "resume" && record.expiresAt && record.expiresAt <= now)
    throw new DomainError(
      "conflict",
      "Its time ran out while it was on hold. It will be marked as expired; renew it then.",
    );
  const version = await writeChange(
    tx,
    record,
    { status, ...datesAfter(action, now) },
    {
      type: ACTIONS[action].event,
      actorId: userIdOf(actor),
      fromStatus: record.status,
      toStatus: status,
      reason: reason ?? (actor.kind === "system" ? actor.reason : ""),
    },
  );
  await recordFeaturedState(tx, record.id, status);
  await enqueueIndexing(tx, [record.id]);
  return { id: record.id, reference: record.reference, version, status };
}
