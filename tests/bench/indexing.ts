import { setTimeout as delay } from "node:timers/promises";
import { fill, openBenchDatabase } from "#tests/bench/database.ts";
import { inOwnProcess } from "#tests/bench/processes.ts";
import { startProduct } from "#tests/setup/product-process.ts";

const CHANGES = 100;
const GOAL_P95_MS = 250;
const LONGEST_MS = 10_000;

/**
 * Changes titles one after the other as a command does and measures from each commit until the search engine finds
 * the new word. Needs DATABASE_URL, so it runs in a process of its own.
 */
export async function publishAndFind({ count }: { count: number }): Promise<number[]> {
  const { db } = await import("#app/core/db.server.ts");
  const { enqueueIndexing } = await import("#app/jobs/enqueue.server.ts");
  const { postgresEngine } = await import("#search/postgres.server.ts");
  const { parseSearchQuery } = await import("#search/query.ts");
  const opportunities = await db.opportunity.findMany({ take: count, select: { id: true, title: true } });
  const timesMs: number[] = [];
  for (const [index, { id, title }] of opportunities.entries()) {
    const word = `zq${index}x${Date.now().toString(36)}`;
    await db.$transaction(async (tx) => {
      await tx.opportunity.update({ where: { id }, data: { title: `${title.slice(0, 90)} ${word}` } });
      await enqueueIndexing(tx, [id]);
    });
    const committedAt = performance.now();
    const { query } = parseSearchQuery(new URLSearchParams({ q: word }));
    const isFound = async () => (await postgresEngine.search(query)).hits.some((hit) => hit.id === id);
    while (!(await isFound())) {
      if (performance.now() - committedAt > LONGEST_MS) throw new Error(`"${word}" was not found in time`);
      await delay(2);
    }
    timesMs.push(performance.now() - committedAt);
  }
  return timesMs;
}

export async function benchIndexing(options: { opportunities: number; databaseUrl?: string }) {
  const database = await openBenchDatabase(options.databaseUrl);
  const stops: Array<() => Promise<void>> = [database.close];
  try {
    console.log(`Adding and indexing ${options.opportunities} opportunities …`);
    await fill(database.url, options.opportunities);
    const product = await startProduct(database.url);
    stops.unshift(product.stop);
    await waitUntilIndexed(product.url);
    const environment = { DATABASE_URL: database.url, NODE_ENV: "development" };
    const timesMs = await inOwnProcess<number[]>("indexing", { count: CHANGES }, environment);
    timesMs.sort((a, b) => a - b);
    const quantile = (share: number) =>
      Math.round(timesMs[Math.floor((timesMs.length - 1) * share)]! * 10) / 10;
    return { changes: timesMs.length, p50Ms: quantile(0.5), p95Ms: quantile(0.95), maxMs: quantile(1) };
  } finally {
    for (const stop of stops) await stop();
  }
}

async function waitUntilIndexed(url: string): Promise<void> {
  for (;;) {
    const { search } = (await (await fetch(`${url}/readyz`)).json()) as { search: { pending: number } };
    if (search.pending === 0) return;
    await delay(250);
  }
}

export function indexingReport({
  changes,
  p50Ms,
  p95Ms,
  maxMs,
}: Awaited<ReturnType<typeof benchIndexing>>): string {
  const verdict = p95Ms <= GOAL_P95_MS ? "within" : "ABOVE";
  return `Commit to searchable over ${changes} changes: p50 ${p50Ms} ms, p95 ${p95Ms} ms (${verdict} ${GOAL_P95_MS}), longest ${maxMs} ms`;
}
