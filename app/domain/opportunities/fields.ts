import { opportunityKindValues, type OpportunityKind } from "#app/core/reference/terms.ts";

/** The pages of the posting form, in their order. */
export const STEPS = {
  basics: { title: "Basics", about: "What it is, in words that somebody would type into a search box." },
  description: {
    title: "Description",
    about: "What you offer or need, what is better about it, and what it is for.",
  },
  readiness: {
    title: "Readiness and rights",
    about: "How far the technology is, and who holds rights in it.",
  },
  terms: { title: "Terms", about: "What the other side gets, gives and pays." },
  partner: { title: "Partner and eligibility", about: "Whom you look for, and what they must bring." },
  release: { title: "Export and release", about: "Who may receive the details." },
  documents: { title: "Contact and documents", about: "Who answers, and the papers that readers may have." },
  review: { title: "Review", about: "What is missing, what could be better, and how others will see it." },
} as const;
export type Step = keyof typeof STEPS;
export const stepValues = Object.keys(STEPS) as [Step, ...Step[]];

const CALLS_AND_REQUESTS = ["collaboration_call", "technology_request"] as const;
const OFFERS = ["technology_transfer", "joint_venture"] as const;

type FieldEntry = { step: Step; label: string; kinds?: readonly OpportunityKind[] };

/** Every field that a poster fills in: where it stands, what it is called, and which kinds have it (all, unless said). */
export const FIELDS = {
  title: { step: "basics", label: "Title" },
  summary: { step: "basics", label: "Summary" },
  sector: { step: "basics", label: "Sector" },
  subSector: { step: "basics", label: "Sub-sector" },
  keywords: { step: "basics", label: "Keywords" },

  description: { step: "description", label: "Description" },
  advantages: { step: "description", label: "Advantages" },
  applications: { step: "description", label: "Applications" },

  trlCurrent: { step: "readiness", label: "Technology readiness today" },
  trlTarget: { step: "readiness", label: "Technology readiness to be reached", kinds: CALLS_AND_REQUESTS },
  trlEvidence: { step: "readiness", label: "Evidence of readiness" },
  developmentStage: { step: "readiness", label: "Stage of development" },
  iprStatus: { step: "readiness", label: "Intellectual property", kinds: OFFERS },
  patents: { step: "readiness", label: "Patents", kinds: OFFERS },

  licence: { step: "terms", label: "Licence", kinds: ["technology_transfer"] },
  licenceTermMonths: { step: "terms", label: "Term of the licence", kinds: ["technology_transfer"] },
  licenceTerritory: { step: "terms", label: "Territory", kinds: ["technology_transfer"] },
  licenceFieldOfUse: { step: "terms", label: "Field of use", kinds: ["technology_transfer"] },
  sublicensing: { step: "terms", label: "Sublicensing", kinds: ["technology_transfer"] },
  equityMinBps: { step: "terms", label: "Equity offered, from", kinds: ["joint_venture"] },
  equityMaxBps: { step: "terms", label: "Equity offered, up to", kinds: ["joint_venture"] },
  posterBrings: { step: "terms", label: "What you bring", kinds: ["joint_venture"] },
  partnerBrings: { step: "terms", label: "What the partner brings", kinds: ["joint_venture"] },
  placeOfManufacture: { step: "terms", label: "Place of manufacture", kinds: ["joint_venture"] },
  newIndustrialLicence: { step: "terms", label: "New industrial licence", kinds: ["joint_venture"] },
  programme: { step: "terms", label: "Programme", kinds: ["collaboration_call"] },
  callIdentifier: { step: "terms", label: "Call identifier", kinds: ["collaboration_call"] },
  callUrl: { step: "terms", label: "Link to the call", kinds: ["collaboration_call"] },
  coordinatorSought: { step: "terms", label: "Coordinator sought", kinds: ["collaboration_call"] },
  rolesSought: { step: "terms", label: "Roles sought", kinds: ["collaboration_call"] },
  countriesInvited: { step: "terms", label: "Countries invited", kinds: ["collaboration_call"] },
  interestDeadline: {
    step: "terms",
    label: "Deadline for expressions of interest",
    kinds: CALLS_AND_REQUESTS,
  },
  callDeadline: { step: "terms", label: "The call's own deadline", kinds: ["collaboration_call"] },
  durationMonths: { step: "terms", label: "Duration", kinds: CALLS_AND_REQUESTS },
  currency: { step: "terms", label: "Currency" },
  totFeeMinor: { step: "terms", label: "Fee for the transfer", kinds: ["technology_transfer"] },
  royaltyDomesticBps: { step: "terms", label: "Royalty on domestic sales", kinds: ["technology_transfer"] },
  royaltyExportBps: { step: "terms", label: "Royalty on exports", kinds: ["technology_transfer"] },
  minimumAnnualFeeMinor: { step: "terms", label: "Minimum annual fee", kinds: ["technology_transfer"] },
  securityDepositMinor: { step: "terms", label: "Security deposit", kinds: ["technology_transfer"] },
  milestones: { step: "terms", label: "Milestone payments", kinds: ["technology_transfer"] },
  investmentMinMinor: { step: "terms", label: "Investment sought, from", kinds: ["joint_venture"] },
  investmentMaxMinor: { step: "terms", label: "Investment sought, up to", kinds: ["joint_venture"] },
  budgetMinor: { step: "terms", label: "Budget", kinds: CALLS_AND_REQUESTS },
  termsOnRequest: { step: "terms", label: "Told on request" },

  partnerKinds: { step: "partner", label: "Partner sought" },
  partnerCountries: { step: "partner", label: "Countries of the partner" },
  certifications: { step: "partner", label: "Certifications" },
  minimumYears: { step: "partner", label: "Minimum years in business" },
  minimumTurnoverMinor: { step: "partner", label: "Minimum yearly turnover" },
  minimumClass: { step: "partner", label: "Minimum size of the enterprise" },
  industrialLicenceRequired: { step: "partner", label: "Industrial licence needed" },
  pastSupply: { step: "partner", label: "Past supply experience" },

  exportRegime: { step: "release", label: "Export control" },
  exportClassification: { step: "release", label: "Classification" },
  release: { step: "release", label: "Release" },
  releaseCountries: { step: "release", label: "Listed countries" },

  contactRole: { step: "documents", label: "Contact" },
} as const satisfies Record<string, FieldEntry>;
export type FieldName = keyof typeof FIELDS;
export const fieldNames = Object.keys(FIELDS) as FieldName[];

