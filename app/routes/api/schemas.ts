import { z } from "zod";
import { certificationValues } from "#app/core/reference/certifications.ts";
import { CURRENCIES } from "#app/core/reference/currencies.ts";
import { sectorValues, subSectorValues } from "#app/core/reference/sectors.ts";
import {
  developmentStageValues,
  enterpriseClassValues,
  exportRegimeValues,
  iprStatusValues,
  licenceValues,
  opportunityKindValues,
  organisationKindValues,
  partnerKindValues,
  releaseClassValues,
  requirementLevelValues,
  verificationStatusValues,
} from "#app/core/reference/terms.ts";
import { FACETS } from "#search/url.ts";

// The shapes of the public API. Field names are those of imports and forms; amounts are whole numbers of the
// currency's minor unit, written as text because they may be larger than what JSON numbers hold exactly.

const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe("ISO 3166-1 alpha-2");
const time = z.iso.datetime().describe("An instant in UTC");
const amountMinor = z.string().regex(/^\d+$/).describe("Whole number of the currency's minor unit");
const basisPoints = z.number().int().min(0).describe("Hundredths of a percent");
const trl = z.number().int().min(1).max(9).describe("Technology readiness level, ISO 16290 scale");
const reference = z.string().regex(/^SY-\d{4}-\d{6}$/);
const months = z.number().int().min(1);

const poster = z.object({ slug: z.string(), name: z.string(), country });

const shared = {
  reference,
  url: z.url().describe("The page for people"),
  kind: z.enum(opportunityKindValues),
  title: z.string(),
  summary: z.string(),
  sector: z.enum(sectorValues).nullable(),
  subSector: z.enum(subSectorValues).nullable(),
  trlCurrent: trl.nullable(),
  licence: z.enum(licenceValues).nullable(),
  currency: z.enum(CURRENCIES).describe("ISO 4217; of every amount of this opportunity"),
  totFeeMinor: amountMinor.nullable(),
  termsOnRequest: z.array(z.string()).describe("Terms that the poster tells on request"),
  release: z.enum(releaseClassValues),
};

export const foundOpportunitySchema = z
  .object({
    ...shared,
    certifications: z.array(z.enum(certificationValues)).describe("Required certifications"),
    organisation: poster,
    publishedAt: time,
    closingAt: time.nullable().describe("The earlier of expiry and the deadline for interest"),
  })
  .describe("An opportunity as a search finds it");

export const opportunitySchema = z
  .object({
    ...shared,
    status: z.enum(["published", "closed", "expired"]),
    description: z.string().describe("Markdown"),
    advantages: z.string(),
    applications: z.string(),
    keywords: z.array(z.string()),
    trlTarget: trl.nullable(),
    trlEvidence: z.string(),
    developmentStage: z.enum(developmentStageValues).nullable(),
    iprStatus: z.enum(iprStatusValues).nullable(),
    patents: z.array(z.object({ number: z.string(), country: z.string(), expiresOn: z.string().nullable() })),
    licenceTermMonths: months.nullable(),
    licenceTerritory: z.string(),
    licenceFieldOfUse: z.string(),
    sublicensing: z.boolean().nullable(),
    royaltyDomesticBps: basisPoints.nullable(),
    royaltyExportBps: basisPoints.nullable(),
    minimumAnnualFeeMinor: amountMinor.nullable(),
    securityDepositMinor: amountMinor.nullable(),
    milestones: z.array(z.object({ label: z.string(), amountMinor })),
    equityMinBps: basisPoints.nullable(),
    equityMaxBps: basisPoints.nullable(),
    investmentMinMinor: amountMinor.nullable(),
    investmentMaxMinor: amountMinor.nullable(),
    posterBrings: z.string(),
    partnerBrings: z.string(),
    placeOfManufacture: z.string(),
    newIndustrialLicence: z.boolean().nullable(),
    programme: z.string(),
    callIdentifier: z.string(),
    callUrl: z.string(),
    coordinatorSought: z.boolean().nullable(),
    countriesInvited: z.array(country),
    rolesSought: z.array(z.string()),
    budgetMinor: amountMinor.nullable(),
    durationMonths: months.nullable(),
    interestDeadline: time.nullable(),
    callDeadline: time.nullable(),
    partnerKinds: z.array(z.enum(partnerKindValues)),
    partnerCountries: z.array(country),
    certifications: z.array(
      z.object({ certification: z.enum(certificationValues), level: z.enum(requirementLevelValues) }),
    ),
    minimumYears: z.number().int().min(0).nullable(),
    minimumTurnoverMinor: amountMinor.nullable(),
    minimumClass: z.enum(enterpriseClassValues).nullable(),
    industrialLicenceRequired: z.boolean(),
    pastSupply: z.string(),
    exportRegime: z.enum(exportRegimeValues),
    exportClassification: z.string(),
    releaseCountries: z.array(country),
    contactRole: z.string(),
    organisation: poster.extend({
      kind: z.enum(organisationKindValues),
      verification: z.enum(verificationStatusValues),
    }),
    publishedAt: time.nullable(),
    expiresAt: time.nullable(),
    closedAt: time.nullable(),
  })
  .describe("An opportunity with everything that is public");

export const organisationSchema = z
  .object({
    ...poster.shape,
    url: z.url().describe("The page for people"),
    kind: z.enum(organisationKindValues),
    city: z.string(),
    website: z.string(),
    about: z.string(),
    sectors: z.array(z.enum(sectorValues)),
    foundedYear: z.number().int().nullable(),
    verification: z.enum(verificationStatusValues),
    openOpportunities: z.number().int().min(0),
  })
  .describe("An organisation as everybody may know it");

const counts = z.array(z.object({ value: z.string(), count: z.number().int().min(0) }));
export const FACET_NAMES = [...FACETS, "closing"] as const;

export const opportunityListSchema = z
  .object({
    data: z.array(foundOpportunitySchema),
    facets: z
      .record(z.enum(FACET_NAMES), counts)
      .describe("How many each value would bring, counted as if nothing of the same facet were chosen"),
    page: z.object({
      number: z.number().int().min(1),
      size: z.number().int().min(1),
      total: z.number().int().min(0),
    }),
  })
  .describe("A page of search results");

export const opportunityAnswerSchema = z.object({ data: opportunitySchema });
export const organisationAnswerSchema = z.object({ data: organisationSchema });

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z
      .array(z.object({ parameter: z.string(), value: z.string(), detail: z.string() }))
      .optional()
      .describe("What was wrong with the query, by parameter"),
  })
  .describe("RFC 9457 problem document");
export type Problem = z.infer<typeof problemSchema>;
