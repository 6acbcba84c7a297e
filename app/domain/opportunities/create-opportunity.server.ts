import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { OPPORTUNITY_KINDS, type OpportunityKind } from "#app/core/reference/terms.ts";
import { columnsOf } from "#app/domain/opportunities/opportunity-record.server.ts";
import { postableKinds } from "#app/domain/opportunities/policy.ts";
import type { OpportunityValues } from "#app/domain/opportunities/schema.ts";

export type NewOpportunity = {
  kind: OpportunityKind;
  values?: Partial<OpportunityValues>;
  /** For the system only: people create for the organisation they act for. */
  organisationId?: string;
  externalReference?: string;
  importedContentHash?: Uint8Array<ArrayBuffer>;
  event?: "created" | "imported";
};

function posterOf(actor: Actor, input: NewOpportunity): string {
  if (actor.kind === "system" && input.organisationId) return input.organisationId;
  if (actor.kind !== "person" || !actor.organisation)
    throw new DomainError(
      "forbidden",
      "Opportunities are posted by organisations, and your account has none.",
    );
  if (!postableKinds(actor).includes(input.kind)) {
    const { label } = OPPORTUNITY_KINDS[input.kind];
    throw new DomainError("forbidden", `Your organisation or your role cannot post this kind: ${label}.`);
  }
  return actor.organisation.id;
}

/**
 * Starts a draft with whatever is known already. Nothing need be complete; publishing asks for the rest.
 * @param tx another command's transaction, to commit with it
 * @throws DomainError forbidden when the actor's organisation does not post this kind
 */
export async function createOpportunity(
  actor: Actor,
  input: NewOpportunity,
  tx?: Tx,
): Promise<{ id: string; reference: string; version: number }> {
  if (!tx) return db.$transaction((own) => createOpportunity(actor, input, own));
  const { kind, values = {}, externalReference, importedContentHash, event = "created" } = input;
  return tx.opportunity.create({
    data: {
      ...columnsOf(values),
      organisationId: posterOf(actor, input),
      kind,
      externalReference,
      importedContentHash,
      certifications: { create: values.certifications ?? [] },
      events: { create: { type: event, actorId: userIdOf(actor), toStatus: "draft" } },
    },
    select: { id: true, reference: true, version: true },
  });
}