/** Terms that may be told on request instead of being published, with the kinds that have them. */
export const TERMS_ON_REQUEST = {
  tot_fee: { label: "Fee for the transfer", kinds: ["technology_transfer"] },
  royalty: { label: "Royalty", kinds: ["technology_transfer"] },
  minimum_annual_fee: { label: "Minimum annual fee", kinds: ["technology_transfer"] },
  security_deposit: { label: "Security deposit", kinds: ["technology_transfer"] },
  milestones: { label: "Milestone payments", kinds: ["technology_transfer"] },
  investment: { label: "Investment sought", kinds: ["joint_venture"] },
  budget: { label: "Budget", kinds: CALLS_AND_REQUESTS },
} as const satisfies Record<string, { label: string; kinds: readonly OpportunityKind[] }>;
export type TermOnRequest = keyof typeof TERMS_ON_REQUEST;
export const termOnRequestValues = Object.keys(TERMS_ON_REQUEST) as [TermOnRequest, ...TermOnRequest[]];

/** Whether a kind of opportunity has a field at all. */
export function hasField(kind: OpportunityKind, field: FieldName): boolean {
  const { kinds = opportunityKindValues }: FieldEntry = FIELDS[field];
  return kinds.includes(kind);
}

/** The fields of a step for one kind, in the order of the form. */
export function fieldsOfStep(step: Step, kind: OpportunityKind): FieldName[] {
  return fieldNames.filter((field) => FIELDS[field].step === step && hasField(kind, field));
}

/** Whether a text from an address is a step. */
export function isStep(text: string | undefined): text is Step {
  return text !== undefined && text in STEPS;
}

/** The step that follows; review follows itself. */
export function stepAfter(step: Step): Step {
  return stepValues[stepValues.indexOf(step) + 1] ?? "review";
}
