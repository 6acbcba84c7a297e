/** What of a document's judgement counts: 0 is irrelevant, more is better. Documents without an entry count 0. */
export type Gains = ReadonlyMap<string, number>;

/** The gain of a ranking with less for every place further down (Järvelin & Kekäläinen 2002), linear in the grade. */
function discountedGain(gains: number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/**
 * nDCG: the first `depth` of a ranking beside the best order there could be, 0 to 1.
 * @param ranking ids of documents, best first
 */
export function ndcg(ranking: readonly string[], gains: Gains, depth = 10): number {
  const best = [...gains.values()].sort((a, b) => b - a).slice(0, depth);
  const ideal = discountedGain(best);
  const found = ranking.slice(0, depth).map((id) => gains.get(id) ?? 0);
  return ideal === 0 ? 0 : discountedGain(found) / ideal;
}

const relevantIn = (gains: Gains) => [...gains.values()].filter((gain) => gain > 0).length;

/** Precision at each relevant document of the ranking, summed and shared among all relevant ones, found or not. */
export function averagePrecision(ranking: readonly string[], gains: Gains): number {
  let found = 0;
  let sum = 0;
  for (const [index, id] of ranking.entries()) if ((gains.get(id) ?? 0) > 0) sum += ++found / (index + 1);
  const relevant = relevantIn(gains);
  return relevant === 0 ? 0 : sum / relevant;
}

/** The share of all relevant documents that stand among the first `depth`. */
export function recall(ranking: readonly string[], gains: Gains, depth = 100): number {
  const found = ranking.slice(0, depth).filter((id) => (gains.get(id) ?? 0) > 0).length;
  const relevant = relevantIn(gains);
  return relevant === 0 ? 0 : found / relevant;
}

/** The value below or at which this share of the values lies (nearest rank). @param values in any order, not none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

export type Percentiles = { p50: number; p95: number; p99: number };

/** In the unit of the values, to a tenth. @param values not none */
export function percentilesOf(values: readonly number[]): Percentiles {
  const rounded = (share: number) => Math.round(quantile(values, share) * 10) / 10;
  return { p50: rounded(0.5), p95: rounded(0.95), p99: rounded(0.99) };
}
