import { audienceOf, type Actor } from "#app/core/actor.ts";
import { notFound } from "#app/core/errors.ts";
import { requireMember } from "#app/core/http.server.ts";

/** A member of an organisation that posts opportunities: others have nothing to buy. @throws DomainError not_found */
export function requirePoster(actor: Actor, url: URL) {
  const member = requireMember(actor, url);
  if (audienceOf(member.organisation.kind) === "msme") throw notFound();
  return member;
}
