import type { FacetOption, FacetView, Toggle } from "#app/components/search/filter-rail.tsx";
import { countryText, numberText } from "#app/core/formats.ts";
import { CERTIFICATIONS, certificationLabel } from "#app/core/reference/certifications.ts";
import { sectorLabel, SECTORS } from "#app/core/reference/sectors.ts";
import { FEE_BANDS } from "#app/core/reference/fee-bands.ts";
import {
  IPR_STATUSES,
  LICENCES,
  OPPORTUNITY_KINDS,
  PARTNER_KINDS,
  RELEASE_CLASSES,
  type Term,
} from "#app/core/reference/terms.ts";
import { TRL, trlSentence, type Trl } from "#app/core/reference/trl.ts";
import type { FacetCount, FacetName, SearchResults } from "#search/port.ts";
import { CLOSING_WINDOWS_DAYS, type Facet, type SearchQuery } from "#search/url.ts";

/** Of a facet with many values: so many are seen at once, and so many at all. */
const SEEN_AT_ONCE = 6;
const SEEN_AT_ALL = 24;

type Names = ReadonlyMap<string, string>;

const termLabel = (terms: Record<string, Pick<Term, "label">>, value: string) => terms[value]?.label ?? value;

/** What a reader calls each facet. */
export const FACET_LABELS: Record<FacetName | "qualify", string> = {
  qualify: "Show only",
  kind: "Kind",
  sector: "Sector",
  trl: "Readiness (TRL)",
  licence: "Licence",
  ipr: "Protection (IPR)",
  fee: "ToT fee",
  certification: "Certification required",
  partner: "Partner sought",
  release: "Who may take part",
  addressed: "Partners sought in",
  country: "Country of the poster",
  verified: "Show only",
  organisation: "Posted by",
  closing: "Closes within",
};

/** What a reader calls one value of a facet. @param names of organisations by slug */
export function valueLabel(facet: FacetName | "qualify", value: string, names: Names): string {
  switch (facet) {
    case "qualify":
      return "What I qualify for";
    case "kind":
      return termLabel(OPPORTUNITY_KINDS, value);
    case "sector":
      return sectorLabel(value);
    case "trl":
      return trlSentence(Number(value) as Trl);
    case "licence":
      return termLabel(LICENCES, value);
    case "ipr":
      return termLabel(IPR_STATUSES, value);
    case "fee":
      return termLabel(FEE_BANDS, value);
    case "partner":
      return termLabel(PARTNER_KINDS, value);
    case "verified":
      return "Verified organisations";
    case "certification":
      return certificationLabel(value);
    case "country":
    case "addressed":
      return countryText(value);
    case "release":
      return termLabel(RELEASE_CLASSES, value);
    case "organisation":
      return names.get(value) ?? value;
    case "closing":
      return `${value} ${value === "1" ? "day" : "days"}`;
  }
}

/** The order in which values stand: it never follows the counts, so nothing moves under the reader's hand. */
const FIXED_ORDER: Partial<Record<Facet, readonly string[]>> = {
  kind: Object.keys(OPPORTUNITY_KINDS),
  trl: Object.keys(TRL),
  licence: Object.keys(LICENCES),
  ipr: Object.keys(IPR_STATUSES),
  fee: Object.keys(FEE_BANDS),
  certification: CERTIFICATIONS.map(({ code }) => code),
  partner: Object.keys(PARTNER_KINDS),
  release: Object.keys(RELEASE_CLASSES),
};

function inOrder(facet: Facet, options: FacetOption[]): FacetOption[] {
  const order = FIXED_ORDER[facet];
  if (!order) return options.sort((a, b) => a.label.localeCompare(b.label, "en"));
  const place = new Map(order.map((value, index) => [value, index]));
  return options.sort((a, b) => (place.get(a.value) ?? 0) - (place.get(b.value) ?? 0));
}

/** The rarer questions, folded away until somebody asks them. */
const FOLDED: ReadonlySet<FacetName> = new Set<FacetName>([
  "ipr",
  "certification",
  "partner",
  "release",
  "addressed",
  "country",
  "organisation",
  "closing",
]);

type Presenter = { query: SearchQuery; locale: string; names: Names };

function optionOf(
  facet: Facet,
  { value, count }: FacetCount,
  { query, locale, names }: Presenter,
): FacetOption {
  return {
    value,
    label: valueLabel(facet, value, names).replace(/^TRL /, ""),
    count: numberText(count, locale),
    chosen: query.filters[facet].includes(value),
  };
}

