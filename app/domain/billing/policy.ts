import { mayEdit, type ActingOrganisation, type Actor, type Person } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";

/** Somebody who acts for an organisation and may change things. */
export type Buyer = Person & { organisation: ActingOrganisation };

/**
 * Why this person may not buy for the organisation, with the remedy; null when they may: owners, and editors to whom
 * an owner gave the billing right.
 * @param mayBuy of the membership
 */
export function buyingRefusal(actor: Actor, mayBuy: boolean): string | null {
  if (actor.kind !== "person" || !actor.organisation)
    return "Only people who act for an organisation can buy.";
  const { organisation } = actor;
  if (organisation.verification === "suspended")
    return `${organisation.name} is suspended and cannot buy for now.`;
  if (!actor.emailVerified) return "Confirm your e-mail address first: open the link that we sent you.";
  if (organisation.role === "owner" || (mayEdit(actor) && mayBuy)) return null;
  return `Buying for ${organisation.name} needs the billing right. Ask an owner to give it to you on the page “Members”.`;
}

/** @throws DomainError forbidden with the remedy */
export function requireBuyer(actor: Actor, mayBuy: boolean): asserts actor is Buyer {
  const refusal = buyingRefusal(actor, mayBuy);
  if (refusal) throw new DomainError(actor.kind === "person" ? "forbidden" : "unauthenticated", refusal);
}
