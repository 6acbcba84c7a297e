import type { Actor } from "#app/core/actor.ts";
import type { Tx } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { INTEREST_STATUSES, type InterestStatus } from "#app/core/reference/terms.ts";
import { INTEREST_SUBJECT, interestRefusal, type InterestRefusal } from "#app/domain/interests/policy.ts";
import { applicableTo } from "#app/domain/interests/queries.server.ts";
import { referenceSchema, type InterestDraft, type InterestTexts } from "#app/domain/interests/schema.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

const OWN = {
  id: true,
  status: true,
  version: true,
  message: true,
  capabilityStatement: true,
  contactRole: true,
} as const;
type Own = { id: string; status: InterestStatus; version: number } & InterestTexts;

const sameTexts = (a: InterestTexts, b: InterestTexts) =>
  a.message === b.message &&
  a.capabilityStatement === b.capabilityStatement &&
  a.contactRole === b.contactRole;

function refusalError({ reason, message }: InterestRefusal): DomainError {
  if (reason === "signed_out")
    return new DomainError(
      "unauthenticated",
      "You are not signed in any more. Sign in again in another tab, then come back and press the button again: your text stays here.",
    );
  return new DomainError(
    reason === "not_open" || reason === "past_deadline" ? "conflict" : "forbidden",
    message,
  );
}

/**
 * Holds the one EoI of the actor's organisation for an opportunity, made as an empty draft if there is none.
 * The unique index lets one of two browsers make it; the row lock makes the other wait and see. The opportunity
 * is held as well, so that nothing is sent to one that closes at this moment.
 * @throws DomainError not_found, or the reason of interestRefusal
 */
export async function holdOwnInterest(tx: Tx, actor: Actor, reference: string) {
  if (!referenceSchema.safeParse(reference).success) throw notFound("This opportunity");
  await tx.$queryRaw`select 1 from opportunity where reference = ${reference} for share`;
  const opportunity = await tx.opportunity.findFirst({
    where: { AND: [{ reference }, applicableTo(actor)] },
    select: INTEREST_SUBJECT,
  });
  if (!opportunity) throw notFound("This opportunity");
  const refusal = interestRefusal(actor, opportunity, new Date(), await readReference("release", tx));
  if (actor.kind !== "person" || !actor.organisation) throw refusalError(refusal!);
  const key = { opportunityId: opportunity.id, organisationId: actor.organisation.id };
  await tx.interest.createMany({ data: [key], skipDuplicates: true });
  await tx.$queryRaw`
    select 1 from interest
    where opportunity_id = ${key.opportunityId}::uuid and organisation_id = ${key.organisationId}::uuid for update`;
  const interest: Own = await tx.interest.findFirstOrThrow({ where: key, select: OWN });
  return { opportunity, interest, person: actor, refusal };
}

/**
 * Whether this text may be written into the organisation's EoI. Null when there is nothing to write because the
 * very same text was sent before.
 * @throws DomainError conflict when a colleague has sent or saved something else; the reason of interestRefusal
 */
export function requireWritable(
  held: Awaited<ReturnType<typeof holdOwnInterest>>,
  { version, ...texts }: InterestDraft,
): "write" | "already_sent" {
  const { interest, refusal } = held;
  if (interest.status !== "draft") {
    if (sameTexts(interest, texts)) return "already_sent";
    throw new DomainError(
      "conflict",
      `Your organisation has already expressed interest here, and can do so once. It is now “${INTEREST_STATUSES[interest.status].label}”: read it on your desk.`,
    );
  }
  if (refusal) throw refusalError(refusal);
  const overruns =
    version !== undefined && interest.version > Math.max(version, 1) && !sameTexts(interest, texts);
  if (overruns)
    throw new DomainError(
      "conflict",
      "A colleague has saved another text since you opened this page. Yours is still here: press the button again to replace the saved one.",
    );
  return "write";
}
