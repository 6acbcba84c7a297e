import { performance } from "node:perf_hooks";
import { fill, openBenchDatabase } from "#tests/bench/database.ts";
import { fillInterests, PRIME_ACCOUNT } from "#tests/bench/interests-data.ts";
import type { LoadResult } from "#tests/bench/load.ts";
import { waitForIndex } from "#tests/bench/pages.ts";
import { inOwnProcess, residentMegabytes } from "#tests/bench/processes.ts";
import { startProduct } from "#tests/setup/product-process.ts";

export type InterestsOptions = {
  opportunities: number;
  interests: number;
  seconds: number;
  databaseUrl?: string;
};

/** Of issue 4. */
const GOALS = { pageP95Ms: 150, eligibilityMs: 200 };
const ASSESSMENTS = 15;

/** A page that reads nothing of EoIs: what signing in, the frame of the desk and rendering cost by themselves. */
const BASELINE = "/desk/account";

export type EligibilityInput = { organisationId: string };
export type EligibilityResult = {
  opportunities: number;
  /** All open opportunities from the database, assessed kind by kind, as the product does. */
  productMs: number;
  /** Every opportunity assessed for itself, with every finding, from memory: the worst there could be. */
  eachMs: number;
};

const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
const round = (ms: number) => Math.round(ms * 10) / 10;

/** Needs DATABASE_URL, so it runs in a process of its own. Medians, the first run left out. */
export async function measureEligibility({ organisationId }: EligibilityInput): Promise<EligibilityResult> {
  const { db } = await import("#app/core/db.server.ts");
  const { idsAsking } = await import("#app/domain/eligibility/market.server.ts");
  const { readerFor } = await import("#app/domain/eligibility/reader.server.ts");
  const { REQUIREMENT_FIELDS, requirementsOf } = await import("#app/domain/interests/requirements.ts");
  const rows = await db.opportunity.findMany({
    select: {
      ...REQUIREMENT_FIELDS,
      release: true,
      releaseCountries: true,
      organisation: { select: { slug: true } },
    },
  });
  const asked = rows.map(requirementsOf);
  const [product, each]: [number[], number[]] = [[], []];
  for (let run = 0; run <= ASSESSMENTS; run++) {
    const startedAt = performance.now();
    const reader = (await readerFor(organisationId))!;
    await idsAsking(organisationId, reader.qualifies);
    product.push(performance.now() - startedAt);
    const eachAt = performance.now();
    asked.forEach((requirements) => reader.assess(requirements));
    each.push(performance.now() - eachAt);
  }
  return {
    opportunities: asked.length,
    productMs: round(median(product.slice(1))),
    eachMs: round(median(each.slice(1))),
  };
}

async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams(PRIME_ACCOUNT);
  const answer = await fetch(`${url}/login`, { method: "POST", body, redirect: "manual" });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`Signing in answered ${answer.status} without a cookie`);
  return cookie;
}

const pagesOf = (reference: string, id: string) => ({
  baseline: BASELINE,
  overview: "/desk",
  list: "/desk/interests?side=received",
  "list, by name": "/desk/interests?side=received&sort=name&q=applicant+4",
  columns: "/desk/interests?side=received&view=columns",
  detail: `/desk/interests/${id}`,
  applicants: `/desk/opportunities/${reference}/applicants`,
  pipeline: "/desk/pipeline?months=24",
  value: `/desk/interests/${id}/value`,
});

/** So long does one file take, and how large is it? */
async function download(url: string, cookie: string) {
  const startedAt = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  const bytes = (await answer.arrayBuffer()).byteLength;
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return { ms: Math.round(performance.now() - startedAt), kilobytes: Math.round(bytes / 1024) };
}

type MeasuredPage = LoadResult & { page: string; ofTheBaseline: number };

/** The desk of a prime with many EoIs, one reader at a time, beside a light page of the same desk. */
export async function benchInterests(options: InterestsOptions) {
  const database = await openBenchDatabase(options.databaseUrl);
  const stops: Array<() => Promise<void>> = [database.close];
  try {
    console.log(
      `Adding ${options.opportunities} opportunities and ${options.interests} expressions of interest …`,
    );
    await fill(database.url, options.opportunities);
    const { id, reference, organisationId } = await fillInterests(database.url, options.interests);
    const environment = { DATABASE_URL: database.url, NODE_ENV: "development" };
    const product = await startProduct(database.url);
    stops.unshift(product.stop);
    await waitForIndex(product.url, options.opportunities);
    const eligibility = await inOwnProcess<EligibilityResult>("eligibility", { organisationId }, environment);
    const cookie = await signIn(product.url);
    const measured: MeasuredPage[] = [];
    for (const [page, path] of Object.entries(pagesOf(reference, id))) {
      const load = { url: product.url + path, cookie, connections: 1 };
      await inOwnProcess<LoadResult>("load", { ...load, seconds: 2 });
      const result = await inOwnProcess<LoadResult>("load", { ...load, seconds: options.seconds });
      const baseline = measured[0]?.p95Ms ?? result.p95Ms;
      measured.push({ page, ...result, ofTheBaseline: round(result.p95Ms / baseline) });
    }
    const before = residentMegabytes(product.pid);
    const own = `${product.url}/desk/opportunities/${reference}`;
    const files = {
      csv: await download(`${own}/applicants.csv`, cookie),
      xlsx: await download(`${own}/applicants.xlsx`, cookie),
      pdf: await download(`${product.url}/desk/interests/${id}/dossier.pdf`, cookie),
    };
    const resident = { before, after: residentMegabytes(product.pid) };
    return { options, eligibility, measured, files, residentMegabytes: resident, goals: GOALS };
  } finally {
    for (const stop of stops) await stop();
  }
}

/** The figures as lines for people. */
export function interestsReport(result: Awaited<ReturnType<typeof benchInterests>>): string {
  const { measured, eligibility, files, residentMegabytes: resident } = result;
  const verdict = (value: number, goal: number) => `${value <= goal ? "within" : "ABOVE"} ${goal}`;
  const lines = ["page             p50 ms   p95 ms   p99 ms   times the baseline"];
  for (const { page, p50Ms, p95Ms, p99Ms, ofTheBaseline, failures } of measured) {
    const figures = [p50Ms, p95Ms, p99Ms].map((ms) => String(ms).padStart(8)).join(" ");
    const trouble = failures > 0 ? ` ${failures} FAILED` : "";
    lines.push(
      `${page.padEnd(14)} ${figures}   ${String(ofTheBaseline).padStart(5)}  ${verdict(p95Ms, GOALS.pageP95Ms)}${trouble}`,
    );
  }
  const { opportunities, productMs, eachMs } = eligibility;
  lines.push(
    `One organisation against ${opportunities} opportunities: ${productMs} ms as the product does (${verdict(productMs, GOALS.eligibilityMs)}), ${eachMs} ms each for itself`,
  );
  for (const [kind, { ms, kilobytes }] of Object.entries(files))
    lines.push(`${kind}: ${kilobytes} kB in ${ms} ms`);
  if (resident.after !== null)
    lines.push(`Resident memory: ${resident.before} MB, after the files ${resident.after} MB`);
  return lines.join("\n");
}
