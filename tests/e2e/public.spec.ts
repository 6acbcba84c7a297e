import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

// Runs on the demo's opportunities.

async function openFirstResult(page: Page, query = ""): Promise<void> {
  await page.goto(`/opportunities${query}`);
  await page.locator(".card-title a").first().click();
  await expect(page).toHaveURL(/\/opportunities\/SY-\d{4}-\d{6}\//);
}

const PAGES = [
  "/",
  "/opportunities",
  "/opportunities?q=radar&kind=technology_request",
  "/opportunities?q=radar&trl=9&country=DE",
  "/opportunities?trl=12&page=99",
  "/opportunities/SY-2026-000001",
  "/organisations/tavanika-laboratory",
  "/nowhere",
];

const LOOKS = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 320 },
] as const;

for (const path of PAGES)
  test(`${path} is accessible in light and dark, and never scrolls sideways`, async ({ page }) => {
    test.slow();
    for (const { colorScheme, width } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });

test("the first page leads into the search by real counts", async ({ page }) => {
  await page.goto("/");
  const link = page.getByRole("link", { name: /^Joint venture/ });
  const count = /(\d+)\s*$/.exec(await link.innerText())![1]!;
  await link.click();
  await expect(page.getByRole("status").first()).toHaveText(new RegExp(`^${count} `));
});

test("an opportunity says what it is, for whom, at what price, and what to do next", async ({ page }) => {
  await openFirstResult(page, "?kind=technology_transfer");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const name of ["How ready it is", "What you need", "Terms"])
    await expect(page.getByRole("heading", { name })).toBeVisible();
  const structured = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(structured!)["@type"]).toBe("Offer");
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute(
    "href",
    new RegExp(new URL(page.url()).pathname),
  );
  await page.getByRole("link", { name: "Express interest" }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Fopportunities%2FSY-/);
});

test("a page that does not exist offers the search", async ({ page }) => {
  const response = await page.goto("/nowhere");
  expect(response!.status()).toBe(404);
  await page.getByRole("searchbox").fill("titanium");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/opportunities\?q=titanium/);
});

test("everything is reached by keyboard alone, and the focus is seen", async ({ page }) => {
  await page.goto("/opportunities");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const box = page.getByLabel("What are you looking for?");
  await expect(box).toBeFocused();
  const outline = await box.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe("solid");
});

test("an opportunity prints without what only a screen needs", async ({ page }) => {
  await openFirstResult(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toHaveText("Sanyog", { useInnerText: true });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".interest-action")).toBeHidden();
});

for (const path of ["/", "/opportunities", "/opportunities/SY-2026-000001"])
  test(`nothing jumps and nothing complains while ${path} loads`, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.addInitScript(() => {
      const shifts = { total: 0 };
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.total += (entry as unknown as { value: number }).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(path, { waitUntil: "networkidle" });
    expect(complaints).toEqual([]);
    const shift = await page.evaluate(
      () => (window as unknown as { shifts: { total: number } }).shifts.total,
    );
    expect(shift).toBeLessThan(0.02);
  });
