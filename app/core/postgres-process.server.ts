import { spawn, spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync } from "node:fs";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { PostgresPlace, SystemUser } from "#app/core/postgres-place.server.ts";
import { diskError, StartupError, tellsOfFullDisk } from "#app/core/startup-error.ts";

export const SUPERUSER = "sanyog";

/** Fixed, because every process must agree on them; durability is promised, so fsync stays on. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  min_wal_size: "80MB",
  max_wal_size: "512MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  checkpoint_timeout: "10min",
  random_page_cost: "1.1",
  jit: "off",
  // Errors of single statements belong in the application's log, and may quote people's data.
  log_min_messages: "log",
  log_checkpoints: "off",
  timezone: "UTC",
};

const MAX_LOG_BYTES = 1_000_000;

const childOptions = (
  place: PostgresPlace,
): { cwd: string; env: NodeJS.ProcessEnv } & Partial<SystemUser> => ({
  cwd: place.home,
  env: {
    PATH: "/usr/bin:/bin",
    LANG: "C.UTF-8",
    LC_MESSAGES: "C",
    TZ: "UTC",
  } as unknown as NodeJS.ProcessEnv,
  ...(place.user ?? {}),
});

/** initdb's locale: C collation everywhere, characters as Unicode has them. */
function localeFlags(): string[] {
  if (process.platform === "linux") return ["--locale=C.UTF-8"];
  return process.platform === "darwin" ? ["--locale=C", "--lc-ctype=UTF-8"] : ["--locale=C"];
}

function giveTo(place: PostgresPlace, file: string): void {
  if (place.user) chownSync(file, place.user.uid, place.user.gid);
}

function explainInitdb(place: PostgresPlace, output: string): StartupError {
  if (tellsOfFullDisk(output)) return diskError({ code: "ENOSPC" }, place.home) as StartupError;
  if (/Read-only file system/i.test(output)) return diskError({ code: "EROFS" }, place.home) as StartupError;
  const line = output.split("\n").find((text) => /error|fatal/i.test(text)) ?? output.trim();
  return new StartupError(`PostgreSQL's data folder could not be made in ${place.home}: ${line}`);
}

/** Left behind by a start that was killed while it made the folder. */
function removeDrafts(place: PostgresPlace): void {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(place.home)) {
    if (!name.startsWith("postgres.draft-")) continue;
    const draft = path.join(place.home, name);
    if (statSync(draft).mtimeMs < anHourAgo) rmSync(draft, { recursive: true, force: true });
  }
}

