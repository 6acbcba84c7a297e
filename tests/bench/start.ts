import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "#tests/setup/product-process.ts";

const GOALS = { firstMs: 60_000, secondMs: 3_000 };
const LONGEST_MS = 300_000;

/** Starts `npm start` in a folder and returns the time until the first page came. */
async function startOnce(folder: string): Promise<number> {
  const port = await freePort();
  const { NODE_ENV: _mode, DATABASE_URL: _database, ...inherited } = process.env;
  const environment = { ...inherited, PORT: String(port) } as unknown as NodeJS.ProcessEnv;
  const startedAt = Date.now();
  const child: ChildProcess = spawn("npm", ["start"], {
    cwd: folder,
    env: environment,
    stdio: "ignore",
    detached: true,
  });
  const gone = once(child, "exit");
  try {
    while (Date.now() - startedAt < LONGEST_MS) {
      if (child.exitCode !== null) throw new Error(`npm start ended with status ${child.exitCode}`);
      const answer = await fetch(`http://127.0.0.1:${port}/opportunities`).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.status === 200) return Date.now() - startedAt;
      await delay(50);
    }
    throw new Error("npm start took more than five minutes");
  } finally {
    if (child.exitCode === null) {
      // The whole group: npm and the server below it.
      process.kill(-child.pid!, "SIGTERM");
      await gone;
    }
  }
}

/** Clones the committed files to a new folder and starts them twice. */
export async function benchStart(): Promise<{ firstMs: number; secondMs: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), "sanyog-start-"));
  try {
    execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${process.cwd()}`, folder]);
    const firstMs = await startOnce(folder);
    const secondMs = await startOnce(folder);
    return { firstMs, secondMs };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function startReport({ firstMs, secondMs }: { firstMs: number; secondMs: number }): string {
  const verdict = (timeMs: number, goalMs: number) =>
    `${(timeMs / 1000).toFixed(1)} s (${timeMs <= goalMs ? "within" : "ABOVE"} ${goalMs / 1000} s)`;
  return `First start ${verdict(firstMs, GOALS.firstMs)}, second start ${verdict(secondMs, GOALS.secondMs)}`;
}
