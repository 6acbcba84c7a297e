import { mayEdit, type Actor } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** The certificates of the actor's own organisation, as a where clause: every read starts from it. */
export function registerOf(actor: Actor): Prisma.CertificateWhereInput {
  if (actor.kind !== "person" || !actor.organisation) return { id: { in: [] } };
  return { organisationId: actor.organisation.id };
}

/** @throws DomainError forbidden for viewers */
export function requireEditor(actor: Member): void {
  if (!mayEdit(actor))
    throw new DomainError(
      "forbidden",
      "You may read the certificates, not change them. Ask an owner for the role of editor.",
    );
}
