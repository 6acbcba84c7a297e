import { coveredCertifications } from "#app/core/reference/certifications.ts";
import type { Finding } from "#app/domain/eligibility/assess.ts";
import type { Holding } from "#app/domain/eligibility/holdings.ts";
import type { CapabilityProfile, HeldCertificate } from "#app/domain/eligibility/profile.ts";

/** One thing an organisation could do, or wait for, to meet more of what is asked. */
export type Remedy =
  | {
      kind: "certificate";
      standard: string;
      /** All that a holder of it satisfies. */
      covers: ReadonlySet<string>;
      /** The organisation's own of this very standard, when it has one that does not count. */
      own: Holding | null;
    }
  | { kind: "industrial_licence" };

const LICENCE_KEY = "industrial-licence";

/** A short name of a remedy for addresses; `remedyOfKey` reads it back. */
export const keyOf = (remedy: Remedy) => (remedy.kind === "certificate" ? remedy.standard : LICENCE_KEY);

/**
 * The remedies there are for an organisation: each certificate that is asked for or that it had and that does not count
 * today, and the licence where it says that it holds none. Years, size and country are not to be mended.
 * @param ownByStandard the best certificate of each very standard, equivalences aside
 * @param askedFor codes of certifications that are asked for
 */
export function remediesFor(
  profile: CapabilityProfile,
  ownByStandard: ReadonlyMap<string, Holding>,
  covered: ReadonlyMap<string, Holding>,
  askedFor: Iterable<string>,
): Remedy[] {
  const standards = new Set([...askedFor, ...ownByStandard.keys()]);
  const remedies: Remedy[] = [...standards]
    .filter((code) => covered.get(code)?.standing !== "valid")
    .sort()
    .map((standard) => ({
      kind: "certificate",
      standard,
      covers: coveredCertifications([standard], profile.rules?.certifications),
      own: ownByStandard.get(standard) ?? null,
    }));
  return profile.industrialLicence === false ? [...remedies, { kind: "industrial_licence" }] : remedies;
}

/** The profile as it will be once this is done. Pure. */
export function withRemedy(profile: CapabilityProfile, remedy: Remedy): CapabilityProfile {
  if (remedy.kind === "industrial_licence") return { ...profile, industrialLicence: true };
  const certificate: HeldCertificate = {
    standard: remedy.standard,
    status: "declared",
    issuedOn: null,
    expiresOn: null,
  };
  return { ...profile, certificates: [...profile.certificates, certificate] };
}

/** Whether something that is lacking is of the sort that remedies mend at all. */
export function isMendable(finding: Finding): boolean {
  return (
    finding.about === "certification" || (finding.about === "industrial_licence" && finding.yours === false)
  );
}

/** Whether a remedy mends what a finding lacks. */
export function mends(remedy: Remedy, finding: Finding): boolean {
  if (finding.about === "certification")
    return remedy.kind === "certificate" && remedy.covers.has(finding.code);
  return finding.about === "industrial_licence" && remedy.kind === "industrial_licence";
}
