import { setTimeout as delay } from "node:timers/promises";
import { BENCH_ACCOUNT, fill, openBenchDatabase } from "#tests/bench/database.ts";
import type { Row } from "#tests/bench/floor-html.ts";
import type { LoadInput, LoadResult } from "#tests/bench/load.ts";
import { inOwnProcess, residentMegabytes, startFloor } from "#tests/bench/processes.ts";
import { startProduct } from "#tests/setup/product-process.ts";

export type PagesOptions = {
  opportunities: number;
  connections: number;
  seconds: number;
  databaseUrl?: string;
};

/** What the issue of speed asks for, as shares of the floor. */
const GOALS = { anonymous: 0.8, signedIn: 0.15, residentMegabytes: 300 };
const LARGEST_DRIFT = 0.1;
const QUERY = "radar module";

const textOf = async (url: string, cookie?: string) => {
  const answer = await fetch(url, { headers: cookie ? { cookie } : {} });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return answer.text();
};

const pathAfterRedirect = async (url: string) => new URL((await fetch(url)).url).pathname;

export async function waitForIndex(url: string, documents: number): Promise<number> {
  const startedAt = Date.now();
  for (;;) {
    const state = (await (await fetch(`${url}/readyz`)).json()) as {
      search: { documents: number; pending: number };
    };
    if (state.search.pending === 0 && state.search.documents >= documents * 0.9)
      return Date.now() - startedAt;
    if (Date.now() - startedAt > 300_000)
      throw new Error(`The index is not complete: ${JSON.stringify(state)}`);
    await delay(250);
  }
}

async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams(BENCH_ACCOUNT);
  const answer = await fetch(`${url}/login`, { method: "POST", body, redirect: "manual" });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`Signing in answered ${answer.status} without a cookie`);
  return cookie;
}

async function firstResult(url: string): Promise<Row> {
  const { data } = (await (await fetch(`${url}/api/v1/opportunities?sort=newest`)).json()) as {
    data: {
      reference: string;
      title: string;
      summary: string;
      organisation: { name: string; slug: string };
    }[];
  };
  const { organisation, ...rest } = data[0]!;
  return { ...rest, organisation: organisation.name, slug: organisation.slug };
}

type Measured = LoadResult & { page: string; reader: string; ratio?: number; bytes: number };

/** Measures results and opportunity pages for both kinds of readers beside the floor, and prints a table. */
export async function benchPages(options: PagesOptions) {
  const database = await openBenchDatabase(options.databaseUrl);
  const stops: Array<() => Promise<void>> = [database.close];
  try {
    console.log(`Adding ${options.opportunities} opportunities …`);
    await fill(database.url, options.opportunities);
    const product = await startProduct(database.url);
    stops.unshift(product.stop);
    console.log("Indexing …");
    const indexedMs = await waitForIndex(product.url, options.opportunities);
    console.log(`Indexed in ${(indexedMs / 1000).toFixed(1)} s`);
    const sample = await firstResult(product.url);
    const paths = {
      results: "/opportunities",
      search: `/opportunities?q=${encodeURIComponent(QUERY)}`,
      opportunity: await pathAfterRedirect(`${product.url}/opportunities/${sample.reference}`),
    };
    const pages = {
      results: await textOf(product.url + paths.results),
      search: await textOf(product.url + paths.search),
      opportunity: await textOf(product.url + paths.opportunity),
      sample,
    };
    const floor = await startFloor({ databaseUrl: database.url, pages });
    stops.unshift(floor.stop);
    const cookie = await signIn(product.url);
    const measured: Measured[] = [];
    for (const [page, path] of Object.entries(paths)) {
      const readers = [
        { reader: "floor", url: floor.url + path },
        { reader: "anonymous", url: product.url + path },
        { reader: "signedIn", url: product.url + path, cookie },
      ];
      for (const { reader, ...target } of readers)
        measured.push({ page, reader, ...(await measure(target, options)) });
    }
    const megabytes = residentMegabytes(product.pid);
    return { options, indexedMs, measured: withRatios(measured), residentMegabytes: megabytes, goals: GOALS };
  } finally {
    for (const stop of stops) await stop();
  }
}

async function measure(target: { url: string; cookie?: string }, { connections, seconds }: PagesOptions) {
  const input: LoadInput = { ...target, connections, seconds };
  const bytes = (await textOf(target.url, target.cookie)).length;
  await inOwnProcess<LoadResult>("load", { ...input, seconds: 2 });
  return { bytes, ...(await inOwnProcess<LoadResult>("load", input)) };
}

function withRatios(measured: Measured[]): Measured[] {
  return measured.map((each) => {
    const floor = measured.find(({ page, reader }) => page === each.page && reader === "floor")!;
    if (each.reader === "floor") return each;
    if (each.reader === "anonymous" && Math.abs(each.bytes / floor.bytes - 1) > LARGEST_DRIFT)
      console.warn(`The floor's ${each.page} page has ${floor.bytes} bytes, the product's ${each.bytes}.`);
    return { ...each, ratio: Math.round((each.requestsPerSecond / floor.requestsPerSecond) * 1000) / 1000 };
  });
}

/** The figures as lines for people. */
export function pagesReport({
  measured,
  residentMegabytes: megabytes,
  indexedMs,
}: Awaited<ReturnType<typeof benchPages>>) {
  const lines = [`page         reader      req/s    p50 ms   p95 ms   p99 ms   of the floor`];
  for (const each of measured) {
    const goal = each.reader === "floor" ? null : GOALS[each.reader as "anonymous" | "signedIn"];
    const verdict =
      goal === null ? "" : `${each.ratio} (${each.ratio! >= goal ? "at least" : "BELOW"} ${goal})`;
    const figures = [each.requestsPerSecond, each.p50Ms, each.p95Ms, each.p99Ms].map((n) =>
      String(n).padStart(8),
    );
    const trouble = each.failures > 0 ? ` ${each.failures} FAILED` : "";
    lines.push(
      `${each.page.padEnd(12)} ${each.reader.padEnd(10)}${figures.join(" ")}   ${verdict}${trouble}`,
    );
  }
  if (megabytes !== null)
    lines.push(`Resident memory after the load: ${megabytes} MB (goal: at most ${GOALS.residentMegabytes})`);
  lines.push(`Indexing everything took ${(indexedMs / 1000).toFixed(1)} s`);
  return lines.join("\n");
}
