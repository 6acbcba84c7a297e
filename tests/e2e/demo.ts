import AxeBuilder from "@axe-core/playwright";
import { expect, type Browser, type Page } from "@playwright/test";

/** Of every account of the demonstration. */
export const PASSWORD = "sanyog-demo-2026";

/** A browser of its own in which an account of the demonstration (`prime`, `msme`, …) is signed in. */
export async function signedIn(browser: Browser, account: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await page.goto("/login");
  await page.locator("[name=email]").fill(`${account}@sanyog.example`);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(desk|moderation)/);
  return page;
}

/** @throws with what axe finds on the page; the browser's own reader of PDFs is not ours to judge */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
