import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

const START = ["app/cli/start.mjs"];
const running = new Set<ChildProcess>();
const folders: string[] = [];

/** A folder that the user PostgreSQL runs as may enter, also when root runs the tests. */
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "sanyog-life-"));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

type Settings = Record<string, string>;

function launch(args: string[], settings: Settings) {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: "0", DEMO: "off", ...settings } as never,
  });
  running.add(child);
  const text = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (text.out += chunk));
  child.stderr.on("data", (chunk) => (text.err += chunk));
  const ended = once(child, "close").then(([status]) => {
    running.delete(child);
    return { status: status as number | null, ...text };
  });
  return { child, text, ended };
}

const run = (args: string[], settings: Settings) => launch(args, settings).ended;

async function startServer(settings: Settings) {
  const { child, text, ended } = launch(START, settings);
  const ready = (async () => {
    for (;;) {
      const url = /Sanyog is ready: (\S+)/.exec(text.out)?.[1];
      if (url) return url;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  })();
  const failed = ended.then(({ out, err }) => Promise.reject(new Error(`${out}\n${err}`)));
  const url = await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return { child, url, ended, text };
}

const postmasterPid = (dataDir: string) =>
  Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function expectOneLine({ err }: { err: string }, pattern: RegExp): void {
  expect(err.trim().split("\n")).toEqual([expect.stringMatching(pattern)]);
}

afterEach(async () => {
  await Promise.all(
    [...running].map(async (child) => {
      child.kill("SIGTERM");
      await once(child, "close");
    }),
  );
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("a running server", { timeout: 60_000 }, () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = newFolder();
  });

  test("keeps a second one off its data folder, and stops in order", async () => {
    const first = await startServer({ DATA_DIR: dataDir });
    const second = await run(START, { DATA_DIR: dataDir });
    expect(second.status).toBe(1);
    expectOneLine(second, new RegExp(`already runs on the data folder .*${first.child.pid} at ${first.url}`));
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    const pid = postmasterPid(dataDir);
    first.child.kill("SIGTERM");
    expect(await first.ended).toMatchObject({ status: 0, err: "" });
    // PostgreSQL removes this file as its last act; its number lingers until the process is collected.
    expect(existsSync(path.join(dataDir, "postgres/postmaster.pid"))).toBe(false);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  test("that was killed leaves a PostgreSQL which the next one takes over", async () => {
    const first = await startServer({ DATA_DIR: dataDir });
    const pid = postmasterPid(dataDir);
    first.child.kill("SIGKILL");
    await first.ended;
    expect(isAlive(pid)).toBe(true);
    const next = await startServer({ DATA_DIR: dataDir });
    expect(postmasterPid(dataDir)).toBe(pid);
    expect((await fetch(`${next.url}/readyz`)).status).toBe(200);
    next.child.kill("SIGINT");
    expect((await next.ended).status).toBe(0);
    expect(existsSync(path.join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  });

  test.each([
    ["an exception", 'throw new Error("zq-nobody-caught-this")'],
    ["a rejection", 'void Promise.reject(new Error("zq-nobody-caught-this"))'],
  ])("stops in order with status 1 after %s that nobody caught, and says why", async (_what, fault) => {
    const script = `process.on("SIGUSR2", () => { ${fault} })`;
    const server = launch(["--import", `data:text/javascript,${encodeURIComponent(script)}`, ...START], {
      DATA_DIR: dataDir,
    });
    await expect.poll(() => server.text.out, { timeout: 30_000 }).toContain("Sanyog is ready");
    server.child.kill("SIGUSR2");
    const { status, out } = await server.ended;
    expect(status).toBe(1);
    expect(out).toContain("zq-nobody-caught-this");
    expect(existsSync(path.join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  });

  test("starts although the pid file names another program", async () => {
    const file = path.join(dataDir, "postgres/postmaster.pid");
    writeFileSync(file, `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n127.0.0.1\n\nready\n`);
    const { url } = await startServer({ DATA_DIR: dataDir });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe("a start that cannot work says why in one line", { timeout: 60_000 }, () => {
  test("when the port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", () => resolve()));
    const { port } = other.address() as AddressInfo;
    const dataDir = newFolder();
    const result = await run(START, { DATA_DIR: dataDir, PORT: String(port) });
    other.close();
    expect(result.status).toBe(1);
    expectOneLine(result, new RegExp(`^Port ${port} is taken`));
    expect(readdirSync(path.join(dataDir, "postgres"))).not.toContain("postmaster.pid");
  });

  test("when the data folder was made by another PostgreSQL", async () => {
    const dataDir = newFolder();
    mkdirSync(path.join(dataDir, "postgres"));
    writeFileSync(path.join(dataDir, "postgres/PG_VERSION"), "15\n");
    const result = await run(START, { DATA_DIR: dataDir });
    expect(result.status).toBe(1);
    expectOneLine(
      result,
      /was made by PostgreSQL 15; this release brings PostgreSQL \d+\. Nothing was changed/,
    );
    expect(readdirSync(path.join(dataDir, "postgres"))).toEqual(["PG_VERSION"]);
  });

  test("when a file is where the data folder should be", async () => {
    const file = path.join(newFolder(), "data");
    writeFileSync(file, "precious");
    const result = await run(START, { DATA_DIR: file });
    expect(result.status).toBe(1);
    expectOneLine(result, /a file is in its place/);
    expect(readFileSync(file, "utf8")).toBe("precious");
  });

  test.skipIf(process.getuid?.() === 0)("when the data folder may not be written", async () => {
    const dataDir = newFolder();
    chmodSync(dataDir, 0o555);
    const result = await run(START, { DATA_DIR: dataDir });
    expect(result.status).toBe(1);
    expectOneLine(result, /may not be written by this user/);
  });

  test("when the database cannot be reached", async () => {
    const result = await run(START, {
      DATA_DIR: newFolder(),
      DATABASE_URL: "postgres://a:b@127.0.0.1:1/none",
    });
    expect(result.status).toBe(1);
    expectOneLine(result, /database at 127\.0\.0\.1:1 cannot be reached \(DATABASE_URL\)/);
  });

  test("for every wrong setting by name, at once", async () => {
    const result = await run(START, {
      DATA_DIR: newFolder(),
      PORT: "http",
      DEMO: "perhaps",
      SMTP_URL: "mail",
    });
    expect(result.status).toBe(2);
    expect(
      result.err
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(["PORT", "SMTP_URL", "DEMO"]);
  });

  test("for wrong usage", async () => {
    for (const args of [
      [...START, "--fast"],
      ["app/cli/run.mjs", "impotr"],
      ["app/cli/test.mjs", "--slow"],
    ]) {
      const result = await run(args, {});
      expect(result.status).toBe(2);
      expect(result.err).toContain("Usage:");
    }
  });
});
