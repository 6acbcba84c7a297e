import type { CertificationInclusions } from "#app/core/reference/certifications.ts";
import type { ReleaseRules } from "#app/core/reference/release-rules.ts";
import type { CertificateStatus, EnterpriseClass, OrganisationKind } from "#app/core/reference/terms.ts";

/** A certificate as the register of an organisation has it. Dates are calendar dates, `YYYY-MM-DD`. */
export type HeldCertificate = {
  /** Code of app/core/reference/certifications.ts. */
  standard: string;
  status: CertificateStatus;
  /** The first day it counts; null when nobody said. */
  issuedOn: string | null;
  /** The last day it counts; null when it has no end. */
  expiresOn: string | null;
};

/** What moderators say about releases and equal certifications, as it holds on the day of the question. */
export type EligibilityRules = { release: ReleaseRules; certifications: CertificationInclusions };

/** What an organisation says of itself, as far as an opportunity can ask for it. Plain JSON; null: not stated. */
export type CapabilityProfile = {
  slug: string;
  kind: OrganisationKind;
  /** ISO 3166-1 alpha-2. */
  country: string;
  foundedYear: number | null;
  enterpriseClass: EnterpriseClass | null;
  /** Decimal digits in the minor unit of the currency. */
  yearlyTurnover: { minor: string; currency: string } | null;
  industrialLicence: boolean | null;
  /** IANA name; says which day it is for this organisation. */
  timeZone: string;
  certificates: HeldCertificate[];
  /** The rules it is judged by; without them, those the product begins with. */
  rules?: EligibilityRules;
};
