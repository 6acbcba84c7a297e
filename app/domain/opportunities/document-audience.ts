import { anonymous, type ActingOrganisation, type Actor, type Person } from "#app/core/actor.ts";
import type { ReleaseRules } from "#app/core/reference/release-rules.ts";
import { COUNTRY_CODES } from "#app/core/reference/countries.ts";
import {
  disclosureLevelValues,
  organisationKindValues,
  RELEASE_CLASSES,
  type DisclosureLevel,
  type ReleaseClass,
} from "#app/core/reference/terms.ts";
import {
  documentBar,
  NOTHING_SIGNED,
  type DocumentBar,
  type NdaStanding,
} from "#app/domain/documents/policy.ts";
import { admittedText, isReleasedTo } from "#app/domain/opportunities/release.ts";

type Released = { organisationId: string; release: ReleaseClass; releaseCountries: string[] };

/** One sort of reader, and for each disclosure level whether such a reader gets a document. */
export type AudienceRow = {
  reader: string;
  answers: { level: DisclosureLevel; may: boolean; text: string }[];
};

const BECAUSE: Record<DocumentBar, string> = {
  signed_out: "sign in for a verified organisation first",
  unverified: "not before the organisation is verified",
  release: "the release does not admit them",
  nda: "not without your NDA",
  not_granted: "not before you let them in",
};

const SIGNED: NdaStanding = { agreement: { id: "", version: 1 }, isGranted: false };
const LET_IN: NdaStanding = { ...SIGNED, isGranted: true };

/** Somebody of an organisation like this; only what decides about documents is filled in. */
function member(organisation: Pick<ActingOrganisation, "country" | "kind" | "verification"> | null): Person {
  const nobody = { userId: "", sessionId: "", email: "", name: "", emailVerified: true };
  const acting = organisation && { ...organisation, id: "", slug: "", name: "", role: "owner" as const };
  return { kind: "person", ...nobody, isModerator: false, organisation: acting };
}

/** A country and a kind that the release admits, or does not; undefined when there is none of these. */
function example(opportunity: Released, rules: ReleaseRules | undefined, isAdmitted: boolean) {
  for (const country of ["IN", ...COUNTRY_CODES])
    for (const kind of organisationKindValues)
      if (isReleasedTo({ country, kind }, opportunity, rules) === isAdmitted) return { country, kind };
  return undefined;
}

/**
 * Who can get the documents of an opportunity, by disclosure level and release: asked of the rule that decides about
 * every download, so that the table cannot say anything else. Pure.
 */
export function documentAudience(
  opportunity: Released,
  rules?: ReleaseRules,
): { rows: AudienceRow[]; release: string } {
  const admitted = example(opportunity, rules, true);
  const others = example(opportunity, rules, false);
  const who = admittedText(opportunity, rules);
  const row = (reader: string, actor: Actor, standing = NOTHING_SIGNED, because = BECAUSE): AudienceRow => ({
    reader,
    answers: disclosureLevelValues.map((level) => {
      const bar = documentBar(actor, level, opportunity, standing, rules);
      return { level, may: bar === null, text: bar === null ? "" : because[bar] };
    }),
  });
  const verified = admitted && member({ ...admitted, verification: "verified" });
  const moderator: Actor = { ...member(null), isModerator: true };
  const rows = [
    row("Everybody who is not signed in", anonymous),
    ...(admitted
      ? [row("Organisations not yet verified", member({ ...admitted, verification: "unverified" }))]
      : []),
    ...(verified
      ? [
          row(`Verified ${who}`, verified),
          row("Verified, with your NDA in force", verified, SIGNED),
          row("Those with your NDA whom you let in", verified, LET_IN),
        ]
      : []),
    ...(others
      ? [row("All other organisations", member({ ...others, verification: "verified" }), LET_IN)]
      : []),
    row("Moderators", moderator, NOTHING_SIGNED, { ...BECAUSE, nda: "only the log of who had it" }),
  ];
  return { rows, release: RELEASE_CLASSES[opportunity.release].label };
}
