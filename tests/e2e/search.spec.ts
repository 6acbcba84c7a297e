import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "#tests/e2e/demo.ts";

// Runs on the demo's opportunities, while other tests publish some: counts are those of searches that leave theirs out.

const status = (page: Page) => page.getByRole("status").first();
const box = (page: Page) => page.getByLabel("What are you looking for?");
const offers = (page: Page) => page.getByRole("listbox", { name: "Completions" });

async function signIn(page: Page, who: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(`${who}@sanyog.example`);
  await page.getByLabel("Password").fill("sanyog-demo-2026");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk/);
}

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader searches, filters, sorts, drops a filter and turns the page by plain HTML", async ({
    page,
  }) => {
    await page.goto("/");
    await page.getByRole("searchbox").fill("radar");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/opportunities\?q=radar/);
    const before = await status(page).innerText();
    await page.getByRole("checkbox", { name: /^Collaboration call/ }).check();
    await page.getByRole("button", { name: /^Show/ }).click();
    await expect(page).toHaveURL(/kind=collaboration_call/);
    await expect(page.getByRole("checkbox", { name: /^Collaboration call/ })).toBeChecked();
    expect(await status(page).innerText()).not.toBe(before);
    await expect(page.locator(".cards mark").first()).toHaveText(/radar/i);
    await page.getByRole("link", { name: /^Remove Kind: Collaboration call/ }).click();
    await expect(status(page)).toHaveText(before);
    await page.goto("/opportunities");
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(
      page.getByRole("navigation", { name: "Pages" }).getByText("2", { exact: true }),
    ).toHaveAttribute("aria-current", "page");
  });

  test("on a phone the filters unfold above the results", async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 800 });
    await page.goto("/opportunities");
    const kind = page.getByRole("checkbox", { name: /^Joint venture/ });
    await expect(kind).toBeHidden();
    await page.locator("summary", { hasText: "Filters" }).click();
    await kind.check();
    await page.getByRole("button", { name: /^Show/ }).click();
    await expect(page).toHaveURL(/kind=joint_venture/);
    await expect(page.locator("summary", { hasText: "Filters (1)" })).toBeVisible();
  });
});

test("results follow as one types; focus, caret and scroll stay, and one step back undoes the typing", async ({
  page,
}) => {
  await page.goto("/opportunities");
  const all = await status(page).innerText();
  const entries = await page.evaluate(() => history.length);
  await box(page).pressSequentially("titaniu", { delay: 60 });
  await box(page).press("Home");
  await box(page).press("ArrowRight");
  await page.evaluate(() => window.scrollTo(0, 40));
  await box(page).evaluate((field: HTMLInputElement) => field.setRangeText("m", 7, 7, "preserve"));
  await box(page).dispatchEvent("input");
  await expect(page).toHaveURL(/q=titanium$/);
  await expect(status(page)).not.toHaveText(all);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("titanium");
  expect(await box(page).evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(1);
  expect(await page.evaluate(() => window.scrollY)).toBe(40);
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);
  await page.goBack();
  await expect(page).toHaveURL(/\/opportunities$/);
  await expect(status(page)).toHaveText(all);
  await expect(box(page)).toHaveValue("");
});

test("completions are chosen by keyboard, and Enter without one searches for what was typed", async ({
  page,
}) => {
  await page.goto("/opportunities");
  await box(page).pressSequentially("titan", { delay: 60 });
  await expect(offers(page).getByRole("option").first()).toBeVisible();
  await expect(box(page)).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);
  await box(page).press("ArrowDown");
  const first = offers(page).getByRole("option", { selected: true });
  await expect(first).toHaveText(/^titanium/);
  await expect(box(page)).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id"))!);
  await box(page).press("ArrowUp");
  await expect(offers(page).getByRole("option", { selected: true })).toHaveCount(0);
  await box(page).press("Escape");
  await expect(offers(page)).toBeHidden();
  await expect(box(page)).toHaveValue("titan");
  await box(page).press("Backspace");
  await expect(offers(page)).toBeVisible();
  await box(page).press("Enter");
  await expect(offers(page)).toBeHidden();
  await expect(page).toHaveURL(/q=tita$/);
  await box(page).pressSequentially("n");
  await expect(offers(page)).toBeVisible();
  await box(page).press("ArrowDown");
  await box(page).press("Enter");
  await expect(page).toHaveURL(/q=titanium$/);
  await expect(box(page)).toHaveValue("titanium");
  await expect(box(page)).toBeFocused();
});

test("a completion is taken with the pointer on the first page too", async ({ page }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.locator("#home-search").pressSequentially("titan", { delay: 60 });
  await offers(page)
    .getByRole("option", { name: /^titanium/ })
    .click();
  await expect(page).toHaveURL(/\/opportunities\?q=titanium$/);
});

