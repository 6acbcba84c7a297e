import { mayEdit, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { receivedBy } from "#app/domain/interests/policy.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";
import type { LeadValueInput } from "#app/domain/leads/schema.ts";

/** An EoI that reached the actor's own organisation: the applicant's side never gets here. @throws DomainError not_found */
async function requireReceived(actor: Actor, id: string) {
  if (!interestIdSchema.safeParse(id).success) throw notFound("This expression of interest");
  const interest = await db.interest.findFirst({
    where: { AND: [{ id }, receivedBy(actor)] },
    select: {
      id: true,
      status: true,
      organisation: { select: { name: true } },
      opportunity: { select: { reference: true, title: true, currency: true } },
    },
  });
  if (!interest) throw notFound("This expression of interest");
  return interest;
}

/**
 * What the prime expects of one EoI, and every change of that, the newest first; only for the side that received it.
 * @throws DomainError not_found
 */
export async function readLead(actor: Actor, id: string) {
  const interest = await requireReceived(actor, id);
  const history = await db.leadValue.findMany({
    where: { interestId: id },
    orderBy: { version: "desc" },
    select: {
      version: true,
      amountMinor: true,
      currency: true,
      probabilityPercent: true,
      createdAt: true,
      actor: { select: { name: true } },
    },
  });
  return { ...interest, version: history[0]?.version ?? 0, history };
}

/** Whether a value was written, or stood there already by the same decision. */
export type SetLeadValueResult = { changed: boolean };

/**
 * Writes what the prime expects of an EoI as its next version. The key (EoI, version) lets one of several at once
 * write; whoever wrote the same as stands there already is told that it is done.
 * @throws DomainError not_found for everybody but the side that received it; forbidden for viewers and suspended
 * organisations; conflict when a colleague wrote something else in the meantime
 */
export async function setLeadValue(
  actor: Actor,
  id: string,
  { version, currency, expected }: LeadValueInput,
): Promise<SetLeadValueResult> {
  const interest = await requireReceived(actor, id);
  if (!mayEdit(actor) || actor.organisation.verification === "suspended")
    throw new DomainError(
      "forbidden",
      "Your role may read but not change this. Ask an owner of your organisation to make you an editor.",
    );
  const data = {
    amountMinor: expected?.amountMinor ?? null,
    probabilityPercent: expected?.probabilityPercent ?? null,
    currency,
  };
  const latest = await latestValue(interest.id);
  if (latest && isSame(latest, data)) return { changed: false };
  if ((latest?.version ?? 0) === version) {
    const { count } = await db.leadValue.createMany({
      data: [{ ...data, interestId: interest.id, version: version + 1, actorId: actor.userId }],
      skipDuplicates: true,
    });
    if (count > 0) return { changed: true };
  }
  const now = await latestValue(interest.id);
  if (now && isSame(now, data)) return { changed: false };
  throw new DomainError(
    "conflict",
    `${now?.actor?.name ?? "A colleague"} has changed this value since you opened the page. Read it, then save yours again if it still holds.`,
  );
}

type Value = { amountMinor: bigint | null; currency: string; probabilityPercent: number | null };

function isSame(one: Value, other: Value): boolean {
  if (one.amountMinor === null || other.amountMinor === null) return one.amountMinor === other.amountMinor;
  return (
    one.amountMinor === other.amountMinor &&
    one.currency === other.currency &&
    one.probabilityPercent === other.probabilityPercent
  );
}

/** The version that counts; null before the first. */
function latestValue(interestId: string) {
  return db.leadValue.findFirst({
    where: { interestId },
    orderBy: { version: "desc" },
    select: {
      version: true,
      amountMinor: true,
      currency: true,
      probabilityPercent: true,
      actor: { select: { name: true } },
    },
  });
}
