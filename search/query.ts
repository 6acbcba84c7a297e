import { z } from "zod";
import { certificationValues } from "#app/core/reference/certifications.ts";
import { COUNTRY_CODES } from "#app/core/reference/countries.ts";
import { sectorValues, subSectorValues } from "#app/core/reference/sectors.ts";
import { feeBandValues } from "#app/core/reference/fee-bands.ts";
import {
  iprStatusValues,
  licenceValues,
  opportunityKindValues,
  partnerKindValues,
  releaseClassValues,
} from "#app/core/reference/terms.ts";
import { trlValues } from "#app/core/reference/trl.ts";
import {
  emptyQuery,
  FACETS,
  MAX_QUERY_CHARACTERS,
  SORTS,
  type Facet,
  type SearchQuery,
} from "#search/url.ts";

export { searchParamsOf } from "#search/url.ts";
export type { SearchQuery } from "#search/url.ts";

const MAX_VALUES_PER_FACET = 100;
const MAX_PAGE = 1_000_000;
const MAX_CLOSING_DAYS = 365;

const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/;

/** Every value that a facet may have; null where only the form is known (an organisation's slug). */
export const FACET_VALUES: Record<Facet, ReadonlySet<string> | null> = {
  kind: new Set(opportunityKindValues),
  sector: new Set<string>([...sectorValues, ...subSectorValues]),
  trl: new Set(trlValues.map(String)),
  licence: new Set(licenceValues),
  ipr: new Set(iprStatusValues),
  fee: new Set(feeBandValues),
  certification: new Set(certificationValues),
  partner: new Set(partnerKindValues),
  release: new Set(releaseClassValues),
  addressed: new Set(COUNTRY_CODES),
  country: new Set(COUNTRY_CODES),
  verified: new Set(["yes"]),
  organisation: null,
};

const isFacetValue = (facet: Facet, value: string) => FACET_VALUES[facet]?.has(value) ?? SLUG.test(value);

const facetSchema = (facet: Facet) =>
  z.array(z.string().refine((value) => isFacetValue(facet, value))).max(MAX_VALUES_PER_FACET);

/** A query that was stored, such as a saved search, checked again before use. */
export const searchQuerySchema: z.ZodType<SearchQuery> = z.object({
  q: z.string().max(MAX_QUERY_CHARACTERS).transform(cleanText),
  filters: z.object(
    Object.fromEntries(FACETS.map((facet) => [facet, facetSchema(facet)])) as Record<
      Facet,
      ReturnType<typeof facetSchema>
    >,
  ),
  closingDays: z.number().int().min(1).max(MAX_CLOSING_DAYS).nullable(),
  qualifying: z.boolean(),
  sort: z.enum(SORTS),
  page: z.number().int().min(1).max(MAX_PAGE),
});

/** Something in the address that could not be used. `message` says what to do about it. */
export type QueryProblem = { field: string; value: string; message: string };

/** Typed text in composed form, without control characters, lone surrogates and needless space. */
export function cleanText(text: string): string {
  return text
    .replace(/\uFFFD|[^\P{C}\s\u200C\u200D]/gu, "")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .trim();
}

function readText(params: URLSearchParams, problems: QueryProblem[]): string {
  const text = cleanText(params.getAll("q").join(" "));
  if (text.length <= MAX_QUERY_CHARACTERS) return text;
  problems.push({
    field: "q",
    value: `${cleanText(text.slice(0, 40))}…`,
    message: `Only the first ${MAX_QUERY_CHARACTERS.toLocaleString("en")} characters are searched for. Use fewer words.`,
  });
  return cleanText(text.slice(0, MAX_QUERY_CHARACTERS));
}

function readFacet(params: URLSearchParams, facet: Facet, problems: QueryProblem[]): string[] {
  const given = [...new Set(params.getAll(facet).filter((value) => value !== ""))];
  const values: string[] = [];
  for (const value of given.slice(0, MAX_VALUES_PER_FACET)) {
    if (isFacetValue(facet, value)) values.push(value);
    else {
      const shown = cleanText(value.slice(0, 60));
      problems.push({
        field: facet,
        value: shown,
        message: `“${shown}” is not a known ${facet}, so it was left out. Choose one from the list.`,
      });
    }
  }
  if (given.length > MAX_VALUES_PER_FACET)
    problems.push({
      field: facet,
      value: String(given.length),
      message: `Only the first ${MAX_VALUES_PER_FACET} values of ${facet} are used. Choose fewer.`,
    });
  return values;
}

function readNumber<T>(
  params: URLSearchParams,
  field: string,
  max: number,
  fallback: T,
  problems: QueryProblem[],
): number | T {
  const text = params.get(field) ?? "";
  if (text === "") return fallback;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= max) return number;
  problems.push({
    field,
    value: cleanText(text.slice(0, 60)),
    message: `${field} should be a whole number from 1 to ${max.toLocaleString("en")}.`,
  });
  return fallback;
}

function readYes(params: URLSearchParams, field: string, problems: QueryProblem[]): boolean {
  const text = params.get(field) ?? "";
  if (text !== "" && text !== "yes")
    problems.push({
      field,
      value: cleanText(text.slice(0, 60)),
      message: `${field} should be “yes” or left out.`,
    });
  return text === "yes";
}

/**
 * Reads a query from an address. What cannot be used is left out and named in `problems`; nothing throws.
 */
export function parseSearchQuery(params: URLSearchParams): { query: SearchQuery; problems: QueryProblem[] } {
  const problems: QueryProblem[] = [];
  const query = emptyQuery();
  query.q = readText(params, problems);
  for (const facet of FACETS) query.filters[facet] = readFacet(params, facet, problems);
  query.closingDays = readNumber(params, "closing", MAX_CLOSING_DAYS, null, problems);
  query.qualifying = readYes(params, "qualify", problems);
  query.page = readNumber(params, "page", MAX_PAGE, 1, problems);
  const sort = params.get("sort") ?? "";
  const known = SORTS.find((name) => name === sort);
  if (known) query.sort = known;
  else if (sort !== "")
    problems.push({
      field: "sort",
      value: cleanText(sort.slice(0, 60)),
      message: `sort should be ${SORTS.join(", ")}.`,
    });
  return { query, problems };
}
