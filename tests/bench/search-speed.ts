import { engineNamed } from "#search/indexer.server.ts";
import type { EngineName } from "#search/port.ts";
import type { SearchQuery } from "#search/url.ts";
import { percentilesOf, quantile, type Percentiles } from "#tests/bench/search-metrics.ts";
import { KINDS, questionsFor, type Kind } from "#tests/bench/search-questions.ts";

/** Milliseconds from the question until hits and all facets are there. */
export type Timed = {
  asked: number;
  /** Of the first time that each question was asked in a process just started. */
  coldMs: Percentiles;
  /** Of the second time; null where it was not asked again. */
  warmMs: Percentiles | null;
  /** Hits of the question in the middle. */
  medianTotal: number;
  failures: string[];
};

export type Speed = {
  name: string;
  /** Of a process just started, which knows nothing yet. */
  firstMs: number;
  kinds: Partial<Record<Kind, Timed>>;
  /** All kinds together, cold. */
  overallMs: Percentiles;
  /** Of the process, before its first search and at the end. */
  residentMegabytes: { before: number; after: number };
};

type Ask = (query: SearchQuery) => Promise<{ total: number }>;

/** Asks one after the other until all were asked or the time is over. */
async function pass(ask: Ask, queries: SearchQuery[], seconds: number) {
  const [times, totals, failures]: [number[], number[], string[]] = [[], [], []];
  const endsAt = performance.now() + seconds * 1_000;
  for (const query of queries) {
    const startedAt = performance.now();
    try {
      totals.push((await ask(query)).total);
      times.push(performance.now() - startedAt);
    } catch (error) {
      failures.push(`${query.q || "(no words)"}: ${(error as Error).message}`);
    }
    if (performance.now() > endsAt) break;
  }
  return { times, totals, failures };
}

const megabytesNow = () => Math.round(process.memoryUsage.rss() / 1024 / 1024);

export type SpeedInput = { size: number; seconds: number };

/**
 * Measures every kind of question, each for at most `seconds`, twice over when `again`.
 * @param ask hits and all facets
 */
export async function timeAll(
  name: string,
  ask: Ask,
  { size, seconds }: SpeedInput,
  again: boolean,
): Promise<Speed> {
  const before = megabytesNow();
  const questions = questionsFor(size);
  const startedAt = performance.now();
  await ask(questions["no words"][0]!);
  const firstMs = Math.round(performance.now() - startedAt);
  const kinds: Speed["kinds"] = {};
  const all: number[] = [];
  for (const kind of KINDS) {
    const cold = await pass(ask, questions[kind], seconds);
    const asked = questions[kind].slice(0, cold.times.length);
    const warm = again ? await pass(ask, asked, seconds) : null;
    const failures = [...cold.failures, ...(warm?.failures ?? [])];
    if (cold.times.length === 0) throw new Error(`${name}, ${kind}: ${failures[0]}`);
    all.push(...cold.times);
    kinds[kind] = {
      asked: cold.times.length,
      coldMs: percentilesOf(cold.times),
      warmMs: warm && warm.times.length > 0 ? percentilesOf(warm.times) : null,
      medianTotal: quantile(cold.totals, 0.5),
      failures,
    };
    console.error(`  ${name}, ${kind}: p95 ${kinds[kind].coldMs.p95} ms`);
  }
  const residentMegabytes = { before, after: megabytesNow() };
  return { name, firstMs, kinds, overallMs: percentilesOf(all), residentMegabytes };
}

/** One engine by its port. Runs in a process of its own. */
export async function measureSpeed({
  engine,
  ...input
}: SpeedInput & { engine: EngineName }): Promise<Speed> {
  const { search } = engineNamed(engine);
  return timeAll(engine, (query) => search(query), input, true);
}
