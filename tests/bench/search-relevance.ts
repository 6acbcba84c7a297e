import { engines } from "#search/select.server.ts";
import type { EngineName, SearchEngine } from "#search/port.ts";
import { randomSource } from "#tests/fixtures/search-opportunities.ts";
import { numberOf, readCranfield, toSearchDocument, type Cranfield } from "#tests/bench/search-cranfield.ts";
import { fillEngine, rankingOf, typedQuery } from "#tests/bench/search-engines.ts";
import { averagePrecision, ndcg, recall, type Gains } from "#tests/bench/search-metrics.ts";

const DEPTH = 100;

/** Means over all questions; average precision looks at the first hundred, like recall. */
export type Relevance = { ndcg10: number; map100: number; recall100: number };

export type EngineRelevance = Relevance & {
  engine: EngineName;
  questions: number;
  failures: string[];
  /** What the same measure says when the ranking is broken on purpose. */
  controls: { reversed: Relevance; shuffled: Relevance; flattened: Relevance };
};

type Rankings = Map<number, string[]>;

function judge(rankings: Rankings, judgements: Cranfield["judgements"]): Relevance {
  const mean = (measure: (ranking: string[], gains: Gains) => number) => {
    let sum = 0;
    for (const [question, ranking] of rankings)
      sum += measure(ranking, judgements.get(question) ?? new Map<string, number>());
    return Math.round((sum / rankings.size) * 10_000) / 10_000;
  };
  return { ndcg10: mean(ndcg), map100: mean(averagePrecision), recall100: mean(recall) };
}

/** Questions are asked as they stand in the file: all but one end with a full stop, so that no word is unfinished. */
async function ask(engine: SearchEngine, questions: string[], failures: string[]): Promise<Rankings> {
  const rankings: Rankings = new Map();
  for (const [index, question] of questions.entries()) {
    let ids: string[] = [];
    try {
      ids = await rankingOf(engine, typedQuery(question), DEPTH);
    } catch (error) {
      failures.push(`${question.slice(0, 60)}: ${(error as Error).message}`);
    }
    rankings.set(index + 1, ids.map(numberOf));
  }
  return rankings;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}

/** All engines of the configuration against the collection in `data`. Runs in a process of its own. */
export async function measureRelevance({ data }: { data: string }): Promise<EngineRelevance[]> {
  const { documents, questions, judgements } = readCranfield(data);
  const results: EngineRelevance[] = [];
  // The embedded one comes first: the other asks it how rare words are.
  for (const engine of engines)
    await fillEngine(
      engine,
      documents.map((document) => toSearchDocument(document)),
    );
  for (const engine of engines) {
    const failures: string[] = [];
    const rankings = await ask(engine, questions, failures);
    const random = randomSource(7);
    const broken = (change: (ranking: string[]) => string[]) =>
      judge(new Map([...rankings].map(([question, ranking]) => [question, change(ranking)])), judgements);
    const controls = {
      reversed: broken((ranking) => ranking.toReversed()),
      shuffled: broken((ranking) => shuffled(ranking, random)),
    };
    const relevance = judge(rankings, judgements);
    console.error(`  ${engine.name}: nDCG@10 ${relevance.ndcg10}`);
    results.push({
      engine: engine.name,
      questions: questions.length,
      failures,
      ...relevance,
      controls: {
        ...controls,
        flattened: await flattened(engine, { documents, questions, judgements }, failures),
      },
    });
  }
  return results;
}

/** Title and text in one field, so that the weights of fields do nothing. */
async function flattened(
  engine: SearchEngine,
  collection: Cranfield,
  failures: string[],
): Promise<Relevance> {
  await fillEngine(
    engine,
    collection.documents.map((document) => toSearchDocument(document, true)),
  );
  return judge(await ask(engine, collection.questions, failures), collection.judgements);
}
