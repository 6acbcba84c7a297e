import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, describe, expect, test } from "vitest";

const disks: string[] = [];
let server: ChildProcess | undefined;

/** A disk of its own in memory, so that it can be filled without harm. @throws where this user may not mount one */
function newDisk(sizeMb: number): string {
  const disk = mkdtempSync(path.join(tmpdir(), "sanyog-disk-"));
  disks.push(disk);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m`, "tmpfs", disk], { stdio: "pipe" });
  // PostgreSQL runs as another user when root starts it.
  chmodSync(disk, 0o755);
  return disk;
}

function removeDisk(disk: string): void {
  try {
    // Lazily: a PostgreSQL that a failed test left behind ends by itself when its folder is gone.
    execFileSync("umount", ["--lazy", disk], { stdio: "pipe" });
  } catch {
    // It never was one.
  }
  rmSync(disk, { recursive: true });
}

function canMount(): boolean {
  try {
    newDisk(1);
    return true;
  } catch {
    return false;
  } finally {
    removeDisk(disks.pop()!);
  }
}

const enlarge = (disk: string, sizeMb: number) =>
  execFileSync("mount", ["-o", `remount,size=${sizeMb}m`, disk], { stdio: "pipe" });

const dataDirOf = (disk: string) => path.join(disk, "data");

function launch(disk: string) {
  const settings = { PORT: "0", DEMO: "off", LOG_LEVEL: "error", DATA_DIR: dataDirOf(disk) };
  const child = spawn(process.execPath, ["app/cli/start.mjs"], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings } as never,
  });
  server = child;
  const text = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (text.out += chunk));
  child.stderr.on("data", (chunk) => (text.err += chunk));
  return { text, ended: once(child, "close").then(([status]) => ({ status: status as number, ...text })) };
}

/** Starts on a disk with room enough and returns the address. */
async function startWell(disk: string): Promise<string> {
  const { text } = launch(disk);
  const address = () => /Sanyog is ready: (\S+)/.exec(text.out)?.[1];
  await expect.poll(() => address() ?? text.err, { timeout: 60_000 }).toMatch(/^http/);
  return address()!;
}

async function stop(): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill("SIGTERM");
  await gone;
}

const postmasterFile = (disk: string) => path.join(dataDirOf(disk), "postgres/postmaster.pid");
const postmaster = (disk: string) => readFileSync(postmasterFile(disk), "utf8").split("\n");

function fill(disk: string): void {
  const block = Buffer.alloc(64 * 1024);
  try {
    for (;;) appendFileSync(path.join(disk, "filler"), block);
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  }
}

const makeRoom = (disk: string) => rmSync(path.join(disk, "filler"));

async function signUp(url: string, email: string) {
  const fields = { name: "Asha Menon", email, password: "seven grey cranes over the weir", website: "" };
  const organisation = { organisationName: `Forge of ${email}`, kind: "msme", country: "" };
  const body = new URLSearchParams({ ...fields, ...organisation });
  const answer = await fetch(`${url}/signup`, { method: "POST", body, redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}

async function accounts(disk: string): Promise<string[]> {
  const password = readFileSync(path.join(dataDirOf(disk), "postgres/sanyog-password"), "utf8").trim();
  const port = Number(postmaster(disk)[3]);
  const client = new pg.Client({ host: "127.0.0.1", port, user: "sanyog", password, database: "sanyog" });
  await client.connect();
  try {
    const { rows } = await client.query<{ email: string }>('select email from "user" order by email');
    return rows.map(({ email }) => email);
  } finally {
    await client.end();
  }
}

const isMountable = canMount();
if (!isMountable)
  console.log("A full disk is not tried here: this user may not mount one (root on Linux may).");

afterEach(stop);
afterAll(() => disks.forEach(removeDisk), 30_000);

describe.skipIf(!isMountable)("a full disk", { timeout: 240_000 }, () => {
  test.each([
    ["while the database is made", 20],
    ["while its tables are made", 45],
  ])("%s is named in one line, and with more room the next start works", async (_when, sizeMb) => {
    const disk = newDisk(sizeMb);
    const { status, err } = await launch(disk).ended;
    expect(status).toBe(1);
    expect(err.trim().split("\n")).toEqual([
      expect.stringMatching(/^The disk that holds \S+ is full\. Free some space, then start again\.$/),
    ]);
    expect(existsSync(postmasterFile(disk))).toBe(false);
    enlarge(disk, 250);
    const url = await startWell(disk);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test("takes no page and nothing acknowledged away, and is over as soon as there is room again", async () => {
    const disk = newDisk(150);
    const url = await startWell(disk);
    const acknowledged: string[] = [];
    const attempt = async (name: string) => {
      const answer = await signUp(url, `${name}@forge.example`);
      if (answer.status === 302) acknowledged.push(`${name}@forge.example`);
      return answer;
    };
    expect((await attempt("before")).status).toBe(302);
    fill(disk);
    let refused = 0;
    // What PostgreSQL had set aside before takes some more.
    for (let round = 0; round < 50 && refused < 5; round++) {
      const names = Array.from({ length: 10 }, (_, index) => `during-${round}-${index}`);
      for (const { status, text } of await Promise.all(names.map(attempt))) {
        expect([302, 503], text).toContain(status);
        if (status === 302) continue;
        refused++;
        expect(text).toContain("our storage is full");
      }
    }
    expect(refused).toBeGreaterThan(0);
    for (const page of ["/", "/opportunities?q=radar", "/login", "/signup"])
      expect((await fetch(url + page)).status, page).toBe(200);

    // PostgreSQL itself may break off, when there is no room for its log; then it cannot come back either.
    process.kill(Number(postmaster(disk)[0]), "SIGKILL");
    await expect.poll(async () => (await fetch(url)).status, { timeout: 20_000 }).toBe(503);
    makeRoom(disk);
    await expect.poll(async () => (await fetch(url)).status, { timeout: 30_000 }).toBe(200);
    expect((await attempt("after")).status).toBe(302);
    expect(await accounts(disk)).toEqual(expect.arrayContaining(acknowledged));

    await stop();
    await startWell(disk);
    expect(await accounts(disk)).toEqual(expect.arrayContaining(acknowledged));
  });
});
