import {
  generateOpportunities,
  generateOrganisations,
  type GeneratedOpportunity,
  type GeneratedOrganisation,
} from "#tests/fixtures/search-opportunities.ts";

const ORGANISATIONS_SEED = 31;
const OPPORTUNITIES_SEED = 32;

/** The opportunities of one size and their posters, the same ones every time but for their ids. */
export function corpusOf(size: number): {
  organisations: GeneratedOrganisation[];
  opportunities: Generator<GeneratedOpportunity>;
} {
  const organisations = generateOrganisations(ORGANISATIONS_SEED, Math.min(5_000, Math.ceil(size / 50)));
  return { organisations, opportunities: generateOpportunities(OPPORTUNITIES_SEED, size, organisations) };
}
