/**
 * The field's own words: stored value → the label a person reads and one plain sentence.
 * Values are stored in rows, URLs and the API: add new ones, never rename or reuse one.
 */
export type Term = { label: string; explanation: string };
type Terms = Record<string, Term>;

export const ORGANISATION_GROUPS = {
  prime: {
    label: "Prime",
    explanation:
      "Large industry, research bodies, universities and government agencies that post opportunities.",
  },
  msme: {
    label: "MSME or start-up",
    explanation: "Micro, small and medium enterprises and start-ups that answer opportunities.",
  },
  partner: {
    label: "International partner",
    explanation: "Organisations outside India that post and answer collaboration calls.",
  },
} as const satisfies Terms;
export type OrganisationGroup = keyof typeof ORGANISATION_GROUPS;
export const organisationGroupValues = Object.keys(ORGANISATION_GROUPS) as [
  OrganisationGroup,
  ...OrganisationGroup[],
];

export const ORGANISATION_KINDS = {
  large_industry: {
    group: "prime",
    label: "Large industry",
    explanation: "A private company in India above the MSME limits.",
  },
  public_sector: {
    group: "prime",
    label: "Public sector undertaking",
    explanation: "A company owned by the Government of India or a state.",
  },
  research_body: {
    group: "prime",
    label: "Research body",
    explanation: "A laboratory or institute in India whose main work is research.",
  },
  university: {
    group: "prime",
    label: "University",
    explanation: "A university, college or institute in India that teaches and researches.",
  },
  government_agency: {
    group: "prime",
    label: "Government agency",
    explanation: "A ministry, department or agency in India that buys or funds technology.",
  },
  msme: {
    group: "msme",
    label: "MSME",
    explanation: "A micro, small or medium enterprise in India with an Udyam registration.",
  },
  start_up: {
    group: "msme",
    label: "Start-up",
    explanation: "A young company in India recognised as a start-up.",
  },
  foreign_industry: {
    group: "partner",
    label: "Company outside India",
    explanation: "A company of any size registered in another country.",
  },
  foreign_research_body: {
    group: "partner",
    label: "Research body outside India",
    explanation: "A laboratory or institute in another country.",
  },
  foreign_university: {
    group: "partner",
    label: "University outside India",
    explanation: "A university or college in another country.",
  },
  foreign_agency: {
    group: "partner",
    label: "Agency outside India",
    explanation: "A government or funding agency of another country.",
  },
} as const satisfies Record<string, Term & { group: OrganisationGroup }>;
export type OrganisationKind = keyof typeof ORGANISATION_KINDS;
export const organisationKindValues = Object.keys(ORGANISATION_KINDS) as [
  OrganisationKind,
  ...OrganisationKind[],
];

export const OPPORTUNITY_KINDS = {
  technology_transfer: {
    label: "Technology transfer (ToT)",
    postedBy: ["prime"],
    explanation: "A technology that others may license and make.",
  },
  joint_venture: {
    label: "Joint venture",
    postedBy: ["prime", "partner"],
    explanation: "An offer to found or join a company together, with shares for both sides.",
  },
  collaboration_call: {
    label: "Collaboration call",
    postedBy: ["prime", "partner"],
    explanation:
      "A call for research or industrial partners, usually for a funded programme with a deadline.",
  },
  technology_request: {
    label: "Technology or capability request",
    postedBy: ["prime"],
    explanation: "A need: somebody looks for a maker, a supplier or a technology.",
  },
} as const satisfies Record<string, Term & { postedBy: readonly OrganisationGroup[] }>;
export type OpportunityKind = keyof typeof OPPORTUNITY_KINDS;
export const opportunityKindValues = Object.keys(OPPORTUNITY_KINDS) as [
  OpportunityKind,
  ...OpportunityKind[],
];

export const OPPORTUNITY_STATUSES = {
  draft: { label: "Draft", explanation: "Only the posting organisation sees it." },
  in_review: { label: "In review", explanation: "A moderator is checking it before it is published." },
  changes_requested: {
    label: "Changes requested",
    explanation: "The moderator asked for changes before it can be published.",
  },
  rejected: { label: "Rejected", explanation: "The moderator refused it and said why." },
  published: {
    label: "Published",
    explanation: "Everybody can find it and organisations may express interest.",
  },
  on_hold: { label: "On hold", explanation: "Hidden for now; the poster can publish it again." },
  closed: { label: "Closed", explanation: "The poster ended it; no new interest is taken." },
  expired: { label: "Expired", explanation: "Its time ran out; the poster can renew it." },
  archived: { label: "Archived", explanation: "Kept for the record only." },
} as const satisfies Terms;
export type OpportunityStatus = keyof typeof OPPORTUNITY_STATUSES;
export const opportunityStatusValues = Object.keys(OPPORTUNITY_STATUSES) as [
  OpportunityStatus,
  ...OpportunityStatus[],
];

