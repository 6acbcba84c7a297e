import { FIELDS, fieldNames, type FieldName } from "#app/domain/opportunities/fields.ts";

/** What a spreadsheet may fill: every field of an opportunity, its kind, and the poster's own reference. */
export type ImportField = FieldName | "externalReference" | "kind";
export const importFieldNames: ImportField[] = ["externalReference", "kind", ...fieldNames];

/** The field's name as a person reads it. */
export function importFieldLabel(field: ImportField): string {
  if (field === "externalReference") return "Your own reference";
  return field === "kind" ? "Kind of opportunity" : FIELDS[field].label;
}

/** The longest text that a field takes, where a longer one may be shortened by rule. */
export const TEXT_LIMITS: Partial<Record<ImportField, number>> = {
  title: 120,
  summary: 500,
  description: 10_000,
};

/** Fields that take several values from one cell, and how many at most. */
export const LIST_LIMITS: Partial<Record<ImportField, number>> = {
  keywords: 10,
  termsOnRequest: 10,
  countriesInvited: 60,
  rolesSought: 20,
  partnerKinds: 10,
  partnerCountries: 60,
  certifications: 30,
  releaseCountries: 60,
};

/** Names that other people's columns commonly bear, beside the field's own name and label. */
export const COLUMN_ALIASES: Partial<Record<ImportField, readonly string[]>> = {
  externalReference: ["reference", "ref", "id", "code", "case number", "technology id", "record", "docket"],
  kind: ["type of opportunity", "opportunity type"],
  title: ["name", "technology", "technology name", "product", "heading"],
  summary: ["abstract", "brief", "short description", "synopsis"],
  description: ["details", "full description", "body", "about"],
  advantages: ["benefits", "usp", "salient features"],
  applications: ["uses", "use cases", "application areas"],
  keywords: ["tags", "key words"],
  sector: ["domain", "category", "field", "area"],
  subSector: ["sub category"],
  trlCurrent: ["trl", "current trl", "trl level", "technology readiness level"],
  trlTarget: ["target trl"],
  developmentStage: ["stage", "maturity"],
  iprStatus: ["ipr", "ipr status", "ip status", "patent status"],
  patents: ["patent", "patent number", "patent numbers"],
  licence: ["license", "licence type", "license type", "mode of licence"],
  licenceTerritory: ["territory", "licence territory"],
  totFeeMinor: ["tot fee", "fee", "technology fee", "licence fee", "license fee", "price"],
  royaltyDomesticBps: ["royalty", "royalty percent"],
  royaltyExportBps: ["export royalty"],
  minimumAnnualFeeMinor: ["minimum royalty"],
  securityDepositMinor: ["deposit"],
  investmentMaxMinor: ["investment"],
  callUrl: ["call link", "call url"],
  interestDeadline: ["deadline", "last date", "closing date"],
  certifications: ["certificates", "quality certificates", "standards"],
  minimumTurnoverMinor: ["turnover", "minimum turnover"],
  partnerKinds: ["partner type", "partner size"],
  release: ["release class", "availability"],
  contactRole: ["contact role", "contact person"],
};
