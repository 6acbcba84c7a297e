/**
 * The fields a spreadsheet may fill, spelled as the API spells them, with the names that other people's
 * columns commonly bear. `list` cells hold several values; `limit` is the longest text that fits.
 */
export const IMPORT_FIELDS = {
  externalReference: {
    label: "Your own reference",
    aliases: ["reference", "ref", "id", "code", "case number", "technology id", "record", "docket"],
    limit: 200,
  },
  kind: { label: "Kind of opportunity", aliases: ["kind", "type of opportunity", "opportunity type"] },
  title: {
    label: "Title",
    aliases: ["title", "name", "technology", "technology name", "product", "heading"],
    limit: 120,
  },
  summary: {
    label: "Summary",
    aliases: ["summary", "abstract", "brief", "short description", "synopsis"],
    limit: 500,
  },
  description: {
    label: "Description",
    aliases: ["description", "details", "full description", "body", "about"],
    limit: 10_000,
  },
  advantages: {
    label: "Advantages",
    aliases: ["advantages", "benefits", "usp", "salient features"],
    limit: 5_000,
  },
  applications: {
    label: "Applications",
    aliases: ["applications", "uses", "use cases", "application areas"],
    limit: 5_000,
  },
  keywords: { label: "Keywords", aliases: ["keywords", "tags", "key words"], list: 10 },
  sector: { label: "Sector", aliases: ["sector", "domain", "category", "categories", "field", "area"] },
  subSector: { label: "Sub-sector", aliases: ["sub sector", "subsector", "sub category"] },
  trlCurrent: {
    label: "TRL now",
    aliases: ["trl", "current trl", "trl level", "technology readiness level"],
  },
  trlTarget: { label: "TRL sought", aliases: ["target trl", "trl target"] },
  trlEvidence: { label: "TRL evidence", aliases: ["trl evidence"], limit: 2_000 },
  developmentStage: {
    label: "Stage of development",
    aliases: ["stage", "development stage", "maturity", "status of development"],
  },
  iprStatus: { label: "IPR status", aliases: ["ipr", "ipr status", "ip status", "patent status"] },
  licence: {
    label: "Licence",
    aliases: ["licence", "license", "licence type", "license type", "mode of licence"],
  },
  licenceTermMonths: {
    label: "Licence term in months",
    aliases: ["licence term", "license term", "term months"],
  },
  licenceTerritory: { label: "Licence territory", aliases: ["territory", "licence territory"], limit: 500 },
  licenceFieldOfUse: { label: "Field of use", aliases: ["field of use"], limit: 500 },
  currency: { label: "Currency", aliases: ["currency"] },
  totFeeMinor: {
    label: "ToT fee",
    aliases: ["tot fee", "fee", "technology fee", "licence fee", "license fee", "price"],
  },
  royaltyDomesticBps: {
    label: "Royalty in India, %",
    aliases: ["royalty", "royalty domestic", "royalty percent"],
  },
  royaltyExportBps: { label: "Royalty on exports, %", aliases: ["royalty export", "export royalty"] },
  minimumAnnualFeeMinor: { label: "Minimum annual fee", aliases: ["minimum annual fee", "minimum royalty"] },
  securityDepositMinor: { label: "Security deposit", aliases: ["security deposit", "deposit"] },
  termsOnRequest: { label: "Terms told on request", aliases: ["terms on request"], list: 10 },
  equityMinBps: { label: "Equity from, %", aliases: ["equity min", "equity from"] },
  equityMaxBps: { label: "Equity to, %", aliases: ["equity max", "equity to"] },
  investmentMinMinor: { label: "Investment from", aliases: ["investment min", "investment from"] },
  investmentMaxMinor: { label: "Investment to", aliases: ["investment max", "investment to", "investment"] },
  posterBrings: { label: "What you bring", aliases: ["poster brings"], limit: 3_000 },
  partnerBrings: { label: "What the partner brings", aliases: ["partner brings"], limit: 3_000 },
  placeOfManufacture: {
    label: "Place of manufacture",
    aliases: ["place of manufacture", "location"],
    limit: 200,
  },
  programme: { label: "Programme", aliases: ["programme", "program", "funding programme"], limit: 200 },
  callIdentifier: { label: "Call identifier", aliases: ["call identifier", "call id"], limit: 200 },
  callUrl: { label: "Link of the call", aliases: ["call url", "call link"], limit: 500 },
  countriesInvited: {
    label: "Countries invited",
    aliases: ["countries invited", "eligible countries"],
    list: 60,
  },
  rolesSought: { label: "Roles sought", aliases: ["roles sought", "roles"], list: 20 },
  budgetMinor: { label: "Budget", aliases: ["budget"] },
  durationMonths: { label: "Duration in months", aliases: ["duration", "duration months"] },
  interestDeadline: {
    label: "Deadline for interest",
    aliases: ["deadline", "last date", "closing date", "interest deadline"],
  },
  callDeadline: { label: "Deadline of the call", aliases: ["call deadline"] },
  partnerKinds: {
    label: "Partner sought",
    aliases: ["partner kinds", "partner type", "partner size"],
    list: 10,
  },
  partnerCountries: { label: "Partner's countries", aliases: ["partner countries"], list: 60 },
  minimumYears: { label: "Minimum years in business", aliases: ["minimum years", "years in business"] },
  minimumTurnoverMinor: { label: "Minimum turnover", aliases: ["minimum turnover", "turnover"] },
  minimumClass: { label: "Minimum enterprise class", aliases: ["minimum class", "enterprise class"] },
  pastSupply: { label: "Past supplies wanted", aliases: ["past supply", "experience"], limit: 1_000 },
  exportRegime: { label: "Export control regime", aliases: ["export regime", "export control"] },
  exportClassification: {
    label: "Export classification",
    aliases: ["export classification", "eccn", "scomet"],
    limit: 50,
  },
  release: { label: "Release", aliases: ["release", "release class", "availability"] },
  releaseCountries: { label: "Countries of the release", aliases: ["release countries"], list: 60 },
  contactRole: {
    label: "Contact role",
    aliases: ["contact", "contact role", "contact person role"],
    limit: 120,
  },
} as const satisfies Record<
  string,
  { label: string; aliases: readonly string[]; limit?: number; list?: number }
>;

export type ImportField = keyof typeof IMPORT_FIELDS;
export const importFieldNames = Object.keys(IMPORT_FIELDS) as ImportField[];

/** Whether a field takes several values from one cell. */
export function isListField(field: ImportField): boolean {
  return "list" in IMPORT_FIELDS[field];
}
