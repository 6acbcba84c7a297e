import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { pool } from "#app/core/db.server.ts";

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requestSeconds = new Histogram({
  name: "sanyog_http_request_duration_seconds",
  help: "Time from the request's headers to the end of the answer.",
  labelNames: ["method", "route", "status"] as const,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

const cacheUses = new Counter({
  name: "sanyog_page_cache_uses_total",
  help: "Anonymous pages answered from memory (hit) or rendered (miss).",
  labelNames: ["result"] as const,
  registers: [registry],
});

const jobSeconds = new Histogram({
  name: "sanyog_job_duration_seconds",
  help: "Time that a job ran, by name and outcome.",
  labelNames: ["name", "outcome"] as const,
  buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 30, 120, 600],
  registers: [registry],
});

new Gauge({
  name: "sanyog_database_connections",
  help: "Connections of this process's pool by state; waiting counts callers without one.",
  labelNames: ["state"] as const,
  registers: [registry],
  collect() {
    this.set({ state: "open" }, pool.totalCount);
    this.set({ state: "idle" }, pool.idleCount);
    this.set({ state: "waiting" }, pool.waitingCount);
  },
});

const KNOWN_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Counts an answered request. `route` is a pattern such as `/opportunities/:reference`, never an address. */
export function observeRequest(method: string, route: string, status: number, seconds: number): void {
  const known = KNOWN_METHODS.has(method) ? method : "other";
  requestSeconds.observe({ method: known, route, status: String(status) }, seconds);
}

export function countCacheUse(result: "hit" | "miss"): void {
  cacheUses.inc({ result });
}

export function observeJob(name: string, outcome: "done" | "failed", seconds: number): void {
  jobSeconds.observe({ name, outcome }, seconds);
}

/** A gauge that is set when somebody asks for the metrics. */
export function gauge(name: string, help: string): (value: number) => void {
  // In development a module that changed runs again in the same process.
  registry.removeSingleMetric(name);
  const made = new Gauge({ name, help, registers: [registry] });
  return (value) => made.set(value);
}
