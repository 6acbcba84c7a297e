import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { config } from "#app/core/config.server.ts";
import { StartupError } from "#app/core/startup-error.ts";
import { serveFloor, type FloorInput } from "#tests/bench/floor.ts";
import { benchIndexing, indexingReport, publishAndFind } from "#tests/bench/indexing.ts";
import { applyLoad, type LoadInput } from "#tests/bench/load.ts";
import { benchPages, pagesReport } from "#tests/bench/pages.ts";
import { benchStart, startReport } from "#tests/bench/start.ts";

export const help = `Usage: npm run bench [name] -- [options]

  pages      (default) results and opportunity pages, anonymous and signed in, beside a hand-written floor
  indexing   time from the commit of a change until search finds it
  start      time of the first and the second start of a fresh copy of the committed files

  --opportunities N   how many to generate (10000)
  --connections N     readers at once (20)
  --seconds N         length of each measurement (8)

Figures are printed and written as JSON to tests/bench/results. DATABASE_URL names a PostgreSQL to use instead of an
embedded one; the database sanyog_bench in it is dropped and made again.`;

const RESULTS = "tests/bench/results";

/** Parts of the bench that run in processes of their own. */
export async function playRole(role: string, input: unknown): Promise<void> {
  if (role === "floor") return serveFloor(input as FloorInput);
  const part = role === "load" ? applyLoad(input as LoadInput) : publishAndFind(input as { count: number });
  console.log(JSON.stringify(await part));
  process.exit(0);
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new StartupError(`--${name} should be a whole number above 0.\n\n${help}`, 2);
}

function readArguments(args: string[]) {
  const options = {
    opportunities: { type: "string", default: "10000" },
    connections: { type: "string", default: "20" },
    seconds: { type: "string", default: "8" },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new StartupError(`${(error as Error).message}\n\n${help}`, 2);
  }
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

function keep(name: string, result: unknown): void {
  mkdirSync(RESULTS, { recursive: true });
  const file = path.join(RESULTS, `${name}.json`);
  const about = { name, at: new Date().toISOString(), commit: commit(), node: process.version };
  writeFileSync(file, `${JSON.stringify({ ...about, result }, null, 2)}\n`);
  console.log(`Written to ${file}`);
}

/** @returns the exit status; figures below their goals are no failure, a page that fails is. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [name = "pages", ...rest] = positionals;
  if (rest.length > 0) throw new StartupError(`One bench at a time.\n\n${help}`, 2);
  const opportunities = wholeNumber("opportunities", values.opportunities);
  const databaseUrl = config.database.kind === "given" ? config.database.url : undefined;
  if (name === "pages") {
    const connections = wholeNumber("connections", values.connections);
    const seconds = wholeNumber("seconds", values.seconds);
    const result = await benchPages({
      opportunities,
      connections,
      seconds,
      ...(databaseUrl ? { databaseUrl } : {}),
    });
    console.log(pagesReport(result));
    keep(name, result);
    return result.measured.some(({ failures }) => failures > 0) ? 1 : 0;
  }
  if (name === "indexing") {
    const result = await benchIndexing({ opportunities, ...(databaseUrl ? { databaseUrl } : {}) });
    console.log(indexingReport(result));
    keep(name, result);
    return 0;
  }
  if (name === "start") {
    const result = await benchStart();
    console.log(startReport(result));
    keep(name, result);
    return 0;
  }
  throw new StartupError(`There is no bench "${name}".\n\n${help}`, 2);
}
