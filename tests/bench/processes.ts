import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export type RunningProcess = { pid: number; url: string; stop(): Promise<void> };

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function script(code: string, environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--input-type=module", "-e", code], {
    env: { ...process.env, NODE_ENV: "production", ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function whenReady(child: ChildProcess, url: string, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (child.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    await answer?.body?.cancel();
    if (answer && answer.status < 500) return;
    await delay(25);
  }
  throw new Error(`The process for ${url} did not become ready`);
}

async function running(child: ChildProcess, url: string, readyPath: string): Promise<RunningProcess> {
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  };
  try {
    await whenReady(child, url + readyPath);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid!, url, stop };
}

const bundleUrl = (name: string) => JSON.stringify(new URL(`../${name}.js`, import.meta.url).href);

/** The built product on a database, as in production. */
export async function startProduct(databaseUrl: string, roles = "web,jobs"): Promise<RunningProcess> {
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(tmpdir(), "sanyog-bench-"));
  const url = `http://127.0.0.1:${port}`;
  const child = script(`import(${bundleUrl("cli/serve")}).then(({ serve }) => serve(process.env))`, {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    SESSION_SECRET: "bench".padEnd(40, "-0123456789"),
    ROLES: roles,
    LOG_LEVEL: "info",
  });
  child.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  return running(child, url, "/readyz");
}

/** The hand-written floor in a process of its own. */
export async function startFloor(input: Record<string, unknown>): Promise<RunningProcess> {
  const port = await freePort();
  const child = benchRole("floor", { ...input, port });
  return running(child, `http://127.0.0.1:${port}`, "/");
}

function benchRole(role: string, input: unknown, environment: Record<string, string> = {}): ChildProcess {
  const call = `import(${bundleUrl("cli/bench")}).then(({ playRole }) => playRole(${JSON.stringify(role)}, JSON.parse(process.env.BENCH_INPUT)))`;
  return spawn(process.execPath, ["--input-type=module", "-e", call], {
    env: { ...process.env, NODE_ENV: "production", ...environment, BENCH_INPUT: JSON.stringify(input) },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Runs a part of the bench in a process of its own and returns what it printed as JSON. */
export async function inOwnProcess<T>(role: string, input: unknown, environment = {}): Promise<T> {
  const child = benchRole(role, input, environment);
  const chunks: Buffer[] = [];
  child.stdout!.on("data", (chunk: Buffer) => chunks.push(chunk));
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
