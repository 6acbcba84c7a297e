import type { Certification } from "#app/core/reference/certifications.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import type { Sector, SubSector } from "#app/core/reference/sectors.ts";
import type {
  CertificateStatus,
  DevelopmentStage,
  EnterpriseClass,
  ExportRegime,
  InterestStatus,
  IprStatus,
  Licence,
  OpportunityKind,
  OrganisationKind,
  PartnerKind,
  ReleaseClass,
  RequirementLevel,
} from "#app/core/reference/terms.ts";
import type { Trl } from "#app/core/reference/trl.ts";
import type { Equipment, PastSupply } from "#app/domain/organisations/part-rows.ts";
import type { ShownPart } from "#app/domain/organisations/parts.ts";

export type DemoOrganisation = {
  slug: string;
  name: string;
  kind: OrganisationKind;
  country: string;
  city: string;
  website: string;
  about: string;
  sectors: Sector[];
  foundedYear: number;
  /** The demo account that signs in for this organisation. */
  account?: "prime" | "msme" | "partner";
  enterpriseClass?: EnterpriseClass;
  currency?: Currency;
  yearlyTurnoverMinor?: bigint;
  investmentMinor?: bigint;
  industrialLicence?: boolean;
  timeZone?: string;
  certificates?: DemoCertificate[];
  capability?: DemoCapability;
};

/** Field names are those of the Capability model; identifiers are invented, with check digits that fit. */
export type DemoCapability = Partial<{
  processes: string[];
  otherProcesses: string[];
  equipment: Equipment[];
  pastSupplies: PastSupply[];
  countriesServed: string[];
  nicCodes: string[];
  udyam: string;
  gstin: string;
  pan: string;
  lei: string;
  shownParts: ShownPart[];
}>;

/** Dates are relative to the day of seeding; a negative end lies in the past, null is none. */
export type DemoCertificate = {
  standard: Certification;
  number: string;
  body: string;
  scope: string;
  issuedDaysAgo: number;
  expiresInDays: number | null;
  /** Declared unless told otherwise; the other states come with evidence and their history. */
  status?: CertificateStatus;
  /** What the organisation reads after "not accepted". */
  decisionReason?: string;
};

/** Field names are those of the Opportunity model; times are relative to the day of seeding. */
export type DemoOpportunity = {
  /** Slug of the posting organisation. */
  organisation: string;
  /** Unique over all demo opportunities; demo interests point to it. */
  externalReference: string;
  kind: OpportunityKind;
  title: string;
  summary: string;
  description: string;
  advantages: string;
  applications: string;
  keywords: string[];
  sector: Sector;
  subSector: SubSector;
  publishedDaysAgo: number;
  contactRole: string;
  exportRegime: ExportRegime;
  release: ReleaseClass;
  partnerKinds: PartnerKind[];
  currency: Currency;
} & Partial<{
  trlCurrent: Trl;
  trlTarget: Trl;
  trlEvidence: string;
  developmentStage: DevelopmentStage;
  iprStatus: IprStatus;
  patents: { number: string; country: string; expiresOn?: string }[];
  licence: Licence;
  licenceTermMonths: number;
  licenceTerritory: string;
  licenceFieldOfUse: string;
  sublicensing: boolean;
  totFeeMinor: bigint;
  royaltyDomesticBps: number;
  royaltyExportBps: number;
  minimumAnnualFeeMinor: bigint;
  securityDepositMinor: bigint;
  /** amountMinor is a decimal string, as in the database's JSON. */
  milestones: { label: string; amountMinor: string }[];
  termsOnRequest: string[];
  equityMinBps: number;
  equityMaxBps: number;
  investmentMinMinor: bigint;
  investmentMaxMinor: bigint;
  posterBrings: string;
  partnerBrings: string;
  placeOfManufacture: string;
  newIndustrialLicence: boolean;
  programme: string;
  callIdentifier: string;
  callUrl: string;
  coordinatorSought: boolean;
  countriesInvited: string[];
  rolesSought: string[];
  budgetMinor: bigint;
  durationMonths: number;
  interestDeadlineInDays: number;
  callDeadlineInDays: number;
  partnerCountries: string[];
  minimumYears: number;
  minimumTurnoverMinor: bigint;
  minimumClass: EnterpriseClass;
  industrialLicenceRequired: boolean;
  pastSupply: string;
  exportClassification: string;
  releaseCountries: string[];
  certifications: { certification: Certification; level: RequirementLevel }[];
}>;

export type DemoInterest = {
  /** externalReference of the opportunity. */
  opportunity: string;
  /** Slug of the applying organisation. */
  organisation: string;
  status: InterestStatus;
  message: string;
  capabilityStatement: string;
  contactRole: string;
  declineReason?: string;
  submittedDaysAgo: number;
};

/** Lakh rupees (two decimals at most) in paise. */
export function lakh(amount: number): bigint {
  return BigInt(Math.round(amount * 100)) * 100_000n;
}

/** Crore rupees (two decimals at most) in paise. */
export function crore(amount: number): bigint {
  return lakh(amount * 100);
}

/** Whole thousands of a currency with two decimals, in its minor unit. */
export function thousand(amount: number): bigint {
  return BigInt(amount) * 100_000n;
}
