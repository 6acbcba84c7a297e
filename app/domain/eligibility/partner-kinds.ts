import type { EnterpriseClass, OrganisationKind, PartnerKind } from "#app/core/reference/terms.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";

const MSME_CLASSES: readonly EnterpriseClass[] = ["micro", "small", "medium"];
const ALL_CLASSES: readonly EnterpriseClass[] = [...MSME_CLASSES, "large"];

type Identity = Pick<CapabilityProfile, "kind" | "enterpriseClass">;

/** What the kind of an organisation says by itself, and the classes it may have; none where classes mean nothing. */
const BY_KIND: Record<OrganisationKind, { is: PartnerKind[]; classes: readonly EnterpriseClass[] }> = {
  large_industry: { is: [], classes: ["large"] },
  public_sector: { is: [], classes: ["large"] },
  research_body: { is: ["research_body"], classes: [] },
  university: { is: ["university"], classes: [] },
  government_agency: { is: [], classes: [] },
  msme: { is: [], classes: MSME_CLASSES },
  start_up: { is: ["start_up"], classes: ALL_CLASSES },
  foreign_industry: { is: [], classes: ALL_CLASSES },
  foreign_research_body: { is: ["research_body"], classes: [] },
  foreign_university: { is: ["university"], classes: [] },
  foreign_agency: { is: [], classes: [] },
};

/** The enterprise classes an organisation of this kind chooses from; one: it follows from the kind; none: it has none. */
export function classesOf(kind: OrganisationKind): readonly EnterpriseClass[] {
  return BY_KIND[kind].classes;
}

/** The class an organisation is known to have, by its kind or by what it states; null when it is not known. */
export function knownClass({ kind, enterpriseClass }: Identity): EnterpriseClass | null {
  const { classes } = BY_KIND[kind];
  if (classes.length === 1) return classes[0]!;
  return enterpriseClass !== null && classes.includes(enterpriseClass) ? enterpriseClass : null;
}

/**
 * The kinds of partner an organisation certainly is, and those it could turn out to be once it states its
 * class. Follows from its kind, so nobody ticks it. Pure.
 */
export function partnerKindsOf(profile: Identity): { certain: PartnerKind[]; possible: PartnerKind[] } {
  const { is, classes } = BY_KIND[profile.kind];
  const known = knownClass(profile);
  return known ? { certain: [...is, known], possible: [] } : { certain: is, possible: [...classes] };
}