function plainFacet(facet: Facet, counts: FacetCount[], presenter: Presenter): FacetView {
  const options = counts.map((count) => optionOf(facet, count, presenter));
  const isLong = !FIXED_ORDER[facet] || facet === "certification";
  const limit = isLong ? SEEN_AT_ONCE : Infinity;
  const seen = options.filter((option, rank) => rank < limit || option.chosen);
  const rest = options.filter((option, rank) => rank >= limit && rank < SEEN_AT_ALL && !option.chosen);
  return {
    name: facet,
    label: FACET_LABELS[facet],
    options: inOrder(facet, seen),
    more: inOrder(facet, rest),
    folded: FOLDED.has(facet),
  };
}

/** Sectors in their own order; the sub-sectors of a chosen sector stand below it. */
function sectorFacet(counts: FacetCount[], presenter: Presenter): FacetView {
  const countOf = new Map(counts.map((each) => [each.value, each]));
  const { sector: chosen } = presenter.query.filters;
  const options = SECTORS.flatMap(({ code, subSectors }) => {
    const own = countOf.get(code);
    const subCounts = subSectors.flatMap((sub) => countOf.get(sub.code) ?? []);
    const isOpen = chosen.includes(code) || subCounts.some(({ value }) => chosen.includes(value));
    const subOptions = isOpen ? subCounts.map((sub) => optionOf("sector", sub, presenter)) : [];
    return [
      ...(own ? [optionOf("sector", own, presenter)] : []),
      ...subOptions.map((option) => ({ ...option, nested: true })),
    ];
  });
  return { name: "sector", label: FACET_LABELS.sector, options, more: [], folded: false };
}

function closingFacet(counts: FacetCount[], { query, locale, names }: Presenter): FacetView {
  const countOf = new Map(counts.map(({ value, count }) => [value, count]));
  const windows = new Set<number>([
    ...CLOSING_WINDOWS_DAYS,
    ...(query.closingDays ? [query.closingDays] : []),
  ]);
  const options = [...windows]
    .sort((a, b) => a - b)
    .map((days) => {
      const count = countOf.get(String(days));
      return {
        value: String(days),
        label: valueLabel("closing", String(days), names),
        count: count === undefined ? "" : numberText(count, locale),
        chosen: query.closingDays === days,
      };
    });
  const always = { value: "", label: "Any time", count: "", chosen: query.closingDays === null };
  return {
    name: "closing",
    label: FACET_LABELS.closing,
    options: [always, ...options],
    more: [],
    folded: FOLDED.has("closing"),
    single: true,
  };
}

/** The questions of the filter rail of an answer, those with nothing to choose left out. */
export function facetViewsOf(results: SearchResults, presenter: Presenter): FacetView[] {
  const { facets } = results;
  const plain = (facet: Facet) => plainFacet(facet, facets[facet], presenter);
  return [
    plain("kind"),
    sectorFacet(facets.sector, presenter),
    plain("trl"),
    plain("fee"),
    plain("licence"),
    plain("certification"),
    plain("partner"),
    plain("ipr"),
    closingFacet(facets.closing, presenter),
    plain("release"),
    plain("addressed"),
    plain("country"),
    plain("organisation"),
  ].filter((facet) => facet.options.length > 0);
}

/**
 * What is said with one yes.
 * @param hasReader whether somebody asks of whom it is known what they qualify for
 */
export function togglesOf(results: SearchResults, presenter: Presenter, hasReader: boolean): Toggle[] {
  const { query, locale, names } = presenter;
  const verified = results.facets.verified.find(({ value }) => value === "yes")?.count ?? 0;
  const toggles: Toggle[] = [];
  if (hasReader)
    toggles.push({
      name: "qualify",
      label: valueLabel("qualify", "yes", names),
      count: results.qualifying === null ? "" : numberText(results.qualifying, locale),
      chosen: query.qualifying,
    });
  toggles.push({
    name: "verified",
    label: valueLabel("verified", "yes", names),
    count: numberText(verified, locale),
    chosen: query.filters.verified.length > 0,
  });
  return toggles;
}

/** Slugs whose names the rail and the chips show. */
export function shownOrganisations(results: SearchResults, query: SearchQuery): string[] {
  const counted = results.facets.organisation.slice(0, SEEN_AT_ALL).map(({ value }) => value);
  return [...new Set([...counted, ...query.filters.organisation])];
}
