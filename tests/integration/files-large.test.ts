import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "#app/core/db.server.ts";
import { folderStore } from "#app/core/files/folder-store.server.ts";
import { s3Store } from "#app/core/files/s3-store.server.ts";
import { makeMember, makeOpportunity, makeOrganisation, signIn } from "#tests/factories/factories.ts";
import { databaseUrl } from "#tests/setup/database.ts";
import { fetchLargeFile, hashOfLargePdf, sendLargeFile } from "#tests/setup/large-file.ts";
import { startProduct, type RunningProcess } from "#tests/setup/product-process.ts";
import { startS3Server, type S3TestServer } from "#tests/setup/s3-server.ts";

/** For the store on the other side of a wire less: it takes twice as long, and shows the same. */
const LARGE_BYTES = { folder: 200_000_000, S3: 100_000_000 };
const SMALL_BYTES = 1_000_000;
/** What a large file may add to the memory that the server holds. */
const MOST_GROWTH_MB = 50;

const canMeasure = existsSync("/proc/self/status");
if (!canMeasure) console.log("Memory is not measured here: this system has no /proc.");

let product: RunningProcess;
let s3: S3TestServer | undefined;
let dataDir = "";

const S3_ENVIRONMENT = ({ settings }: S3TestServer) => ({
  S3_ENDPOINT: settings.endpoint,
  S3_BUCKET: settings.bucket,
  S3_REGION: settings.region,
  S3_ACCESS_KEY_ID: settings.accessKeyId,
  S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
});

async function start(kind: "folder" | "S3", diskMb?: number): Promise<void> {
  dataDir = mkdtempSync(path.join(tmpdir(), "sanyog-large-"));
  if (diskMb) mount(diskMb);
  s3 = kind === "S3" ? await startS3Server() : undefined;
  product = await startProduct(databaseUrl, {
    dataDir,
    roles: "web",
    environment: s3 ? S3_ENVIRONMENT(s3) : {},
  });
}

