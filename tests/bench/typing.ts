import { pathToFileURL } from "node:url";
import { chromium, type CDPSession, type Page } from "@playwright/test";
import { fill, openBenchDatabase } from "#tests/bench/database.ts";
import { waitForIndex } from "#tests/bench/pages.ts";
import { startProduct } from "#tests/setup/product-process.ts";

const GOAL_P75_MS = 100;
const THROTTLING = 4;
/** A quick typist: about seventy words a minute. */
const KEY_EVERY_MS = 170;
const SETTLED_WITHIN_MS = 10_000;
const PHRASES = ["titanium casting", "gallium radar module", "portable sensor", "water treatment pump"];

/** One typed letter: `resultsMs` to the paint of its results or of later ones, `letterMs` to that of the letter. */
type Key = { text: string; resultsMs: number | null; letterMs: number };
type Spread = { p50: number; p75: number; p95: number; max: number };
export type TypingResult = {
  keys: number;
  /** Letters whose results never came. */
  failures: number;
  throttling: number;
  resultsMs: Spread;
  letterMs: Spread;
  goalP75Ms: number;
};

/**
 * Runs in the page. The title is rendered together with the results and names their words, so it tells whose
 * results are there; a task after the next frame's callbacks runs once that frame is painted.
 */
function watchKeys(): void {
  const keys: (Key & { at: number })[] = [];
  Object.assign(window, { typedKeys: keys });
  let pressedAt = 0;
  addEventListener("keydown", (event) => (pressedAt = event.timeStamp), true);
  document.addEventListener(
    "input",
    (event) => {
      const text = (event.target as HTMLInputElement).value;
      if (text.trim() === text && text !== "")
        keys.push({ at: pressedAt, text, resultsMs: null, letterMs: 0 });
    },
    true,
  );
  const afterPaint = (run: (nowMs: number) => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => run(performance.now());
      port2.postMessage(null);
    });
  new MutationObserver(() => {
    const { title } = document;
    afterPaint((nowMs) => {
      const shown = keys.findLastIndex(({ text }) => title.startsWith(`${text}: `));
      for (const key of keys.slice(0, shown + 1)) key.resultsMs ??= nowMs - key.at;
    });
  }).observe(document.head, { subtree: true, childList: true, characterData: true });
  // Only what takes longer than a frame is told.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      for (const key of keys)
        if (entry.name === "keydown" && Math.abs(key.at - entry.startTime) < 1) key.letterMs = entry.duration;
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
}

const readKeys = (page: Page) =>
  page.evaluate(() => (window as unknown as { typedKeys: Key[] }).typedKeys.splice(0));

async function typePhrase(page: Page, session: CDPSession, phrase: string): Promise<Key[]> {
  const box = page.getByLabel("What are you looking for?");
  await box.fill("");
  await page.waitForURL(/\/opportunities$/);
  await page.waitForTimeout(500);
  await readKeys(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: THROTTLING });
  await box.pressSequentially(phrase, { delay: KEY_EVERY_MS });
  await page
    .waitForFunction(
      () => (window as unknown as { typedKeys: Key[] }).typedKeys.at(-1)?.resultsMs != null,
      undefined,
      { timeout: SETTLED_WITHIN_MS },
    )
    .catch(() => undefined);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.waitForTimeout(200);
  return readKeys(page);
}

function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);
  return { p50: at(0.5), p75: at(0.75), p95: at(0.95), max: at(1) };
}

/**
 * Types into the search of a running product, its processor throttled four times, and measures for each letter how
 * long it takes until its results are painted, and until the letter itself is.
 * @param url of the product, without a path
 */
export async function measureTyping(
  url: string,
  options: { browserPath?: string; phrases?: string[] } = {},
): Promise<TypingResult> {
  const browser = await chromium.launch({
    executablePath: options.browserPath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ locale: "en-IN" });
    await page.goto(`${url}/opportunities`, { waitUntil: "networkidle" });
    await page.evaluate(watchKeys);
    const session = await page.context().newCDPSession(page);
    const keys: Key[] = [];
    for (const phrase of options.phrases ?? PHRASES) keys.push(...(await typePhrase(page, session, phrase)));
    const times = keys.flatMap(({ resultsMs }) => resultsMs ?? []);
    return {
      keys: keys.length,
      failures: keys.length - times.length,
      throttling: THROTTLING,
      resultsMs: spread(times),
      letterMs: spread(keys.map(({ letterMs }) => letterMs)),
      goalP75Ms: GOAL_P75_MS,
    };
  } finally {
    await browser.close();
  }
}

/** @throws when there is no browser and none can be had */
async function browserPathHere(): Promise<string | undefined> {
  // It belongs to the start of a fresh clone, which knows no bundle.
  const { findBrowser } = (await import(pathToFileURL("app/cli/browser.mjs").href)) as {
    findBrowser(): Promise<{ found: true; path?: string } | { found: false; reason: string }>;
  };
  const browser = await findBrowser();
  if (!browser.found) throw new Error(browser.reason);
  return browser.path;
}

/** Measures typing on so many generated opportunities. */
export async function benchTyping(options: {
  opportunities: number;
  databaseUrl?: string;
}): Promise<TypingResult> {
  const browserPath = await browserPathHere();
  const database = await openBenchDatabase(options.databaseUrl);
  const stops: Array<() => Promise<void>> = [database.close];
  try {
    console.log(`Adding ${options.opportunities} opportunities …`);
    await fill(database.url, options.opportunities);
    const product = await startProduct(database.url);
    stops.unshift(product.stop);
    console.log("Indexing …");
    await waitForIndex(product.url, options.opportunities);
    return await measureTyping(product.url, { browserPath });
  } finally {
    for (const stop of stops) await stop();
  }
}

/** The figures as lines for people. */
export function typingReport({
  keys,
  failures,
  throttling,
  resultsMs,
  letterMs,
  goalP75Ms,
}: TypingResult): string {
  const line = (name: string, { p50, p75, p95, max }: Spread) =>
    `${name.padEnd(24)} p50 ${p50} ms, p75 ${p75} ms, p95 ${p95} ms, longest ${max} ms`;
  return [
    `${keys} letters typed, processor throttled ${throttling} times${failures > 0 ? `, ${failures} WITHOUT RESULTS` : ""}`,
    `${line("from key to results", resultsMs)} (p75 ${resultsMs.p75 <= goalP75Ms ? "within" : "ABOVE"} ${goalP75Ms} ms)`,
    line("from key to its letter", letterMs),
  ].join("\n");
}
