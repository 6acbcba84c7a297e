import { FACETS, type Facet, type SearchQuery } from "#search/url.ts";
import { randomSource, wordOfRank, type GeneratedOpportunity } from "#tests/fixtures/search-opportunities.ts";
import { typedQuery } from "#tests/bench/search-engines.ts";
import { corpusOf } from "#tests/bench/search-corpus.ts";
import { someWords, withTypo } from "#tests/bench/search-typing.ts";

/** What is measured; each is a different question of its kind every time. */
export const KINDS = [
  "no words",
  "common word",
  "three words",
  "one typo",
  "as one types",
  "filters and words",
  "deep page",
] as const;
export type Kind = (typeof KINDS)[number];

const ASKED = 250;
const SAMPLE = 500;
const SEED = 33;
const TYPED_LETTERS = [2, 3, 4, 5];
/** Of 20 hits each. */
const DEEPEST_PAGE = 100;

type Random = () => number;
type Made = (index: number, opportunity: GeneratedOpportunity, random: Random) => SearchQuery | null;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;
const telling = (opportunity: GeneratedOpportunity) => `${opportunity.title} ${opportunity.summary}`;

/** Values that this opportunity has, so that the filters leave something. */
function filtersOf(opportunity: GeneratedOpportunity, random: Random): SearchQuery["filters"] {
  const values: Partial<Record<Facet, string | null>> = {
    kind: opportunity.kind,
    sector: opportunity.sector,
    trl: opportunity.trlCurrent === null ? null : String(opportunity.trlCurrent),
    release: opportunity.release,
    country: opportunity.organisation.country,
    ipr: opportunity.iprStatus,
    licence: opportunity.licence,
  };
  const given = FACETS.filter((facet) => values[facet]);
  const chosen = new Set([pick(given, random), pick(given, random)]);
  const filters = typedQuery("").filters;
  for (const facet of chosen) filters[facet] = [values[facet]!];
  return filters;
}

/** The beginning of a word, half the time after a whole one: what a field holds while somebody is writing. */
function untypedQuery(opportunity: GeneratedOpportunity, random: Random): SearchQuery | null {
  const words = someWords(opportunity.title, 2, random).split(" ");
  const last = words.at(-1)!.slice(0, pick(TYPED_LETTERS, random));
  const before = random() < 0.5 && words.length > 1 ? `${words[0]} ` : "";
  return last.length < 2 ? null : typedQuery(before + last);
}

const MAKERS: Record<Kind, Made> = {
  "no words": (index) => ({
    ...typedQuery(""),
    sort: index % 2 === 0 ? "newest" : "closing",
    page: 1 + Math.floor(index / 2),
  }),
  "common word": (index) => typedQuery(wordOfRank(index)),
  "three words": (_, opportunity, random) => typedQuery(someWords(telling(opportunity), 3, random)),
  "one typo": (_, opportunity, random) => {
    const typed = withTypo(someWords(opportunity.title, 2, random), random, 5);
    return typed === null ? null : typedQuery(typed);
  },
  "as one types": (_, opportunity, random) => untypedQuery(opportunity, random),
  "filters and words": (_, opportunity, random) => ({
    ...typedQuery(someWords(opportunity.title, 1, random)),
    filters: filtersOf(opportunity, random),
  }),
  "deep page": (index, _, random) => ({
    ...typedQuery(wordOfRank(index % 40)),
    page: 10 + Math.floor(random() * (DEEPEST_PAGE - 10)),
  }),
};

export type Questions = Record<Kind, SearchQuery[]>;

/** At least 200 different searches of every kind, made from what the opportunities of this size say. */
export function questionsFor(size: number): Questions {
  const sample: GeneratedOpportunity[] = [];
  for (const opportunity of corpusOf(size).opportunities) if (sample.push(opportunity) === SAMPLE) break;
  const questions = {} as Questions;
  for (const [at, kind] of KINDS.entries()) {
    const random = randomSource(SEED + at);
    const different = new Map<string, SearchQuery>();
    for (let index = 0; different.size < ASKED && index < ASKED * 10; index++) {
      const query = MAKERS[kind](index, sample[index % sample.length]!, random);
      if (query) different.set(JSON.stringify(query), query);
    }
    questions[kind] = [...different.values()];
  }
  return questions;
}
