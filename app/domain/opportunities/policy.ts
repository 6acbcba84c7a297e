import { audienceOf, mayEdit, type Actor } from "#app/core/actor.ts";
import { OPPORTUNITY_KINDS, type OpportunityKind } from "#app/core/reference/terms.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** States in which everybody may read the public page; closed and expired ones stay readable but take no interest. */
const PUBLIC_STATUSES = ["published", "closed", "expired"] as const;

/**
 * The opportunities an actor may read, as a where clause: every read starts from it.
 * Own organisation: all states. Moderators and the system: all. Everybody else: what was made public.
 */
export function visibleTo(actor: Actor): Prisma.OpportunityWhereInput {
  if (actor.kind === "system" || (actor.kind === "person" && actor.isModerator)) return {};
  const isPublic: Prisma.OpportunityWhereInput = {
    status: { in: [...PUBLIC_STATUSES] },
    publishedAt: { not: null },
  };
  if (actor.kind === "anonymous" || !actor.organisation) return isPublic;
  return { OR: [isPublic, { organisationId: actor.organisation.id }] };
}

/** The opportunities an actor may change, as a where clause; matches nothing for those who may not. */
export function editableBy(actor: Actor): Prisma.OpportunityWhereInput {
  if (actor.kind === "system") return {};
  if (!mayEdit(actor)) return { id: { in: [] } };
  return { organisationId: actor.organisation.id };
}

/** The opportunities of the actor's own organisation, for everybody in it (viewers read). */
export function ownedBy(actor: Actor): Prisma.OpportunityWhereInput {
  if (actor.kind !== "person" || !actor.organisation) return { id: { in: [] } };
  return { organisationId: actor.organisation.id };
}

/** The kinds of opportunity that this actor's organisation posts; empty for those who do not post. */
export function postableKinds(actor: Actor): OpportunityKind[] {
  if (!mayEdit(actor)) return [];
  const audience = audienceOf(actor.organisation.kind);
  return (Object.keys(OPPORTUNITY_KINDS) as OpportunityKind[]).filter((kind) =>
    (OPPORTUNITY_KINDS[kind].postedBy as readonly string[]).includes(audience),
  );
}
