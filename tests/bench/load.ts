import autocannon from "autocannon";

export type LoadInput = { url: string; cookie?: string; connections: number; seconds: number };

export type LoadResult = {
  requestsPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** Answers other than 2xx, and connections that broke. */
  failures: number;
};

/** Puts load on one address as fast as it answers; run in a process of its own. */
export async function applyLoad({ url, cookie, connections, seconds }: LoadInput): Promise<LoadResult> {
  const headers = {
    "accept-encoding": "gzip, deflate, br",
    accept: "text/html",
    ...(cookie ? { cookie } : {}),
  };
  const timesMs: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ url, connections, duration: seconds, headers }, (error, done) =>
      error ? reject(error) : resolve(done),
    );
    run.on("response", (_client, _status, _bytes, timeMs) => timesMs.push(timeMs));
  });
  timesMs.sort((a, b) => a - b);
  const quantile = (share: number) =>
    Math.round((timesMs[Math.min(timesMs.length - 1, Math.floor(timesMs.length * share))] ?? 0) * 100) / 100;
  return {
    requestsPerSecond: Math.round((timesMs.length / result.duration) * 10) / 10,
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
    p99Ms: quantile(0.99),
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
