import type { Actor } from "#app/core/actor.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/**
 * The evidence an actor may open, as a where clause: every read starts from it. The own organisation and moderators
 * open all that is kept; an organisation that received an expression of interest opens what counts as evidence of
 * the applicant now, as long as the interest is not withdrawn; others open nothing.
 */
export function evidenceOpenTo(actor: Actor): Prisma.CertificateEvidenceWhereInput {
  if (actor.kind !== "person") return { id: { in: [] } };
  if (actor.isModerator) return {};
  if (!actor.organisation) return { id: { in: [] } };
  const { id } = actor.organisation;
  return { OR: [{ organisationId: id }, { removedAt: null, organisation: receivedInterestOf(id) }] };
}

/** Organisations whose expression of interest reached this one and was not withdrawn. */
export function receivedInterestOf(posterId: string): Prisma.OrganisationWhereInput {
  return {
    interests: {
      some: { status: { notIn: ["draft", "withdrawn"] }, opportunity: { organisationId: posterId } },
    },
  };
}
