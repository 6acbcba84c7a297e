import type { Actor } from "#app/core/actor.ts";
import type { DisclosureLevel, ReleaseClass } from "#app/core/reference/terms.ts";
import { isReleasedTo } from "#app/domain/opportunities/release.ts";

export const MOST_DOCUMENT_BYTES = 20_000_000;
export const MOST_DOCUMENTS = 10;

type Released = { organisationId: string; release: ReleaseClass; releaseCountries: string[] };

/** What stands between a reader and a document. */
export type DocumentBar = "nda" | "signed_out" | "unverified" | "release";

/**
 * What keeps an actor who may read the opportunity from one of its documents; null when nothing does.
 * Public ones: everybody. `registered`: verified organisations to which the opportunity is released, and
 * moderators. `on_nda`: so far only the poster's own organisation.
 */
export function documentBar(
  actor: Actor,
  disclosure: DisclosureLevel,
  opportunity: Released,
): DocumentBar | null {
  if (disclosure === "public" || actor.kind === "system") return null;
  const organisation = actor.kind === "person" ? actor.organisation : null;
  if (organisation?.id === opportunity.organisationId) return null;
  if (disclosure === "on_nda") return "nda";
  if (actor.kind !== "person") return "signed_out";
  if (actor.isModerator) return null;
  if (organisation?.verification !== "verified") return "unverified";
  return isReleasedTo(organisation, opportunity) ? null : "release";
}
