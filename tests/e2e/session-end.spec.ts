import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

async function signIn(page: Page): Promise<void> {
  await page.goto("/login");
  await page.locator("[name=email]").fill("prime@sanyog.example");
  await page.locator("[name=password]").fill("sanyog-demo-2026");
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
}

for (const javaScriptEnabled of [true, false])
  test(`what was typed outlives the session ${javaScriptEnabled ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.slow();
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await signIn(page);
    await page.goto("/desk/opportunities/new");
    await page.getByRole("button", { name: "Start: Technology transfer" }).click();
    await page.waitForURL(/\/edit\/basics/);
    const address = page.url();

    await context.clearCookies();
    const title = `Cryogenic valve that outlives sessions ${javaScriptEnabled ? "A" : "B"}`;
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Summary").fill("A valve for liquid oxygen with “quotes” & <angles>.");
    await page.getByRole("button", { name: "Save and continue" }).last().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are not signed in any more");
    await page.getByText("Read it again").click();
    await expect(page.getByText("with “quotes” & <angles>.")).toBeVisible();
    if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    const otherTab = await context.newPage();
    await signIn(otherTab);
    await page.getByRole("button", { name: "Send what I typed" }).click();
    await page.waitForURL(/\/edit\/description/);
    await page.goto(address);
    await expect(page.getByLabel("Title")).toHaveValue(title);
    await expect(page.getByLabel("Summary")).toHaveValue(
      "A valve for liquid oxygen with “quotes” & <angles>.",
    );
    await context.close();
  });
