import { NEVER_MS, type SearchDocument } from "#search/document.ts";
import { excerpt, findElsewhere, highlight, type Marked } from "#search/highlight.ts";
import type { FacetCount, SearchHit } from "#search/port.ts";
import { MAX_FACET_VALUES } from "#search/settings.ts";

/** Fields of a document that an answer shows or looks for words in. */
export const SHOWN_FIELDS = [
  "id",
  "reference",
  "title",
  "summary",
  "kind",
  "sector",
  "subSector",
  "trlCurrent",
  "licence",
  "iprStatus",
  "release",
  "country",
  "organisation",
  "organisationName",
  "organisationVerified",
  "certifications",
  "totFeeMinor",
  "currency",
  "termsOnRequest",
  "publishedAtMs",
  "closingAtMs",
  "requirements",
  "keywords",
  "labels",
  "patentNumbers",
  "applications",
  "advantages",
  "description",
] as const satisfies (keyof SearchDocument)[];
export type ShownDocument = Pick<SearchDocument, (typeof SHOWN_FIELDS)[number]>;

/** What a result card shows of a stored document, with what matched marked. */
export function markHit(document: ShownDocument, marked: Marked): SearchHit {
  return {
    id: document.id,
    reference: document.reference,
    title: document.title,
    titleSegments: highlight(document.title, marked),
    summary: document.summary,
    excerpt: excerpt(document.summary, marked),
    kind: document.kind,
    sector: document.sector,
    subSector: document.subSector,
    trlCurrent: document.trlCurrent,
    licence: document.licence,
    iprStatus: document.iprStatus,
    organisation: {
      name: document.organisationName,
      slug: document.organisation,
      country: document.country,
      verified: document.organisationVerified,
    },
    publishedAt: new Date(document.publishedAtMs).toISOString(),
    closingAt: document.closingAtMs >= NEVER_MS ? null : new Date(document.closingAtMs).toISOString(),
    totFeeMinor: document.totFeeMinor,
    currency: document.currency,
    termsOnRequest: document.termsOnRequest,
    certifications: document.certifications,
    release: document.release,
    requirements: document.requirements,
    elsewhere: findElsewhere(document, marked),
  };
}

/** Counts in the order in which they are shown, chosen values always among them. */
export function toFacetCounts(counts: Iterable<[string, number]>, chosen: string[]): FacetCount[] {
  const all = new Map([...counts].filter(([, count]) => count > 0));
  const sorted = [...all]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const shown = sorted.slice(0, MAX_FACET_VALUES);
  for (const value of chosen)
    if (!shown.some((entry) => entry.value === value)) shown.push({ value, count: all.get(value) ?? 0 });
  return shown;
}
