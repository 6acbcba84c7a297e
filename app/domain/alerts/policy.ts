import type { ActingOrganisation, Actor, Person } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";

/** A person acting for an organisation: saved searches belong to one within the other. */
export type Member = Person & { organisation: ActingOrganisation };

/** @throws DomainError forbidden for everybody who acts for no organisation */
export function memberOf(actor: Actor): Member {
  if (actor.kind === "person" && actor.organisation) return actor as Member;
  throw new DomainError("forbidden", "Saved searches belong to a member of an organisation. Sign in as one.");
}

/** The saved searches of this person in this organisation, as a where clause: nobody else ever sees them. */
export function savedBy(actor: Actor): { userId: string; organisationId: string } {
  const { userId, organisation } = memberOf(actor);
  return { userId, organisationId: organisation.id };
}