function createCluster(place: PostgresPlace): void {
  removeDrafts(place);
  const draft = path.join(place.home, `postgres.draft-${randomUUID()}`);
  const passwordFile = `${draft}.password`;
  const password = randomBytes(24).toString("base64url");
  try {
    mkdirSync(draft, { mode: 0o700 });
    giveTo(place, draft);
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    giveTo(place, passwordFile);
    const { status, stdout, stderr, error } = spawnSync(
      path.join(place.binaryDir, "initdb"),
      [
        `--pgdata=${draft}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        ...localeFlags(),
      ],
      { ...childOptions(place), encoding: "utf8" },
    );
    if (error) throw error;
    if (status !== 0) throw explainInitdb(place, `${stderr}\n${stdout}`);
    renameSync(passwordFile, path.join(draft, "sanyog-password"));
    // Another start may have been quicker; its folder is as good as this one.
    if (!existsSync(place.clusterDir)) renameSync(draft, place.clusterDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Makes the data folder on the first call and checks its version on every later one.
 * @returns the superuser's password
 * @throws StartupError for another major version, a full or read-only disk
 */
export function ensureCluster(place: PostgresPlace): string {
  try {
    if (!existsSync(place.clusterDir)) createCluster(place);
    const version = readFileSync(path.join(place.clusterDir, "PG_VERSION"), "utf8").trim();
    if (version !== place.majorVersion)
      throw new StartupError(
        `${place.clusterDir} was made by PostgreSQL ${version}; this release brings PostgreSQL ${place.majorVersion}. Nothing was changed. Start the release that made it, or set DATA_DIR to a new folder.`,
      );
    return readFileSync(path.join(place.clusterDir, "sanyog-password"), "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new StartupError(
        `${place.clusterDir} is not a data folder of this program. Set DATA_DIR to another folder.`,
      );
    throw diskError(error, place.clusterDir);
  }
}

export type Postmaster = { pid: number; port: number; isReady: boolean };

/** What PostgreSQL's own pid file says, or undefined when no live PostgreSQL stands behind it. */
export function readPostmaster(place: PostgresPlace): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path.join(place.clusterDir, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || !isPostgres(pid)) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** After a crash or in a new container the recorded number may belong to another program. */
function isPostgres(pid: number): boolean {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
    const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" });
    return path.basename(stdout.trim()) === "postgres";
  } catch {
    return false;
  }
}

/**
 * PostgreSQL copes with the pid file of a dead process by itself, but takes any living process of its user
 * for a running server. Numbers come round again, in containers at once.
 */
function removeMisleadingPidFile(place: PostgresPlace): void {
  const pidFile = path.join(place.clusterDir, "postmaster.pid");
  try {
    const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
    if (!(pid > 0) || isPostgres(pid)) return;
    process.kill(pid, 0);
    rmSync(pidFile);
  } catch {
    // No such file or no such process: nothing that would mislead.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(0, "127.0.0.1", () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function logTail(logFile: string, fromByte: number): string {
  return readFileSync(logFile).subarray(fromByte).toString("utf8");
}

function explainExit(place: PostgresPlace, output: string, logFile: string): StartupError | undefined {
  // Another start won, the port was taken in between, or the last backends of a crash still leave: try again.
  if (/lock file .* already exists|could not create any TCP\/IP sockets|shared memory block/.test(output))
    return undefined;
  if (tellsOfFullDisk(output)) return diskError({ code: "ENOSPC" }, place.home) as StartupError;
  if (/Read-only file system/i.test(output)) return diskError({ code: "EROFS" }, place.home) as StartupError;
  const reason = /(?:FATAL|PANIC):\s*(.*)/.exec(output)?.[1] ?? output.trim().split("\n").at(-1);
  const problem = `PostgreSQL did not start: ${reason || "no reason given"} (log: ${logFile})`;
  return new StartupError(problem, 1, reason ? undefined : { cause: output });
}

/**
 * Starts PostgreSQL in a process group of its own, so that neither Ctrl-C nor the end of this process
 * ends it. Settles when it accepts connections, or when it ended for a reason that is worth another try.
 * @throws StartupError when it cannot start
 */
export async function startPostgres(
  place: PostgresPlace,
  wantedPort?: number,
  extra: string[] = [],
): Promise<void> {
  removeMisleadingPidFile(place);
  const port = wantedPort ?? (await freePort());
  const logFile = path.join(place.home, "postgres.log");
  const known = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const fromByte = known > MAX_LOG_BYTES ? 0 : known;
  const log = openSync(logFile, fromByte === known ? "a" : "w", 0o600);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(
    path.join(place.binaryDir, "postgres"),
    ["-D", place.clusterDir, "-p", String(port), ...settings, ...extra],
    { ...childOptions(place), detached: true, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  child.unref();
  let ended = false;
  child.once("exit", () => (ended = true)).once("error", () => (ended = true));
  while (!ended && !readPostmaster(place)?.isReady) await delay(15);
  if (!ended) return;
  const problem = explainExit(place, logTail(logFile, fromByte), logFile);
  if (problem) throw problem;
  await delay(100);
}

/**
 * Asks PostgreSQL for a fast shutdown and waits until it has put its files in order. On a full disk it may not manage:
 * then it ends at once, and the next start puts them in order from its log, which holds all that was committed.
 */
export async function stopPostgres(place: PostgresPlace, timeoutMs = 15_000): Promise<void> {
  const postmaster = readPostmaster(place);
  if (!postmaster) return;
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    process.kill(postmaster.pid, signal);
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await delay(15))
      if (readPostmaster(place)?.pid !== postmaster.pid) return;
  }
  throw new StartupError(`PostgreSQL (process ${postmaster.pid}) does not stop. End it, then start again.`);
}
