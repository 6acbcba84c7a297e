import type { Requirements } from "#app/core/requirements.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import type { ExchangeRates } from "#app/core/reference/exchange-rates.ts";
import { feeBandOf } from "#app/core/reference/fee-bands.ts";
import { patentName } from "#search/designations.ts";
import type { Facet } from "#search/url.ts";
import { certificationLabel, findCertification } from "#app/core/reference/certifications.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";

/**
 * An opportunity as a search engine stores it. The upper part is what readers see and filter by, the
 * lower part is only searched. Plain JSON, the same for every engine.
 */
export type SearchDocument = {
  id: string;
  reference: string;
  title: string;
  summary: string;
  kind: string;
  sector: string | null;
  subSector: string | null;
  trlCurrent: number | null;
  licence: string | null;
  iprStatus: string | null;
  release: string;
  country: string;
  organisation: string;
  organisationName: string;
  organisationVerified: boolean;
  /** Codes of required certifications, in alphabetical order. */
  certifications: string[];
  totFeeMinor: string | null;
  currency: string;
  termsOnRequest: string[];
  publishedAtMs: number;
  /** `NEVER_MS` when it has no end. */
  closingAtMs: number;
  requirements: Requirements;
  /** What filters compare with. */
  facets: Record<Facet, string[]>;

  keywords: string[];
  /** Sector, certification and kind as people write them. */
  labels: string[];
  patentNumbers: string[];
  applications: string;
  advantages: string;
  description: string;
};

/** The last second of the year 9999: later than every real end. */
export const NEVER_MS = 253_402_300_799_000;

/** An opportunity with its organisation and certifications, as `DOCUMENT_ROWS` selects it. */
export type DocumentRow = {
  id: string;
  reference: string;
  title: string;
  summary: string;
  description: string;
  advantages: string;
  applications: string;
  keywords: string[];
  kind: string;
  sector: string | null;
  sub_sector: string | null;
  trl_current: number | null;
  licence: string | null;
  ipr_status: string | null;
  release: string;
  release_countries: string[];
  countries_invited: string[];
  partner_kinds: string[];
  partner_countries: string[];
  minimum_years: number | null;
  minimum_turnover_minor: string | null;
  minimum_class: string | null;
  industrial_licence_required: boolean;
  /** Of patents; one written together with its country, too. */
  patents: { number?: string; country?: string }[];
  tot_fee_minor: string | null;
  currency: string;
  terms_on_request: string[];
  published_at: Date;
  expires_at: Date | null;
  interest_deadline: Date | null;
  organisation_slug: string;
  organisation_name: string;
  organisation_country: string;
  organisation_verification: string;
  certifications: string[];
  preferred_certifications: string[];
};

/**
 * What readers may find: published, and neither its own time nor the deadline for interest is over.
 * The one rule for indexing, counting and verifying; `o` is the opportunity.
 */
export const SEARCHABLE = `o.status = 'published' and o.published_at is not null
  and least(o.expires_at, o.interest_deadline) > now() is not false`;

/** Selects `DocumentRow`s; a condition on `o` (the opportunity) follows. */
export const DOCUMENT_ROWS = `
  select o.id, o.reference, o.title, o.summary, o.description, o.advantages, o.applications, o.keywords,
    o.kind::text, o.sector, o.sub_sector, o.trl_current, o.licence::text, o.ipr_status::text, o.release::text,
    o.release_countries, o.countries_invited, o.partner_kinds, o.partner_countries, o.minimum_years,
    o.minimum_turnover_minor::text, o.minimum_class::text, o.industrial_licence_required, o.patents,
    o.tot_fee_minor::text, o.currency, o.terms_on_request, o.published_at, o.expires_at, o.interest_deadline,
    g.slug as organisation_slug, g.name as organisation_name, g.country as organisation_country,
    g.verification::text as organisation_verification,
    array(select c.certification from public.opportunity_certification c
          where c.opportunity_id = o.id and c.level = 'required'
          order by c.certification collate "C") as certifications,
    array(select c.certification from public.opportunity_certification c
          where c.opportunity_id = o.id and c.level = 'preferred'
          order by c.certification collate "C") as preferred_certifications
  from public.opportunity o join public.organisation g on g.id = o.organisation_id`;

