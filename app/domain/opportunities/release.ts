import type { ActingOrganisation } from "#app/core/actor.ts";
import type { OrganisationKind, ReleaseClass } from "#app/core/reference/terms.ts";

/** Kinds that take part in government programmes themselves. */
export const GOVERNMENT_KINDS: readonly OrganisationKind[] = ["government_agency", "public_sector"];

/** Whether an organisation may receive the details of an opportunity, by its country and kind alone. */
export function isReleasedTo(
  { country, kind }: Pick<ActingOrganisation, "country" | "kind">,
  { release, releaseCountries }: { release: ReleaseClass; releaseCountries: readonly string[] },
): boolean {
  if (release === "india_only") return country === "IN";
  if (release === "listed_countries") return releaseCountries.includes(country);
  return release === "anyone" || GOVERNMENT_KINDS.includes(kind);
}
