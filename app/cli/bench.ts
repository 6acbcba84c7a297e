import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { config } from "#app/core/config.server.ts";
import { StartupError } from "#app/core/startup-error.ts";
import { serveFloor, type FloorInput } from "#tests/bench/floor.ts";
import { benchIndexing, indexingReport, publishAndFind } from "#tests/bench/indexing.ts";
import {
  benchInterests,
  interestsReport,
  measureEligibility,
  type EligibilityInput,
} from "#tests/bench/interests.ts";
import { applyLoad, type LoadInput } from "#tests/bench/load.ts";
import { benchPages, pagesReport } from "#tests/bench/pages.ts";
import { isFailed, verdictsOf } from "#tests/bench/search-goals.ts";
import { growthPlot } from "#tests/bench/search-plot.ts";
import { searchReport } from "#tests/bench/search-report.ts";
import { benchSearch, type SearchResult } from "#tests/bench/search.ts";
import { benchStart, startReport } from "#tests/bench/start.ts";
import { benchTyping, typingReport } from "#tests/bench/typing.ts";

export const help = `Usage: npm run bench [name] -- [options]

  pages      (default) results and opportunity pages, anonymous and signed in, beside a hand-written floor
  indexing   time from the commit of a change until search finds it
  search     how good search is, and how fast beside what one would write first
  interests  the desk of a prime with many expressions of interest, and one organisation against all opportunities
  start      time of the first and the second start of a fresh copy of the committed files
  typing     time from a key to its results on the screen, in a browser whose processor is throttled four times

  --opportunities N   how many to generate (10000)
  --connections N     readers at once (20)
  --interests N       for interests: how many expressions of interest the prime has received (5000)
  --seconds N         length of each measurement (8); for search the longest for one kind of question (60)

For search:
  --data FOLDER       the Cranfield collection (cran.all.1400, cran.qry, cran.qrels); its questions are not asked without
  --catalogue F.csv   NASA's software catalogue; its titles are not looked for without
  --sizes N,N         how many opportunities to generate, each in turn, or none (10000,100000)

It fails (exit status 1) when relevance misses its goal, when a ranking that was broken on purpose is judged as good as
the whole one, and when a search fails. MEILISEARCH_URL adds Meilisearch, in indexes of the bench's own.

Figures are printed and written as JSON to tests/bench/results. DATABASE_URL names a PostgreSQL to use instead of an
embedded one; the database sanyog_bench in it is dropped and made again.`;

const RESULTS = "tests/bench/results";

/** Parts of the bench that run in processes of their own. */
export async function playRole(role: string, input: unknown): Promise<void> {
  if (role === "floor") return serveFloor(input as FloorInput);
  console.log(JSON.stringify(await playPart(role, input)));
  process.exit(0);
}

async function playPart(role: string, input: unknown): Promise<unknown> {
  if (role === "load") return applyLoad(input as LoadInput);
  if (role === "eligibility") return measureEligibility(input as EligibilityInput);
  if (role === "indexing") return publishAndFind(input as { count: number });
  const { searchRoles } = await import("#tests/bench/search-roles.ts");
  const play = searchRoles[role as keyof typeof searchRoles] as (input: unknown) => Promise<unknown>;
  return play(input);
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new StartupError(`--${name} should be a whole number above 0.\n\n${help}`, 2);
}

function wholeNumbers(name: string, text: string): number[] {
  return text === "none" ? [] : text.split(",").map((each) => wholeNumber(name, each.trim()));
}

function readArguments(args: string[]) {
  const options = {
    opportunities: { type: "string", default: "10000" },
    connections: { type: "string", default: "20" },
    interests: { type: "string", default: "5000" },
    seconds: { type: "string" },
    data: { type: "string" },
    catalogue: { type: "string" },
    sizes: { type: "string", default: "10000,100000" },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new StartupError(`${(error as Error).message}\n\n${help}`, 2);
  }
}

type Values = ReturnType<typeof readArguments>["values"];

/** @throws StartupError wrong usage, when it cannot be read */
function readable<T extends string | undefined>(name: string, file: T): T {
  if (file !== undefined && !existsSync(file))
    throw new StartupError(`--${name} ${file} is not there: is the path right?`, 2);
  return file;
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim();
  } catch {
    return "unknown";
  }
}

async function keep(name: string, result: unknown): Promise<void> {
  const about = { name, at: new Date().toISOString(), commit: commit(), node: process.version };
  const { format } = await import("prettier");
  await write(`${name}.json`, await format(JSON.stringify({ ...about, result }), { parser: "json" }));
}

async function write(name: string, text: string): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  const file = path.join(RESULTS, name);
  await writeFile(file, text);
  console.log(`Written to ${file}`);
}

type Bench = (values: Values, databaseUrl: string | undefined) => Promise<number>;

const BENCHES: Record<string, Bench> = {
  async pages(values, databaseUrl) {
    const opportunities = wholeNumber("opportunities", values.opportunities);
    const connections = wholeNumber("connections", values.connections);
    const seconds = wholeNumber("seconds", values.seconds ?? "8");
    const result = await benchPages({ opportunities, connections, seconds, ...given(databaseUrl) });
    console.log(pagesReport(result));
    await keep("pages", result);
    return result.measured.some(({ failures }) => failures > 0) ? 1 : 0;
  },

  async indexing(values, databaseUrl) {
    const opportunities = wholeNumber("opportunities", values.opportunities);
    const result = await benchIndexing({ opportunities, ...given(databaseUrl) });
    console.log(indexingReport(result));
    await keep("indexing", result);
    return 0;
  },

  async interests(values, databaseUrl) {
    const opportunities = wholeNumber("opportunities", values.opportunities);
    const interests = wholeNumber("interests", values.interests);
    const seconds = wholeNumber("seconds", values.seconds ?? "8");
    const result = await benchInterests({ opportunities, interests, seconds, ...given(databaseUrl) });
    console.log(interestsReport(result));
    await keep("interests", result);
    return result.measured.some(({ failures }) => failures > 0) ? 1 : 0;
  },

  async search(values, databaseUrl) {
    const sizes = wholeNumbers("sizes", values.sizes);
    const seconds = wholeNumber("seconds", values.seconds ?? "60");
    const data = readable("data", values.data);
    const catalogue = readable("catalogue", values.catalogue);
    const keepPart = (part: SearchResult) => keep("search", { ...part, verdicts: verdictsOf(part) });
    const result = await benchSearch({ sizes, seconds, data, catalogue, databaseUrl }, keepPart);
    if (sizes.length > 0) await write("search.svg", await growthPlot(result));
    console.log(`\n${searchReport(result)}`);
    return isFailed(result) ? 1 : 0;
  },

  async start() {
    const result = await benchStart();
    console.log(startReport(result));
    await keep("start", result);
    return 0;
  },

  async typing(values, databaseUrl) {
    const opportunities = wholeNumber("opportunities", values.opportunities);
    const result = await benchTyping({ opportunities, ...given(databaseUrl) });
    console.log(typingReport(result));
    await keep("typing", result);
    return result.failures > 0 ? 1 : 0;
  },
};

const given = (databaseUrl: string | undefined) => (databaseUrl ? { databaseUrl } : {});

/** @returns the exit status; figures below their goals are no failure, a page that fails is, and bad relevance. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [name = "pages", ...rest] = positionals;
  if (rest.length > 0) throw new StartupError(`One bench at a time.\n\n${help}`, 2);
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) throw new StartupError(`There is no bench "${name}".\n\n${help}`, 2);
  return bench(values, config.database.kind === "given" ? config.database.url : undefined);
}
