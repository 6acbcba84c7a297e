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
  release: string;
  country: string;
  organisation: string;
  organisationName: string;
  /** Codes of required certifications, in alphabetical order. */
  certifications: string[];
  totFeeMinor: string | null;
  currency: string;
  termsOnRequest: string[];
  publishedAtMs: number;
  /** `NEVER_MS` when it has no end. */
  closingAtMs: number;

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
  release: string;
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
  certifications: string[];
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
    o.kind::text, o.sector, o.sub_sector, o.trl_current, o.licence::text, o.release::text, o.patents,
    o.tot_fee_minor::text, o.currency, o.terms_on_request, o.published_at, o.expires_at, o.interest_deadline,
    g.slug as organisation_slug, g.name as organisation_name, g.country as organisation_country,
    array(select c.certification from public.opportunity_certification c
          where c.opportunity_id = o.id and c.level = 'required'
          order by c.certification collate "C") as certifications
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

/** The document of a row; the only place where a row becomes what an engine stores. */
export function toDocument(row: DocumentRow): SearchDocument {
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
    release: row.release,
    country: row.organisation_country,
    organisation: row.organisation_slug,
    organisationName: row.organisation_name,
    certifications: row.certifications,
    totFeeMinor: row.tot_fee_minor,
    currency: row.currency,
    termsOnRequest: row.terms_on_request,
    publishedAtMs: row.published_at.getTime(),
    closingAtMs: closingAtMs(row),
    keywords: row.keywords,
    labels: labelsOf(row),
    patentNumbers: row.patents.flatMap(({ number = "", country = "" }) =>
      number ? [number, `${country}${number}`.replaceAll(/[\s./-]/g, "")] : [],
    ),
    applications: row.applications,
    advantages: row.advantages,
    description: row.description,
  };
}
