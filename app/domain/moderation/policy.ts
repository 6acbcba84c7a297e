import type { Actor, Person } from "#app/core/actor.ts";
import { notFound } from "#app/core/errors.ts";

/** A signed-in moderator. @throws DomainError not_found for everybody else: what moderators see does not exist for others */
export function requireModerator(actor: Actor): Person {
  if (actor.kind !== "person" || !actor.isModerator) throw notFound();
  return actor;
}
