import type { Actor, ActingOrganisation } from "#app/core/actor.ts";
import type { DisclosureLevel, OrganisationKind, ReleaseClass } from "#app/core/reference/terms.ts";

export const MOST_DOCUMENT_BYTES = 20_000_000;
export const MOST_DOCUMENTS = 10;

type Released = { organisationId: string; release: ReleaseClass; releaseCountries: string[] };

/** Kinds that take part in government programmes themselves. */
const GOVERNMENT_KINDS: readonly OrganisationKind[] = ["government_agency", "public_sector"];

function isReleasedTo(
  { country, kind }: ActingOrganisation,
  { release, releaseCountries }: Released,
): boolean {
  if (release === "india_only") return country === "IN";
  if (release === "listed_countries") return releaseCountries.includes(country);
  return release === "anyone" || GOVERNMENT_KINDS.includes(kind);
}

/**
 * Whether an actor who may read the opportunity may have one of its documents. Public ones: everybody.
 * `registered`: verified organisations to which the opportunity is released, and moderators.
 * `on_nda`: so far only the poster's own organisation.
 */
export function mayDownload(actor: Actor, disclosure: DisclosureLevel, opportunity: Released): boolean {
  if (disclosure === "public" || actor.kind === "system") return true;
  if (actor.kind !== "person") return false;
  const { organisation } = actor;
  if (organisation?.id === opportunity.organisationId) return true;
  if (disclosure !== "registered") return false;
  if (actor.isModerator) return true;
  return organisation?.verification === "verified" && isReleasedTo(organisation, opportunity);
}