/** Puts a small disk in memory in the place of the data folder, so that it can be filled without harm. */
const mount = (sizeMb: number) =>
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m`, "tmpfs", dataDir], { stdio: "pipe" });
const unmount = () => execFileSync("umount", ["--lazy", dataDir], { stdio: "pipe" });

function canMount(): boolean {
  dataDir = mkdtempSync(path.join(tmpdir(), "sanyog-large-"));
  try {
    mount(1);
    unmount();
    return true;
  } catch {
    console.log("A full disk is not tried here: this user may not mount one (root on Linux may).");
    return false;
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

afterEach(async () => {
  await product.stop();
  await s3?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
afterAll(closeDatabase);

/** Sizes of everything that is kept, whole or not. */
function keptSizes(): number[] {
  if (s3)
    return [
      ...[...s3.objects.values()].map(({ content }) => content.length),
      ...[...s3.uploads.values()].map(({ parts }) => parts.size),
    ];
  const folder = path.join(dataDir, "files");
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  return names
    .map((name) => statSync(path.join(folder, name)))
    .flatMap((each) => (each.isFile() ? each.size : []));
}

const residentMb = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, "utf8"))![1]) / 1000;
const openFiles = () => readdirSync(`/proc/${product.pid}/fd`).length;

/** Runs something while looking at the server's memory. @returns how many MB it held more than before, at most */
async function growthMb(work: () => Promise<unknown>): Promise<number> {
  const before = residentMb();
  let highest = before;
  const timer = setInterval(() => (highest = Math.max(highest, residentMb())), 20);
  await work().finally(() => clearInterval(timer));
  return Math.round(Math.max(highest, residentMb()) - before);
}

async function makePoster() {
  const organisation = await makeOrganisation();
  const cookie = await signIn(await makeMember(organisation.id), organisation.id);
  const { id, reference } = await makeOpportunity({ organisationId: organisation.id });
  const form = `${product.url}/desk/opportunities/${reference}/edit/documents`;
  const attach = (sizeBytes: number, more: object = {}) =>
    sendLargeFile(form, { cookie, fields: { disclosure: "public" }, sizeBytes, ...more });
  const newest = async () =>
    db.document.findFirstOrThrow({ where: { opportunityId: id }, orderBy: { createdAt: "desc" } });
  return { id, cookie, attach, newest };
}

describe.each(["folder", "S3"] as const)("with files in a %s store", { timeout: 240_000 }, (kind) => {
  const largeBytes = LARGE_BYTES[kind];

  test.skipIf(!canMeasure)("a large file goes up and down without being held in memory", async () => {
    await start(kind);
    const { cookie, attach, newest } = await makePoster();
    // What every first upload loads counts as the server's own.
    expect((await attach(SMALL_BYTES)).status).toBe(302);
    await fetchLargeFile(`${product.url}/documents/${(await newest()).id}`, cookie);

    const up = await growthMb(async () => expect((await attach(largeBytes)).status).toBe(302));
    const address = `${product.url}/documents/${(await newest()).id}`;
    const down = await growthMb(async () =>
      expect(await fetchLargeFile(address, cookie)).toEqual({
        status: 200,
        sizeBytes: largeBytes,
        hash: hashOfLargePdf(largeBytes),
      }),
    );
    // A reader who takes nothing: what is on its way waits in the store.
    const slow = await growthMb(async () => {
      const answer = await fetch(address, { headers: { cookie } });
      await delay(3_000);
      await answer.body!.cancel();
    });
    console.log(
      `${kind}: ${largeBytes / 1_000_000} MB up ${up} MB more resident, down ${down}, to a reader who waits ${slow}`,
    );
    expect(Math.max(up, down, slow)).toBeLessThan(MOST_GROWTH_MB);
  });

  test("an upload that is broken off leaves nothing, and neither does one that is too large", async () => {
    await start(kind);
    const { id, attach } = await makePoster();
    for (const breakOffAtBytes of [100_000, 12_000_000])
      await expect(attach(30_000_000, { breakOffAtBytes })).rejects.toThrow();
    await expect.poll(keptSizes, { timeout: 10_000 }).toEqual([]);
    const refused = await attach(251_000_000);
    expect(refused.status).toBe(413);
    expect(refused.text).toContain("250 MB");
    expect(keptSizes()).toEqual([]);
    expect(await db.document.count({ where: { opportunityId: id } })).toBe(0);
    expect(product.output()).not.toMatch(/nobody caught|failed unexpectedly/);
  });

  test("a kill in the middle of an upload leaves only what the sweep removes", async () => {
    await start(kind);
    const { id, attach } = await makePoster();
    const sending = attach(200_000_000).catch((error: unknown) => error);
    await expect.poll(() => keptSizes().length, { timeout: 30_000 }).toBeGreaterThan(0);
    await product.kill();
    expect(await sending).toBeInstanceOf(Error);
    expect(await db.document.count({ where: { opportunityId: id } })).toBe(0);
    const store = s3 ? s3Store(s3.settings) : folderStore(path.join(dataDir, "files"));
    expect(await store.abandonUnfinished(new Date(Date.now() + 60_000))).toBe(1);
    expect(keptSizes()).toEqual([]);
  });

  test.skipIf(!canMeasure)("readers who go away leave nothing open", async () => {
    await start(kind);
    const { cookie, attach, newest } = await makePoster();
    expect((await attach(30_000_000)).status).toBe(302);
    const address = `${product.url}/documents/${(await newest()).id}`;
    await fetchLargeFile(address, cookie);
    const before = openFiles();
    for (let n = 0; n < 40; n++) {
      const asking = request(address, { headers: { cookie }, agent: false }).end();
      const [answer] = (await once(asking, "response")) as [IncomingMessage];
      await once(answer, "data");
      asking.destroy();
    }
    await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThan(before + 10);
    expect((await fetchLargeFile(address, cookie)).sizeBytes).toBe(30_000_000);
    expect(product.output()).not.toMatch(/nobody caught|failed unexpectedly/);
  });
});

test.skipIf(!canMount())(
  "a full disk: try later, and nothing of the file stays",
  { timeout: 120_000 },
  async () => {
    await start("folder", 40);
    try {
      const { id, attach } = await makePoster();
      expect((await attach(1_000_000)).status).toBe(302);
      const refused = await attach(60_000_000);
      expect([refused.status, refused.text.includes("our storage is full")]).toEqual([503, true]);
      expect(keptSizes()).toEqual([1_000_000]);
      expect((await attach(20_000_000)).status).toBe(302);
      expect(await db.document.count({ where: { opportunityId: id } })).toBe(2);
    } finally {
      unmount();
    }
  },
);
