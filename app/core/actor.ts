import { ORGANISATION_KINDS, type OrganisationGroup } from "#app/core/reference/terms.ts";
import type { MemberRole, OrganisationKind, VerificationStatus } from "#prisma/generated/enums.ts";

/** The organisation a signed-in person is acting for. */
export type ActingOrganisation = {
  id: string;
  slug: string;
  name: string;
  kind: OrganisationKind;
  /** ISO 3166-1 alpha-2. */
  country: string;
  verification: VerificationStatus;
  role: MemberRole;
};

export type Person = {
  kind: "person";
  userId: string;
  sessionId: string;
  email: string;
  name: string;
  emailVerified: boolean;
  isModerator: boolean;
  organisation: ActingOrganisation | null;
};

/** Who asks. Every domain function takes one first. */
export type Actor = { kind: "anonymous" } | Person | { kind: "system"; reason: string };

export const anonymous: Actor = { kind: "anonymous" };

/** For jobs and command lines. `reason` is written into histories. */
export function system(reason: string): Actor {
  return { kind: "system", reason };
}

/** The three audiences of the marketplace. */
export function audienceOf(kind: OrganisationKind): OrganisationGroup {
  return ORGANISATION_KINDS[kind].group;
}

/** Owners and editors change things; viewers read. */
export function mayEdit(actor: Actor): actor is Person & { organisation: ActingOrganisation } {
  return actor.kind === "person" && actor.organisation !== null && actor.organisation.role !== "viewer";
}

/** The id to write into histories: null for jobs. */
export function userIdOf(actor: Actor): string | null {
  return actor.kind === "person" ? actor.userId : null;
}
