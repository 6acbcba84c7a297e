import type { Actor } from "#app/core/actor.ts";
import type { ReleaseRules } from "#app/core/reference/release-rules.ts";
import type { DisclosureLevel, ReleaseClass } from "#app/core/reference/terms.ts";
import { isReleasedTo } from "#app/domain/opportunities/release.ts";

type Released = { organisationId: string; release: ReleaseClass; releaseCountries: string[] };

/** What stands between a reader and a document. */
export type DocumentBar = "nda" | "not_granted" | "signed_out" | "unverified" | "release";

/** The agreement in force between a reader's organisation and the poster, and whether the poster lets it in here. */
export type NdaStanding = { agreement: { id: string; version: number } | null; isGranted: boolean };

export const NOTHING_SIGNED: NdaStanding = { agreement: null, isGranted: false };

/**
 * What keeps an actor who may read the opportunity from one of its documents; null when nothing does.
 * Public ones: everybody. The others: the poster's own organisation, and verified organisations to which the
 * opportunity is released; for `on_nda` they need an agreement in force with the poster and its grant for this
 * opportunity as well. Moderators read `registered` ones, and of `on_nda` only the log.
 * @param rules of release as they hold now: readReference("release"); without them, those the product begins with
 */
export function documentBar(
  actor: Actor,
  disclosure: DisclosureLevel,
  opportunity: Released,
  standing: NdaStanding,
  rules?: ReleaseRules,
): DocumentBar | null {
  if (disclosure === "public" || actor.kind === "system") return null;
  const organisation = actor.kind === "person" ? actor.organisation : null;
  if (organisation?.id === opportunity.organisationId) return null;
  const isReleased = !organisation || isReleasedTo(organisation, opportunity, rules);
  // No agreement helps those to whom it is not released: they are told so first.
  if (disclosure === "on_nda" && !standing.agreement) return isReleased ? "nda" : "release";
  if (actor.kind !== "person") return "signed_out";
  if (actor.isModerator && disclosure === "registered") return null;
  if (organisation?.verification !== "verified") return "unverified";
  if (!isReleased) return "release";
  return disclosure === "on_nda" && !standing.isGranted ? "not_granted" : null;
}
