import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible, PASSWORD } from "#tests/e2e/demo.ts";

async function prime(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await page.goto("/login");
  await page.locator("[name=email]").fill("prime@sanyog.example");
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  return page;
}

async function startDraft(page: Page): Promise<string> {
  await page.goto("/desk/opportunities/new");
  await page.getByRole("button", { name: "Start: Technology transfer" }).click();
  await page.waitForURL(/\/edit\/basics/);
  return /SY-\d{4}-\d{6}/.exec(page.url())![0];
}

const save = (page: Page) => page.getByRole("button", { name: "Save and continue" }).last().click();

/** About something that no other test searches for. */
async function fillBasics(page: Page, title: string): Promise<void> {
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Summary").fill("A thermal imager of 40 g that is small enough for a drone.");
  await page.getByLabel("Sector", { exact: true }).selectOption("defence-electronics");
  await page.getByLabel("Sub-sector").selectOption("counter-drone");
}

for (const script of [true, false]) {
  test.describe(`posting ${script ? "with" : "without"} script`, () => {
    test.slow();
    const check = script ? expectAccessible : () => Promise.resolve();

    test("a prime writes, publishes, changes, holds and closes an opportunity", async ({ browser }) => {
      const page = await prime(browser, script);
      const reference = await startDraft(page);
      const desk = `/desk/opportunities/${reference}`;
      const title = `Thermal imager ${reference} for small drones`;
      await check(page);

      await page.getByLabel("Title").fill("x".repeat(130));
      await page.getByLabel("Summary").fill("Kept whatever happens");
      await save(page);
      await expect(page.getByRole("alert")).toContainText("Shorten it by 10");
      await expect(page.getByLabel("Summary")).toHaveValue("Kept whatever happens");
      await check(page);
      await fillBasics(page, title);
      await save(page);
      await page.waitForURL(/\/edit\/description/);

      await page.goto(`${desk}/edit/readiness`);
      await page.getByLabel("Number").fill("IN 9990418");
      await page.getByLabel("Country").fill("India");
      await page.getByRole("button", { name: "Add a patent" }).click();
      await page.getByLabel("Number").nth(1).fill("EP 1234");
      await save(page);
      await expect(page.getByRole("alert")).toContainText("Write the country that granted");
      await expect(page.getByLabel("Number").first()).toHaveValue("IN 9990418");
      await check(page);
      await page.getByLabel("Country").nth(1).fill("EP");
      await save(page);
      await page.waitForURL(/\/edit\/terms/);
      await page.getByLabel("Fee for the transfer").first().fill("12.5 lakh");
      await save(page);
      await page.waitForURL(/\/edit\/partner/);

      await page.goto(`${desk}/edit/documents`);
      await page.getByLabel("File").setInputFiles({
        name: "data sheet.html",
        mimeType: "text/html",
        buffer: Buffer.from("Output power: 40 W"),
      });
      await page.getByRole("button", { name: "Attach the file" }).click();
      const link = page.getByRole("link", { name: "data sheet.txt" });
      const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
      expect(file.suggestedFilename()).toBe("data sheet.txt");
      await check(page);

      await page.goto(`${desk}/preview`);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.getByText("₹12,50,000")).toBeVisible();
      await page.goto(`${desk}/edit/review`);
      await check(page);
      await page.getByRole("button", { name: "Publish" }).click();
      await expect(page.getByText("Published. Everybody can find it")).toBeVisible();
      await check(page);
      expect((await page.request.get(`/opportunities/${reference}`)).status()).toBe(200);

      await page.getByText("Put on hold …").click();
      await page.getByRole("button", { name: "Put on hold" }).click();
      await expect(page.getByText("On hold. Nobody finds it now.")).toBeVisible();
      await page.getByText("Close …").click();
      await page.getByLabel("Reason").fill("Licensed to a partner");
      await page.getByRole("button", { name: "Close", exact: true }).click();
      await expect(page.getByText("Closed. It takes no new interest.")).toBeVisible();
      await expect(page.getByText("Licensed to a partner")).toBeVisible();
      await page.goto(`/desk/opportunities?q=${reference}`);
      await expect(page.getByRole("link", { name: title })).toBeVisible();
      await check(page);
      await page.context().close();
    });

    test("two people change the same step: nothing of either is lost", async ({ browser }) => {
      const page = await prime(browser, script);
      const reference = await startDraft(page);
      await fillBasics(page, "Title that stands there now");
      await page.getByRole("button", { name: "Save and leave" }).click();
      await page.waitForURL(/SY-\d+-\d+$/);
      const edit = `/desk/opportunities/${reference}/edit/basics`;
      const other = await page.context().newPage();
      await Promise.all([page.goto(edit), other.goto(edit)]);
      await other.getByLabel("Title").fill("Title of the colleague");
      await other.getByRole("button", { name: "Save and leave" }).click();
      await other.waitForURL(/SY-\d+-\d+$/);
      await page.getByLabel("Title").fill("Title of my own");
      await save(page);
      await expect(page.getByText("Somebody else changed this in the meantime")).toBeVisible();
      await expect(page.getByText("Title of the colleague", { exact: true })).toBeVisible();
      await expect(page.getByLabel("Title")).toHaveValue("Title of my own");
      await check(page);
      await save(page);
      await page.waitForURL(/\/edit\/description/);
      await page.goto(edit);
      await expect(page.getByLabel("Title")).toHaveValue("Title of my own");
      await page.context().close();
    });
  });
}

test("a draft saves itself while one types, and is deleted in two steps", async ({ browser }) => {
  const page = await prime(browser, true);
  const reference = await startDraft(page);
  await page.getByLabel("Title").fill("A title that was never sent");
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
  await page.getByLabel("Title").fill("x".repeat(130));
  await expect(page.getByText("Not saved yet: one field needs your attention")).toBeVisible();
  await page.goto(`/desk/opportunities/${reference}/edit/basics`);
  await expect(page.getByLabel("Title")).toHaveValue("A title that was never sent");
  await page.goto(`/desk/opportunities/${reference}`);
  await page.getByText("Delete the draft …").click();
  await page.getByRole("button", { name: "Delete the draft" }).click();
  await expect(page.getByText("The draft was deleted")).toBeVisible();
  await page.goto(`/desk/opportunities/${reference}`);
  await expect(page.getByText("Error 404")).toBeVisible();
  await page.context().close();
});

for (const width of [320, 768]) {
  test(`the posting form fits ${width} pixels in the dark`, async ({ browser }) => {
    const page = await prime(browser, true);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    const reference = await startDraft(page);
    for (const step of ["basics", "readiness", "terms", "partner", "release", "documents", "review"]) {
      await page.goto(`/desk/opportunities/${reference}/edit/${step}`);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
    await page.context().close();
  });
}
