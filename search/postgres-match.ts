import type { Columns } from "#search/postgres-columns.ts";

/** Documents that have a word, by number, and how much it weighs in each. */
export type List = { numbers: Int32Array; weights: Uint8Array };

/** A term of the query: a document has it when it is in a list of any of its ways. */
export type MatchTerm = { ways: { lists: List[]; worth: number }[] };

/** Documents that matched, with their scores; those with all terms come before the others. */
export type Matches = { numbers: Int32Array; scores: Float64Array };

// Okapi BM25 over weighted fields (Robertson, Zaragoza, Taylor 2004): a word counts less the more often it was
// already counted (K1) and the longer the document is (B).
const K1 = 3;
const B = 0.7;
/** Weights are stored in eighths. */
export const WEIGHT_STEPS = 8;
/** More than any sum of scores: documents with all words stand above those with some. */
const ALL_TERMS_BONUS = 1_000_000;

/** One set for all searches of the process: matching never waits, so no two are under way at once. */
let capacity = 0;
let termCounts = new Uint8Array(0);
let lastTerm = new Uint8Array(0);
let scores = new Float32Array(0);
let termScores = new Float32Array(0);
let touched = new Int32Array(0);

function prepare(size: number): void {
  if (size <= capacity) return;
  capacity = Math.ceil(size * 1.2) + 1_000;
  termCounts = new Uint8Array(capacity);
  lastTerm = new Uint8Array(capacity);
  scores = new Float32Array(capacity);
  termScores = new Float32Array(capacity);
  touched = new Int32Array(capacity);
}

/** How many documents have a way of this term, at most. */
const frequencyOf = (term: MatchTerm) =>
  term.ways.reduce((sum, { lists }) => sum + lists.reduce((own, { numbers }) => own + numbers.length, 0), 0);

/** Weight of a term by how rare it is, as in BM25. */
export function rarity(frequency: number, documents: number): number {
  return Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5));
}

const rarityOf = (term: MatchTerm, { documents }: Columns) =>
  rarity(Math.min(frequencyOf(term), documents), documents);

/** What is added to a weight below the line: more, the longer a document is beside the average. */
function lengthNorm({ documents, totalLength }: Columns): { base: number; perLength: number } {
  return {
    base: K1 * (1 - B) * WEIGHT_STEPS,
    perLength: (K1 * B * WEIGHT_STEPS * documents) / Math.max(1, totalLength),
  };
}

/** Adds a term's scores. A document that is new to the query joins only when `mayJoin`. */
function addTerm(term: MatchTerm, place: number, columns: Columns, mayJoin: boolean, before: number): number {
  const { alive, lengths } = columns;
  const idf = rarityOf(term, columns);
  const { base, perLength } = lengthNorm(columns);
  let count = before;
  for (const { lists, worth } of term.ways) {
    const factor = idf * worth * (K1 + 1);
    for (const { numbers, weights } of lists)
      for (let index = 0; index < numbers.length; index++) {
        const number = numbers[index]!;
        if (alive[number] === 0) continue;
        if (termCounts[number] === 0) {
          if (!mayJoin) continue;
          touched[count++] = number;
        }
        const weight = weights[index]!;
        const score = (factor * weight) / (weight + base + perLength * lengths[number]!);
        if (lastTerm[number] !== place) {
          lastTerm[number] = place;
          termCounts[number]!++;
          scores[number]! += score;
          termScores[number] = score;
        } else if (score > termScores[number]!) {
          // Of several ways to have a term the best one counts.
          scores[number]! += score - termScores[number]!;
          termScores[number] = score;
        }
      }
  }
  return count;
}

function clear(count: number): void {
  for (let index = 0; index < count; index++) {
    const number = touched[index]!;
    termCounts[number] = 0;
    lastTerm[number] = 0;
    scores[number] = 0;
    termScores[number] = 0;
  }
}

/** Below this, words that stand in a fifth of all documents are not yet frequent. */
const FEW_DOCUMENTS = 500;

/** Very frequent words only bring everything: alone they make nobody a match where other words were typed. */
function isTelling(term: MatchTerm, documents: number): boolean {
  const frequency = frequencyOf(term);
  return frequency > 0 && frequency < Math.max(FEW_DOCUMENTS, documents) / 5;
}

/**
 * Documents that have all terms or, with `some`, at least one that tells documents apart. Excluded and closed ones
 * never match.
 * @param terms at most 255
 */
export function matchTerms(
  terms: MatchTerm[],
  match: "all" | "some",
  excluded: List[],
  columns: Columns,
  nowMs: number,
): Matches {
  prepare(columns.size);
  // Rarest first: what has not the rarest word needs no look at the others.
  const ordered = [...terms].sort((a, b) => frequencyOf(a) - frequencyOf(b));
  const anyTelling = ordered.some((term) => isTelling(term, columns.documents));
  let count = 0;
  for (const [index, term] of ordered.entries()) {
    const mayJoin = match === "all" ? index === 0 : !anyTelling || isTelling(term, columns.documents);
    count = addTerm(term, index + 1, columns, mayJoin, count);
  }
  for (const { numbers } of excluded)
    for (const number of numbers) if (termCounts[number]! > 0) termCounts[number] = 0;
  const { closingAtMs } = columns;
  const numbers = new Int32Array(count);
  const found = new Float64Array(count);
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const number = touched[index]!;
    const has = termCounts[number]!;
    if (has === 0 || (match === "all" && has < terms.length) || closingAtMs[number]! <= nowMs) continue;
    numbers[kept] = number;
    found[kept++] = scores[number]! + (has === terms.length ? ALL_TERMS_BONUS : 0);
  }
  clear(count);
  return { numbers: numbers.subarray(0, kept), scores: found.subarray(0, kept) };
}

let places = new Int32Array(0);

/** Raises the scores of matches that have these terms; nothing joins and nothing leaves. */
export function raiseMatches({ numbers, scores }: Matches, terms: MatchTerm[], columns: Columns): void {
  if (places.length < columns.size) places = new Int32Array(Math.ceil(columns.size * 1.2));
  for (let index = 0; index < numbers.length; index++) places[numbers[index]!] = index + 1;
  const { base, perLength } = lengthNorm(columns);
  for (const term of terms)
    for (const { lists, worth } of term.ways) {
      const factor = rarityOf(term, columns) * worth * (K1 + 1);
      for (const list of lists)
        for (let index = 0; index < list.numbers.length; index++) {
          const number = list.numbers[index]!;
          const place = places[number]!;
          const weight = list.weights[index]!;
          if (place > 0)
            scores[place - 1]! += (factor * weight) / (weight + base + perLength * columns.lengths[number]!);
        }
    }
  for (let index = 0; index < numbers.length; index++) places[numbers[index]!] = 0;
}

/** Everything that readers may see, for a query without words. */
export function matchEverything(excluded: List[], columns: Columns, nowMs: number): Matches {
  const { alive, closingAtMs, size } = columns;
  const without = new Set(excluded.flatMap(({ numbers }) => [...numbers]));
  const numbers = new Int32Array(size);
  let count = 0;
  for (let number = 1; number < size; number++)
    if (alive[number] === 1 && closingAtMs[number]! > nowMs && !without.has(number))
      numbers[count++] = number;
  return { numbers: numbers.subarray(0, count), scores: new Float64Array(count) };
}
