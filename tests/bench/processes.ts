import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import {
  bundleUrl,
  freePort,
  runScript,
  whenReady,
  type RunningProcess,
} from "#tests/setup/product-process.ts";

/** The hand-written floor in a process of its own. */
export async function startFloor(input: Record<string, unknown>): Promise<RunningProcess> {
  const port = await freePort();
  return whenReady(benchRole("floor", { ...input, port }), `http://127.0.0.1:${port}/`);
}

function benchRole(role: string, input: unknown, environment: Record<string, string> = {}): ChildProcess {
  // Pages are larger than an argument or a variable may be.
  const child = runScript(
    `const chunks = [];
     for await (const chunk of process.stdin) chunks.push(chunk);
     const { playRole } = await import(${bundleUrl("cli/bench")});
     await playRole(${JSON.stringify(role)}, JSON.parse(Buffer.concat(chunks).toString("utf8")));`,
    // Parts that need a database are told which; one of the caller's own would make this a production process.
    { DATABASE_URL: "", ...environment },
  );
  child.stdin!.end(JSON.stringify(input));
  return child;
}

/** Runs a part of the bench in a process of its own and returns what it printed as JSON. */
export async function inOwnProcess<T>(role: string, input: unknown, environment = {}): Promise<T> {
  const child = benchRole(role, input, environment);
  const chunks: Buffer[] = [];
  child.stdout!.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr!.pipe(process.stderr, { end: false });
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) throw new Error(`The bench's part "${role}" failed with status ${status}`);
  return JSON.parse(Buffer.concat(chunks).toString("utf8").trim().split("\n").at(-1)!) as T;
}

/** Resident memory of a process in MB (Linux), or null elsewhere. */
export function residentMegabytes(pid: number): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
  } catch {
    return null;
  }
}
