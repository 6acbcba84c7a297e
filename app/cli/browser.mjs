// Finds a Chromium for the browser tests, or gets one.
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { root, runQuietly } from "./prepare.mjs";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

async function succeeds(program, args, env) {
  try {
    return (await runQuietly(program, args, env)).status === 0;
  } catch {
    return false;
  }
}

async function installByApt() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log("Installing Debian's chromium …");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", "chromium"];
  return (
    (await succeeds("apt-get", install, env)) ||
    ((await succeeds("apt-get", ["update"], env)) && (await succeeds("apt-get", install, env)))
  );
}

/**
 * A Chromium or Chrome that is already there, else Playwright's own, else Debian's where root may install it.
 * @returns {Promise<{ found: true, path?: string } | { found: false, reason: string }>} no path = Playwright's own
 */
export async function findBrowser() {
  const present = [process.env.CHROMIUM_PATH, ...INSTALLED].find((file) => file && existsSync(file));
  if (present) return { found: true, path: present };
  console.log("Installing Chromium for the browser tests …");
  const cli = path.join(root, "node_modules/@playwright/test/cli.js");
  if (await succeeds(process.execPath, [cli, "install", "chromium"])) return { found: true };
  if (await installByApt()) return { found: true, path: "/usr/bin/chromium" };
  return {
    found: false,
    reason:
      "No browser: neither Chromium nor Chrome is installed, and none could be downloaded. Install one and name it in CHROMIUM_PATH.",
  };
}
