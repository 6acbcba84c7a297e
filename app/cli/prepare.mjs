// Turns a fresh clone into something that runs: packages, Prisma's client, bundles. Needs nothing but Node.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const at = (...parts) => path.join(root, ...parts);
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** A message for the person at the terminal; `exitStatus` 1 = failed, 2 = wrong usage or settings. */
export class CommandError extends Error {
  constructor(message, exitStatus = 1) {
    super(message);
    this.name = "CommandError";
    this.exitStatus = exitStatus;
  }
}

/** Prints what went wrong in as few words as the error allows, and returns the exit status. */
export function explain(error) {
  const problems = error?.name === "ConfigError" ? error.problems : undefined;
  for (const problem of problems ?? []) console.error(problem);
  if (problems) return 2;
  if (typeof error?.exitStatus !== "number") console.error(error);
  else console.error(error.message);
  return error?.exitStatus ?? 1;
}

/** @throws CommandError on a Node that lacks what we use. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new CommandError(`Node ${version} is too old: install Node 20.19 or later (https://nodejs.org).`);
}

/**
 * Runs a program in the project's folder and keeps its output for the case that it fails.
 * @returns {Promise<{ status: number, output: string }>}
 */
export function runQuietly(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Whoever is asked to stop takes its tools along.
    const stop = () => {
      child.kill("SIGKILL");
      process.exit(1);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    const done = () => process.off("SIGINT", stop).off("SIGTERM", stop);
    child.once("error", (error) => {
      done();
      reject(error);
    });
    child.once("close", (code) => {
      done();
      resolve({ status: code ?? 1, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

async function step(label, program, args, env) {
  console.log(label);
  const { status, output } = await runQuietly(program, args, env);
  if (status === 0) return;
  if (/ENOSPC|No space left/i.test(output))
    throw new CommandError(`The disk that holds ${root} is full. Free some space, then start again.`);
  if (/EROFS|read-only file system/i.test(output))
    throw new CommandError(`${root} is on a read-only disk, so nothing can be installed or built there.`);
  throw new CommandError(`${output.trim()}\n\n${label.replace(/ …$/, "")} failed; the reason stands above.`);
}

const bin = (packagePath) => at("node_modules", packagePath);

function hashOf(texts) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex");
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "generated") yield* filesBelow(file);
    } else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) yield file;
  }
}

/** Hash of every source below the named files and folders: contents, so that a fresh checkout counts as unchanged. */
function sourceHash(names) {
  const files = names
    .map((name) => at(name))
    .filter(existsSync)
    .flatMap((file) => (path.extname(file) ? [file] : [...filesBelow(file)]));
  return hashOf(files.sort().flatMap((file) => [path.relative(root, file), readFileSync(file)]));
}

/** Does `work` unless its `artefact` is there and the stamp beside it says that it was made for the same `hash`. */
async function once({ artefact, stamp, hash }, work) {
  if (existsSync(at(artefact)) && read(at(stamp)) === hash) return;
  rmSync(at(stamp), { force: true });
  await work();
  mkdirSync(path.dirname(at(stamp)), { recursive: true });
  writeFileSync(at(stamp), hash);
}

/** Whether node_modules holds exactly what the lock file says, whoever put it there. */
function isInstalled() {
  const installed = JSON.parse(read(at("node_modules/.package-lock.json")) || '{"packages":{}}').packages;
  const wanted = JSON.parse(read(at("package-lock.json"))).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === "" || installed[name]?.version === version || (optional && !installed[name]),
  );
}

function npmCommand() {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, [script]] : ["npm", []];
}

async function install() {
  const hash = hashOf([read(at("package-lock.json")), process.platform, process.arch]);
  await once({ artefact: "node_modules", stamp: "node_modules/.sanyog-stamp", hash }, async () => {
    if (isInstalled()) return;
    const [program, args] = npmCommand();
    const ci = [...args, "ci", "--include=dev", "--loglevel=error"];
    // npm asks the registry about every package unless told to trust its cache, which may be too old to know a version.
    await step("Installing packages …", program, [...ci, "--prefer-offline"]).catch(() =>
      step("Installing packages, asking the registry anew …", program, ci),
    );
  });
}

async function generate() {
  const hash = sourceHash(["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"]);
  const made = { artefact: "prisma/generated/client.ts", stamp: "prisma/generated/.stamp", hash };
  // The client has no native engine, but Prisma would download one if this did not name a file.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  await once(made, () =>
    step(
      "Generating the database client …",
      process.execPath,
      [bin("prisma/build/index.js"), "generate"],
      env,
    ),
  );
}

/** Our own entries: the server and every command. Each bundle stands alone and reads the settings itself. */
function bundleEntries() {
  const commands = readdirSync(at("app/cli"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => [`cli/${name.slice(0, -3)}`, `app/cli/${name}`]);
  return [["server", "app/server.ts"], ...commands].map(([target, source]) => `${target}=${source}`);
}

const SOURCES = [
  "app",
  "search",
  "prisma",
  "tests/factories",
  "tests/bench",
  "tests/fixtures",
  "tests/setup",
  "package-lock.json",
  "tsconfig.json",
];

async function bundle() {
  const options = [
    ...["--bundle", "--platform=node", "--target=node20", "--format=esm", "--packages=external"],
    ...["--external:./build/server/index.js", "--outdir=build", "--sourcemap", "--log-level=warning"],
  ];
  const entries = bundleEntries();
  const hash = hashOf([...entries, sourceHash([...SOURCES, "app/cli/prepare.mjs"])]);
  await once({ artefact: "build/cli", stamp: "build/.bundle-stamp", hash }, () =>
    step("Bundling the server …", bin(".bin/esbuild"), [...entries, ...options]),
  );
}

async function buildPages() {
  const hash = sourceHash([...SOURCES, "public", "vite.config.ts", "remix.config.js"]);
  const program = [bin("@remix-run/dev/dist/cli.js"), "vite:build", "--logLevel", "warn"];
  await once({ artefact: "build/server/index.js", stamp: "build/.pages-stamp", hash }, () =>
    step("Building the pages …", process.execPath, program, { NODE_ENV: "production" }),
  );
}

/** Packages and Prisma's client: what editors, linters and tests need. */
export async function prepareSources() {
  await install();
  await generate();
}

/** All of it. @param {{ pages?: boolean }} options `pages: false` leaves out Remix's build. */
export async function prepare({ pages = true } = {}) {
  await prepareSources();
  // In this order: Remix empties the build folder before it writes.
  if (pages) await buildPages();
  await bundle();
}
