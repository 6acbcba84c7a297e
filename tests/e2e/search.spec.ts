import { expect, test, type Page } from "@playwright/test";

// Runs on the demo's opportunities, while other tests publish some: counts are those of searches that leave theirs out.

const status = (page: Page) => page.getByRole("status").first();
const box = (page: Page) => page.getByRole("searchbox", { name: "What are you looking for?" });

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

test("results follow as one types; focus, scroll and history stay as they were", async ({ page }) => {
  await page.goto("/opportunities");
  const all = await status(page).innerText();
  const entries = await page.evaluate(() => history.length);
  await box(page).pressSequentially("titanium", { delay: 40 });
  await expect(page).toHaveURL(/q=titanium$/);
  await expect(status(page)).not.toHaveText(all);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("titanium");
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test("the last answer wins when an earlier one comes late", async ({ page }) => {
  await page.goto("/opportunities");
  await page.route(/opportunities\.data\?.*q=ra&?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await route.continue().catch(() => undefined);
  });
  await box(page).fill("ra");
  await page.waitForRequest(/q=ra/);
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
