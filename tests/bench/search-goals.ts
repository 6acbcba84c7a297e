import { WAYS, type Way } from "#tests/bench/search-typing.ts";
import type { SearchResult, SizeResult } from "#tests/bench/search.ts";

/** A figure beside what it should be. Speed depends on the machine, so that only `binding` ones fail the bench. */
export type Verdict = { what: string; value: number; goal: string; met: boolean; binding: boolean };

export const NDCG_GOAL = 0.37;
export const NDCG_AIM = 0.4;
export const FOUND_GOALS: Record<Way, number> = { whole: 0.99, threeWords: 0.9, typo: 0.95 };
/** A broken ranking must lose at least this share of what the whole one reaches, or the measure sees nothing. */
export const LEAST_FALL = 0.3;
/**
 * Without the weights of fields, titles known by three words must stand lower by so much of 1/place. Only told of
 * Meilisearch, for which fields are the fifth of its rules.
 */
export const LEAST_FALL_FLATTENED = 0.03;
const OVERALL_P95_MS: Record<number, number> = { 100_000: 50, 1_000_000: 250 };
const KIND_P95_MS: Record<number, number> = { 100_000: 100 };

const atLeast = (what: string, value: number, goal: number, binding: boolean): Verdict => ({
  what,
  value,
  goal: `≥ ${goal}`,
  met: value >= goal,
  binding,
});
const atMost = (what: string, value: number, goal: number, binding: boolean): Verdict => ({
  what,
  value,
  goal: `≤ ${goal}`,
  met: value <= goal,
  binding,
});

function relevanceVerdicts(relevance: NonNullable<SearchResult["relevance"]>): Verdict[] {
  return relevance.flatMap(({ engine, ndcg10, controls }) => [
    ...(engine === "postgres"
      ? [
          atLeast(`${engine}: nDCG@10`, ndcg10, NDCG_GOAL, true),
          atLeast(`${engine}: nDCG@10, the aim`, ndcg10, NDCG_AIM, false),
        ]
      : []),
    ...(["reversed", "shuffled"] as const).map((control) => {
      const limit = Math.round(ndcg10 * (1 - LEAST_FALL) * 1_000) / 1_000;
      return atMost(`${engine}: nDCG@10 when hits are ${control}`, controls[control].ndcg10, limit, true);
    }),
  ]);
}

function knownItemVerdicts({ engines }: NonNullable<SearchResult["knownItems"]>): Verdict[] {
  return engines.flatMap(({ engine, found, flattened }) => {
    const lower = found.threeWords.reciprocalRank - flattened.threeWords.reciprocalRank;
    const fall = Math.round(lower * 1_000) / 1_000;
    return [
      ...WAYS.map((way) =>
        atLeast(`${engine}: titles found, ${way}`, found[way].share, FOUND_GOALS[way], true),
      ),
      atLeast(
        `${engine}: three words, fall of 1/place without field weights`,
        fall,
        LEAST_FALL_FLATTENED,
        engine === "postgres",
      ),
    ];
  });
}

function speedVerdicts({ size, engines }: SizeResult): Verdict[] {
  const embedded = engines.find(({ name }) => name === "postgres")!;
  const [overall, each] = [OVERALL_P95_MS[size], KIND_P95_MS[size]];
  const at = size.toLocaleString("en");
  return [
    ...(overall ? [atMost(`p95 of all searches at ${at}, ms`, embedded.overallMs.p95, overall, false)] : []),
    ...(each
      ? Object.entries(embedded.kinds).map(([kind, { coldMs }]) =>
          atMost(`p95 of “${kind}” at ${at}, ms`, coldMs.p95, each, false),
        )
      : []),
  ];
}

/** Every goal that was measured. */
export function verdictsOf({ relevance, knownItems, sizes }: SearchResult): Verdict[] {
  return [
    ...(relevance ? relevanceVerdicts(relevance) : []),
    ...(knownItems ? knownItemVerdicts(knownItems) : []),
    ...sizes.flatMap(speedVerdicts),
  ];
}

/** Searches that threw, by what was asked. A baseline's are not the product's. */
export function failuresOf({ relevance, knownItems, sizes }: SearchResult): string[] {
  return [
    ...(relevance ?? []).flatMap(({ failures }) => failures),
    ...(knownItems?.engines ?? []).flatMap(({ found, flattened }) =>
      WAYS.flatMap((way) => [...found[way].failures, ...flattened[way].failures]),
    ),
    ...sizes.flatMap(({ engines }) =>
      engines.flatMap(({ kinds }) => Object.values(kinds).flatMap(({ failures }) => failures)),
    ),
  ];
}

/** Whether the bench fails: relevance below its goal, a control that sees nothing, or a search that throws. */
export function isFailed(result: SearchResult): boolean {
  return failuresOf(result).length > 0 || verdictsOf(result).some(({ binding, met }) => binding && !met);
}
