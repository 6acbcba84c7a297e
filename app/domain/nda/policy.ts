import { mayEdit, type Actor, type Person, type ActingOrganisation } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import type { InterestSide } from "#app/domain/interests/lifecycle.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** The agreements an actor may read, as a where clause: those of its own organisation on either side; moderators all. */
export function visibleTo(actor: Actor): Prisma.NdaAgreementWhereInput {
  if (actor.kind === "system" || (actor.kind === "person" && actor.isModerator)) return {};
  if (actor.kind !== "person" || !actor.organisation) return { id: { in: [] } };
  return { OR: [{ primeId: actor.organisation.id }, { applicantId: actor.organisation.id }] };
}

type Parties = { primeId: string; applicantId: string };

/** On which side of an agreement the actor's organisation stands; null for moderators and everybody else. */
export function sideOf(actor: Actor, { primeId, applicantId }: Parties): InterestSide | null {
  if (actor.kind !== "person" || !actor.organisation) return null;
  if (actor.organisation.id === applicantId) return "applicant";
  return actor.organisation.id === primeId ? "poster" : null;
}

type Signer = Person & { organisation: ActingOrganisation };

/** Why this actor may not sign or decide for the organisation it acts for, as a sentence with its remedy, or null. */
export function signingRefusal(actor: Actor): string | null {
  if (actor.kind !== "person" || !actor.organisation)
    return "Only the two organisations of an agreement sign it.";
  const { organisation } = actor;
  if (organisation.verification === "suspended")
    return `${organisation.name} is suspended and cannot act on the marketplace for now.`;
  if (!mayEdit(actor))
    return `Your role at ${organisation.name} is viewer, which may read but not sign. Ask an owner of your organisation to make you an editor.`;
  if (!actor.emailVerified)
    return "Confirm your e-mail address first: open the link that we sent you. Your account's page sends it again.";
  return null;
}

/** @throws DomainError forbidden with the reason of signingRefusal */
export function requireSigner(actor: Actor): asserts actor is Signer {
  const refusal = signingRefusal(actor);
  if (refusal) throw new DomainError("forbidden", refusal);
}