const KIND_WORDS: Record<string, string> = {
  technology_transfer: "technology transfer ToT",
  joint_venture: "joint venture JV",
  collaboration_call: "collaboration call",
  technology_request: "technology request requirement",
};

function closingAtMs(row: DocumentRow): number {
  const ends = [row.expires_at, row.interest_deadline].filter((end) => end !== null);
  return Math.min(NEVER_MS, ...ends.map((end) => end.getTime()));
}

function labelsOf(row: DocumentRow): string[] {
  const sectors = [row.sector, row.sub_sector].filter((code) => code !== null).map(sectorLabel);
  const certifications = row.certifications.flatMap((code) => [
    certificationLabel(code),
    ...(findCertification(code)?.aliases ?? []),
  ]);
  return [KIND_WORDS[row.kind] ?? row.kind, ...sectors, ...certifications];
}

const inOrder = (codes: string[]) => [...new Set(codes)].sort();

function requirementsOf(row: DocumentRow): Requirements {
  return {
    organisation: row.organisation_slug,
    certifications: row.certifications,
    preferredCertifications: row.preferred_certifications,
    minimumYears: row.minimum_years,
    minimumTurnoverMinor: row.minimum_turnover_minor,
    currency: row.currency,
    minimumClass: row.minimum_class,
    industrialLicenceRequired: row.industrial_licence_required,
    partnerKinds: inOrder(row.partner_kinds),
    partnerCountries: inOrder([...row.partner_countries, ...row.countries_invited]),
    release: row.release,
    releaseCountries: inOrder(row.release_countries),
  };
}

/**
 * What decides who qualifies, as text: what is only an advantage is left out, so that fewer are different. Written
 * from a document that was just made, so that the order of its fields is always the same.
 */
export function requirementsText(requirements: Requirements): string {
  return JSON.stringify({ ...requirements, preferredCertifications: [] });
}

const present = (...values: (string | number | null)[]) =>
  values.filter((value) => value !== null).map(String);

function facetsOf(row: DocumentRow, rates?: ExchangeRates): Record<Facet, string[]> {
  const feeOnRequest = row.terms_on_request.includes("tot_fee");
  return {
    kind: [row.kind],
    sector: present(row.sector, row.sub_sector),
    trl: present(row.trl_current),
    licence: present(row.licence),
    ipr: present(row.ipr_status),
    fee: present(feeBandOf(row.tot_fee_minor, row.currency as Currency, feeOnRequest, rates)),
    certification: row.certifications,
    partner: inOrder(row.partner_kinds),
    release: [row.release],
    addressed: inOrder([...row.partner_countries, ...row.countries_invited]),
    country: [row.organisation_country],
    verified: row.organisation_verification === "verified" ? ["yes"] : [],
    organisation: [row.organisation_slug],
  };
}

/**
 * The document of a row; the only place where a row becomes what an engine stores.
 * @param rates by which foreign fees find their band; without them, those the product begins with
 */
export function toDocument(row: DocumentRow, rates?: ExchangeRates): SearchDocument {
  return {
    id: row.id,
    reference: row.reference,
    title: row.title,
    summary: row.summary,
    kind: row.kind,
    sector: row.sector,
    subSector: row.sub_sector,
    trlCurrent: row.trl_current,
    licence: row.licence,
    iprStatus: row.ipr_status,
    release: row.release,
    country: row.organisation_country,
    organisation: row.organisation_slug,
    organisationName: row.organisation_name,
    organisationVerified: row.organisation_verification === "verified",
    certifications: row.certifications,
    totFeeMinor: row.tot_fee_minor,
    currency: row.currency,
    termsOnRequest: row.terms_on_request,
    publishedAtMs: row.published_at.getTime(),
    closingAtMs: closingAtMs(row),
    requirements: requirementsOf(row),
    facets: facetsOf(row, rates),
    keywords: row.keywords,
    labels: labelsOf(row),
    patentNumbers: row.patents.flatMap(({ number = "", country = "" }) =>
      number ? [number, patentName(country, number)] : [],
    ),
    applications: row.applications,
    advantages: row.advantages,
    description: row.description,
  };
}