test("on a phone the filters are a sheet that keeps the keyboard, counts as one chooses, and Escape closes", async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto("/opportunities", { waitUntil: "networkidle" });
  const summary = page.locator("summary", { hasText: /^Filters/ });
  await summary.click();
  await expectAccessible(page);
  await expect(page.locator(".results-main")).toHaveAttribute("inert", "");
  await page.getByRole("checkbox", { name: /^Joint venture/ }).check();
  await expect(page).toHaveURL(/kind=joint_venture/);
  const count = await status(page).innerText();
  await expect(page.getByRole("button", { name: `Show ${count}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("checkbox", { name: /^Joint venture/ })).toBeHidden();
  await expect(summary).toBeFocused();
  await expect(page.locator("[inert]")).toHaveCount(0);
  await summary.click();
  await page.getByRole("button", { name: `Show ${count}` }).click();
  await expect(page.locator(".cards a").first()).toBeVisible();
});

test("a folded filter opens by keyboard, and is open where an address says that it is chosen", async ({
  page,
}) => {
  await page.goto("/opportunities", { waitUntil: "networkidle" });
  const germany = page.getByRole("checkbox", { name: /^Germany/ });
  const fold = page.locator("summary", { hasText: "Country of the poster" });
  await expect(germany).toBeHidden();
  await fold.focus();
  await page.keyboard.press("Enter");
  await page
    .locator("fieldset", { hasText: "Country of the poster" })
    .getByLabel(/^Germany/)
    .check();
  await expect(page).toHaveURL(/country=DE/);
  await page.reload();
  await expect(
    page.locator("fieldset", { hasText: "Country of the poster" }).getByLabel(/^Germany/),
  ).toBeChecked();
});

test("a signed-in organisation sees on each result whether it qualifies, and can keep to those", async ({
  page,
}) => {
  await page.goto("/opportunities?qualify=yes");
  await expect(page.getByText("so all opportunities are shown")).toBeVisible();
  await signIn(page, "msme");
  await page.goto("/opportunities", { waitUntil: "networkidle" });
  await expect(page.locator(".card .sign").first()).toHaveText(/^You (do not )?qualify/);
  await expectAccessible(page);
  const only = page.getByRole("switch", { name: /^What I qualify for/ });
  const promised = /(\d+)\s*$/.exec(await page.locator("label", { has: only }).innerText())![1]!;
  await only.check();
  await expect(page).toHaveURL(/qualify=yes/);
  await expect(status(page)).toHaveText(new RegExp(`^${promised} `));
  await page.getByRole("link", { name: /^Remove Show only: What I qualify for/ }).click();
  await expect(only).not.toBeChecked();
});

test("the last answer wins when an earlier one comes late", async ({ page }) => {
  await page.goto("/opportunities");
  await page.route(/opportunities\/live\?q=ra$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await route.continue().catch(() => undefined);
  });
  const asked = page.waitForRequest(/opportunities\/live\?q=ra$/);
  await box(page).fill("ra");
  await asked;
  await box(page).fill("titanium");
  await expect(page).toHaveURL(/q=titanium$/);
  const answer = await status(page).innerText();
  await page.waitForTimeout(1500);
  await expect(page).toHaveURL(/q=titanium$/);
  await expect(status(page)).toHaveText(answer);
});

test("a filter applies at once and keeps the focus; back takes it away again", async ({ page }) => {
  await page.goto("/opportunities?q=water");
  const all = await status(page).innerText();
  const venture = page.getByRole("checkbox", { name: /^Joint venture/ });
  await venture.focus();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/q=water&kind=joint_venture$/);
  await expect(status(page)).not.toHaveText(all);
  await expect(venture).toBeFocused();
  await page.getByRole("checkbox", { name: /^Collaboration call/ }).check();
  await expect(page).toHaveURL(/kind=joint_venture&kind=collaboration_call$/);
  await page.goBack();
  await expect(page.getByRole("checkbox", { name: /^Collaboration call/ })).not.toBeChecked();
  await expect(venture).toBeChecked();
  await page.getByRole("link", { name: /^Remove Kind: Joint venture/ }).click();
  await expect(venture).not.toBeChecked();
  await expect(status(page)).toHaveText(all);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("an empty result says what to drop and how many that brings", async ({ page }) => {
  await page.goto("/opportunities?q=radar&trl=9&country=DE");
  await expect(status(page)).toHaveText("0 opportunities");
  const way = page.getByRole("listitem").filter({ hasText: "Without the words" });
  const promised = /: (\d+)/.exec(await way.innerText())![1]!;
  await way.getByRole("link").click();
  await expect(status(page)).toHaveText(new RegExp(`^${promised} `));
});

test("what cannot be used in an address is named, and the page still works", async ({ page }) => {
  const response = await page.goto("/opportunities?trl=12");
  expect(response!.status()).toBe(400);
  await expect(page.getByText("“12” is not a known trl")).toBeVisible();
  await box(page).fill("titanium");
  await expect(page).toHaveURL(/q=titanium$/);
  await expect(page.getByText("is not a known trl")).toBeHidden();
});

test("an anonymous reader of results gets at most 100 kB of script", async ({ page }) => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      );
  });
  await page.goto("/opportunities", { waitUntil: "networkidle" });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(100_000);
});
