import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout as delay } from "node:timers/promises";

export type RunningProcess = {
  pid: number;
  url: string;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** What it wrote so far. */
  output(): string;
};

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Address of a built bundle, for a script's `import()`; the current folder is the project's. */
export function bundleUrl(name: string): string {
  return JSON.stringify(pathToFileURL(path.resolve("build", `${name}.js`)).href);
}

/** Runs a module's text with the environment's variables; its output is kept. */
export function runScript(code: string, environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--input-type=module", "-e", code], {
    env: { ...process.env, NODE_ENV: "production", VITEST: "", ...environment } as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Waits until `url` answers below 500. @throws with the process's output when it ends or takes too long. */
export async function whenReady(
  child: ChildProcess,
  url: string,
  timeoutMs = 60_000,
): Promise<RunningProcess> {
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      // Enough to explain a failure, whatever is logged under load.
      if (chunks.length < 2_000) chunks.push(chunk);
    });
  const output = () => Buffer.concat(chunks).toString("utf8");
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    if (isGone()) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  const deadline = Date.now() + timeoutMs;
  while (!isGone() && Date.now() < deadline) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    await answer?.body?.cancel();
    if (answer && answer.status < 500)
      return {
        pid: child.pid!,
        url: new URL(url).origin,
        stop: () => end("SIGTERM"),
        kill: () => end("SIGKILL"),
        output,
      };
    await delay(25);
  }
  await end("SIGKILL");
  throw new Error(`The process for ${url} did not become ready:\n${output()}`);
}

export type ProductOptions = { roles?: string; dataDir?: string; environment?: Record<string, string> };

/** The built product on a database, as in production, on a port of its own. Needs `npm start`'s build. */
export async function startProduct(
  databaseUrl: string,
  options: ProductOptions = {},
): Promise<RunningProcess> {
  const port = await freePort();
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), "sanyog-product-"));
  const url = `http://127.0.0.1:${port}`;
  const child = runScript(`import(${bundleUrl("cli/serve")}).then(({ serve }) => serve(process.env))`, {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    SESSION_SECRET: "for-tests-and-benches".padEnd(40, "-0123456789"),
    ROLES: options.roles ?? "web,jobs",
    LOG_LEVEL: "info",
    ...options.environment,
  });
  if (!options.dataDir) child.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  return whenReady(child, `${url}/readyz`);
}
