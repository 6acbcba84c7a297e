import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { findBrowser } from "./browser.mjs";
import { checkNode, CommandError, explain, prepare, prepareSources, root, runQuietly } from "./prepare.mjs";

const HELP = `Usage: npm test            format, lint, types, unit, integration and browser tests
       npm run validate    format, lint, types and unit tests only

Ends with the line "N passed, N failed" (", N skipped" when some were skipped), counted over all checks.
Settings: TEST_DATABASE_URL (a PostgreSQL to use instead of the embedded one), MEILISEARCH_URL.
Exit status: 0 nothing failed, 1 something failed, 2 wrong usage.`;

/** Settings of a server on this machine must not reach into the tests. */
const SERVER_SETTINGS =
  /^(NODE_ENV|PORT|HOST|PUBLIC_URL|DATA_DIR|DATABASE_URL|EMBEDDED_DATABASE_URL|STRIPE_.*|SMTP_URL|MAIL_FROM|SESSION_SECRET|S3_.*|ROLES|DEMO|TRUST_PROXY|LOG_LEVEL)$/;

const RESULTS = path.join(root, "tests/results");
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function fail(title, detail, count = 1) {
  total.failed += count;
  failures.push(`✗ ${title}\n${detail.trim().replace(/^/gm, "    ")}`);
}

const tool = (file, ...args) =>
  runQuietly(process.execPath, [path.join(root, "node_modules", file), ...args]);

async function timed(label, work) {
  const startedAt = Date.now();
  const result = await work();
  console.log(`${label} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return result;
}

async function check(name, file, ...args) {
  const { status, output } = await timed(name, () => tool(file, ...args));
  if (status === 0) total.passed += 1;
  else fail(name, output);
}

/** Runs the jobs, two at a time. */
async function twoAtATime(jobs) {
  const waiting = [...jobs];
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job();
  };
  await Promise.all([lane(), lane()]);
}

function readReport(file, output) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  fail(path.basename(file, ".json"), `${output}\nThe run ended without a report.`);
  return undefined;
}

/** Counts vitest's tests; a file that could not be loaded and an error outside of any test count as one each. */
async function runVitest(...args) {
  const file = path.join(RESULTS, "vitest.json");
  const { status, output } = await timed("vitest", () =>
    tool("vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${file}`, ...args),
  );
  const report = readReport(file, output);
  if (!report) return;
  total.passed += report.numPassedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  const failedBefore = total.failed;
  for (const { name, message, status: fileStatus, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((result) => result.status === "failed");
    for (const { fullName, failureMessages } of failed)
      fail(`${path.relative(root, name)} › ${fullName}`, failureMessages.join("\n"));
    if (fileStatus === "failed" && failed.length === 0) fail(path.relative(root, name), message || output);
  }
  if (status !== 0 && total.failed === failedBefore) fail("vitest", output);
}

function* specsOf({ suites = [], specs = [] }) {
  yield* specs;
  for (const suite of suites) yield* specsOf(suite);
}

async function runPlaywright() {
  const hasTests =
    existsSync(path.join(root, "playwright.config.ts")) &&
    readdirSync(path.join(root, "tests/e2e"), { recursive: true }).some((name) =>
      /\.(spec|test)\.ts$/.test(name),
    );
  if (!hasTests) return console.log("browser: no tests in tests/e2e");
  const browser = await findBrowser();
  if (!browser.found) return fail("browser", browser.reason);
  const file = path.join(RESULTS, "playwright.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: browser.path ?? "" };
  const cli = path.join(root, "node_modules/@playwright/test/cli.js");
  const { status, output } = await timed("browser", () =>
    runQuietly(process.execPath, [cli, "test", "--reporter=json"], env),
  );
  const report = readReport(file, output);
  if (!report) return;
  total.passed += report.stats.expected + report.stats.flaky;
  total.skipped += report.stats.skipped;
  const failedBefore = total.failed;
  for (const { title, file: specFile, tests } of specsOf(report))
    for (const { status: outcome, projectName, results } of tests)
      if (outcome === "unexpected")
        fail(
          `tests/e2e/${specFile} › ${title} [${projectName}]`,
          results.flatMap(({ errors }) => errors.map(({ message }) => message)).join("\n"),
        );
  if (status !== 0 && total.failed === failedBefore)
    fail("browser", report.errors?.map(({ message }) => message).join("\n") || output);
}

async function buildForTests() {
  try {
    await prepare();
  } catch (error) {
    fail("build", error.message);
  }
}

const CHECKS = [
  () => check("types", "typescript/bin/tsc", "--noEmit"),
  () => check("lint", "eslint/bin/eslint.js", "."),
  () => check("format", "prettier/bin/prettier.cjs", "--check", "."),
];

async function main(args) {
  if (args.includes("--help")) return console.log(HELP);
  const unknown = args.filter((arg) => arg !== "--fast");
  if (unknown.length > 0) throw new CommandError(`Unknown argument ${unknown[0]}.\n\n${HELP}`, 2);
  checkNode();
  process.chdir(root);
  for (const name of Object.keys(process.env)) if (SERVER_SETTINGS.test(name)) delete process.env[name];
  await prepareSources();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  if (args.includes("--fast")) await twoAtATime([...CHECKS, () => runVitest("--project", "unit")]);
  else {
    await twoAtATime([buildForTests, ...CHECKS]);
    await runVitest();
    await runPlaywright();
  }
  if (failures.length > 0) console.log(`\n${failures.join("\n\n")}\n`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch((error) => {
  const status = explain(error);
  if (status !== 2) console.log("0 passed, 1 failed");
  process.exitCode = status;
});
