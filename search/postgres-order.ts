import type { Columns } from "#search/postgres-columns.ts";
import type { Sort } from "#search/url.ts";

/** A number by which documents are ordered, the greatest first. `index` is the document's place in the matches. */
type Key = (number: number, index: number) => number;

/** The n-th greatest (from 0) of these numbers; changes their order. */
function nthGreatest(values: Float64Array, n: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[(from + to) >> 1]!;
    let [left, right] = [from, to];
    while (left <= right) {
      while (values[left]! > pivot) left++;
      while (values[right]! < pivot) right--;
      if (left > right) break;
      const swapped = values[left]!;
      values[left++] = values[right]!;
      values[right--] = swapped;
    }
    if (n <= right) to = right;
    else if (n >= left) from = left;
    else break;
  }
  return values[n]!;
}

/** Few enough to be compared one by one. */
const EASY = 200;

/**
 * The places from `from` to before `to` of these documents in order. Without sorting them all: the first key's bounds
 * of the page are looked for, then only what lies within is sorted; where too much is equal, by the next key.
 * @param candidates indexes into the matches
 */
function pageOf(
  candidates: Int32Array,
  numbers: Int32Array,
  keys: Key[],
  from: number,
  to: number,
): Int32Array {
  const [key, ...others] = keys as [Key, ...Key[]];
  const compare = (a: number, b: number) => {
    for (const each of keys) {
      const difference = each(numbers[b]!, b) - each(numbers[a]!, a);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  if (candidates.length <= EASY) return candidates.slice().sort(compare).slice(from, to);
  const last = Math.min(to, candidates.length) - 1;
  if (from > last) return new Int32Array(0);
  const values = new Float64Array(candidates.length);
  for (let place = 0; place < values.length; place++) {
    const index = candidates[place]!;
    values[place] = key(numbers[index]!, index);
  }
  const greatest = nthGreatest(values.slice(), from);
  const least = nthGreatest(values.slice(), last);
  let above = 0;
  let count = 0;
  const kept = new Int32Array(candidates.length);
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    if (value > greatest) above++;
    else if (value >= least) kept[count++] = candidates[place]!;
  }
  const within = kept.subarray(0, count);
  if (greatest === least && others.length > 0)
    return pageOf(within, numbers, others, from - above, to - above);
  return within.sort(compare).slice(from - above, to - above);
}

/**
 * The numbers of the documents on a page.
 * @param passing indexes of the matches that are shown
 */
export function orderPage(
  passing: Int32Array,
  { numbers, scores }: { numbers: Int32Array; scores: Float64Array },
  sort: Sort,
  columns: Columns,
  from: number,
  to: number,
): number[] {
  const newest: Key = (number) => columns.publishedAtMs[number]!;
  const latestWritten: Key = (number) => number;
  const keys: Record<Sort, Key[]> = {
    relevance: [(_, index) => scores[index]!, newest, latestWritten],
    newest: [newest, latestWritten],
    closing: [(number) => -columns.closingAtMs[number]!, newest, latestWritten],
  };
  return Array.from(pageOf(passing, numbers, keys[sort], from, to), (index) => numbers[index]!);
}
