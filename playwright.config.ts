import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

// Workers read this file again and must find the same server, so its port travels by the environment.
process.env.E2E_PORT ??= String(20_000 + Math.floor(Math.random() * 20_000));
const port = process.env.E2E_PORT;
const dataDir = path.join(tmpdir(), `sanyog-e2e-${port}`);
if (!process.env.TEST_WORKER_INDEX)
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));

/** The whole product as a newcomer starts it: a fresh data folder with the demo in it. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "tests/results/playwright",
  fullyParallel: false,
  workers: 2,
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: "en-IN",
    // What is not there by then will not come; the whole test need not run out of time for it.
    actionTimeout: 30_000,
    trace: "retain-on-failure",
    // isbot takes a headless browser's own name for a robot.
    userAgent:
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node app/cli/start.mjs",
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      PORT: port,
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      DATABASE_URL: "",
      MEILISEARCH_URL: "",
      PUBLIC_URL: "",
      SMTP_URL: "",
      DEMO: "on",
      ROLES: "",
      LOG_LEVEL: "error",
    },
  },
});