export const DEVELOPMENT_STAGES = {
  concept: { label: "Concept", explanation: "The idea is described but not yet built." },
  under_development: {
    label: "Under development",
    explanation: "First parts work; the whole is still being built.",
  },
  lab_tested: { label: "Lab tested", explanation: "It works in a laboratory or test environment." },
  available_for_demonstration: {
    label: "Available for demonstration",
    explanation: "A prototype can be seen working.",
  },
  on_the_market: { label: "Already on the market", explanation: "It is complete, qualified and in use." },
} as const satisfies Terms;
export type DevelopmentStage = keyof typeof DEVELOPMENT_STAGES;
export const developmentStageValues = Object.keys(DEVELOPMENT_STAGES) as [
  DevelopmentStage,
  ...DevelopmentStage[],
];

export const IPR_STATUSES = {
  none: {
    label: "No IPR applied for",
    explanation: "No patent, design or other right has been applied for.",
  },
  secret_know_how: {
    label: "Secret know-how",
    explanation: "Protected by keeping it confidential, not by a patent.",
  },
  applied: { label: "Applied for, not yet granted", explanation: "A patent or other right is pending." },
  granted: { label: "Granted", explanation: "A patent or other right is in force." },
} as const satisfies Terms;
export type IprStatus = keyof typeof IPR_STATUSES;
export const iprStatusValues = Object.keys(IPR_STATUSES) as [IprStatus, ...IprStatus[]];

export const LICENCES = {
  exclusive: { label: "Exclusive", explanation: "One licensee only; even the owner does not use it." },
  sole: { label: "Sole", explanation: "One licensee only, but the owner keeps its own use." },
  non_exclusive: { label: "Non-exclusive", explanation: "Several companies may hold the same licence." },
  partially_exclusive: {
    label: "Partially exclusive",
    explanation: "Exclusive within one field of use or territory.",
  },
  evaluation: { label: "Evaluation", explanation: "For a limited time, to test it; nothing may be sold." },
} as const satisfies Terms;
export type Licence = keyof typeof LICENCES;
export const licenceValues = Object.keys(LICENCES) as [Licence, ...Licence[]];

export const PARTNER_KINDS = {
  micro: { label: "Micro enterprise", explanation: "The smallest MSME class." },
  small: { label: "Small enterprise", explanation: "The middle MSME class." },
  medium: { label: "Medium enterprise", explanation: "The largest MSME class." },
  large: { label: "Large company", explanation: "A company above the MSME limits." },
  start_up: { label: "Start-up", explanation: "A young company recognised as a start-up." },
  research_body: {
    label: "Research body",
    explanation: "A laboratory or institute whose main work is research.",
  },
  university: { label: "University", explanation: "A university, college or teaching institute." },
  any: { label: "Any", explanation: "Organisations of every kind and size are welcome." },
} as const satisfies Terms;
export type PartnerKind = keyof typeof PARTNER_KINDS;
export const partnerKindValues = Object.keys(PARTNER_KINDS) as [PartnerKind, ...PartnerKind[]];

export const ENTERPRISE_CLASSES = {
  micro: { label: "Micro", explanation: "Investment up to ₹2.5 crore and turnover up to ₹10 crore." },
  small: { label: "Small", explanation: "Investment up to ₹25 crore and turnover up to ₹100 crore." },
  medium: { label: "Medium", explanation: "Investment up to ₹125 crore and turnover up to ₹500 crore." },
  large: { label: "Large", explanation: "Above the limits of the MSME classes." },
} as const satisfies Terms;
export type EnterpriseClass = keyof typeof ENTERPRISE_CLASSES;
export const enterpriseClassValues = Object.keys(ENTERPRISE_CLASSES) as [
  EnterpriseClass,
  ...EnterpriseClass[],
];

export const REQUIREMENT_LEVELS = {
  required: { label: "Required", explanation: "Without this certificate an organisation does not qualify." },
  preferred: { label: "Preferred", explanation: "This certificate is an advantage, not a condition." },
} as const satisfies Terms;
export type RequirementLevel = keyof typeof REQUIREMENT_LEVELS;
export const requirementLevelValues = Object.keys(REQUIREMENT_LEVELS) as [
  RequirementLevel,
  ...RequirementLevel[],
];

export const EXPORT_REGIMES = {
  none: { label: "Not export controlled", explanation: "No export control list applies." },
  scomet: {
    label: "SCOMET (India)",
    explanation:
      "On India's control list; export needs a licence from DGFT or the Department of Defence Production.",
  },
  us_ear: { label: "EAR (United States)", explanation: "Under the United States' dual-use export rules." },
  us_itar: {
    label: "ITAR (United States)",
    explanation: "Under the United States' rules for defence articles.",
  },
  eu_dual_use: { label: "EU dual use", explanation: "On the European Union's dual-use control list." },
} as const satisfies Terms;
export type ExportRegime = keyof typeof EXPORT_REGIMES;
export const exportRegimeValues = Object.keys(EXPORT_REGIMES) as [ExportRegime, ...ExportRegime[]];

export const RELEASE_CLASSES = {
  anyone: {
    label: "Open to all countries",
    explanation: "Organisations of every country may see the details and express interest.",
  },
  india_only: {
    label: "India only",
    explanation: "Only organisations registered in India may see the details and express interest.",
  },
  listed_countries: {
    label: "Listed countries only",
    explanation: "Only organisations of the named countries may see the details and express interest.",
  },
  government_programmes_only: {
    label: "Government programmes only",
    explanation: "Only for supply to the armed forces and government programmes.",
  },
} as const satisfies Terms;
export type ReleaseClass = keyof typeof RELEASE_CLASSES;
export const releaseClassValues = Object.keys(RELEASE_CLASSES) as [ReleaseClass, ...ReleaseClass[]];

export const DISCLOSURE_LEVELS = {
  public: { label: "Public", explanation: "Everybody can read it." },
  registered: {
    label: "Verified organisations",
    explanation: "Signed-in people of a verified organisation can read it.",
  },
  on_nda: {
    label: "After NDA",
    explanation: "Readable once the poster has accepted your organisation's non-disclosure agreement.",
  },
} as const satisfies Terms;
export type DisclosureLevel = keyof typeof DISCLOSURE_LEVELS;
export const disclosureLevelValues = Object.keys(DISCLOSURE_LEVELS) as [
  DisclosureLevel,
  ...DisclosureLevel[],
];

export const MEMBER_ROLES = {
  owner: {
    label: "Owner",
    explanation: "May do everything, including members, billing and the organisation's details.",
  },
  editor: { label: "Editor", explanation: "May write, publish and answer for the organisation." },
  viewer: { label: "Viewer", explanation: "May read everything of the organisation and change nothing." },
} as const satisfies Terms;
export type MemberRole = keyof typeof MEMBER_ROLES;
export const memberRoleValues = Object.keys(MEMBER_ROLES) as [MemberRole, ...MemberRole[]];

export const INTEREST_STATUSES = {
  draft: { label: "Draft", explanation: "Not sent yet; only your organisation sees it." },
  submitted: { label: "Sent", explanation: "The poster has it and has not opened the answer yet." },
  acknowledged: { label: "Acknowledged", explanation: "The poster has read it." },
  shortlisted: { label: "Shortlisted", explanation: "The poster wants to look closer." },
  nda: { label: "NDA", explanation: "Both sides are agreeing on confidentiality." },
  in_discussion: { label: "In discussion", explanation: "Both sides are talking about terms." },
  agreement: { label: "Agreement", explanation: "A contract is being signed." },
  concluded: { label: "Concluded", explanation: "The contract is in force." },
  declined: { label: "Declined", explanation: "The poster said no and gave the reason." },
  withdrawn: { label: "Withdrawn", explanation: "The applicant took it back." },
} as const satisfies Terms;
export type InterestStatus = keyof typeof INTEREST_STATUSES;
export const interestStatusValues = Object.keys(INTEREST_STATUSES) as [InterestStatus, ...InterestStatus[]];

export const VERIFICATION_STATUSES = {
  unverified: { label: "Not verified", explanation: "Nobody has checked this organisation yet." },
  submitted: {
    label: "Waiting for a check",
    explanation: "The organisation sent its papers; a moderator will look at them.",
  },
  verified: { label: "Verified", explanation: "A moderator checked the organisation's papers." },
  rejected: { label: "Not accepted", explanation: "The papers were not accepted; the reason is given." },
  suspended: { label: "Suspended", explanation: "The organisation may not act on the marketplace for now." },
} as const satisfies Terms;
export type VerificationStatus = keyof typeof VERIFICATION_STATUSES;
export const verificationStatusValues = Object.keys(VERIFICATION_STATUSES) as [
  VerificationStatus,
  ...VerificationStatus[],
];

export const CERTIFICATE_STATUSES = {
  declared: { label: "Declared", explanation: "The holder says so; no evidence is attached." },
  evidence_attached: {
    label: "Evidence attached",
    explanation: "The certificate is attached and not yet checked.",
  },
  verified: { label: "Verified", explanation: "A moderator checked the certificate." },
  rejected: { label: "Not accepted", explanation: "The evidence was not accepted; the reason is given." },
} as const satisfies Terms;
export type CertificateStatus = keyof typeof CERTIFICATE_STATUSES;
export const certificateStatusValues = Object.keys(CERTIFICATE_STATUSES) as [
  CertificateStatus,
  ...CertificateStatus[],
];
