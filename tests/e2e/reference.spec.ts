import { expect, test } from "@playwright/test";
import { expectAccessible, signedIn } from "#tests/e2e/demo.ts";

for (const script of [true, false]) {
  test.describe(`rules and rates ${script ? "with" : "without"} script`, () => {
    test.slow();
    const check = script ? expectAccessible : () => Promise.resolve();
    const label = `Too far away ${script ? "by road" : "by sea"}`;

    test("a moderator adds a reason, looks at the difference and saves it", async ({ browser }) => {
      const page = await signedIn(browser, "moderator", script);
      await page.goto("/moderation");
      await page
        .getByRole("navigation", { name: "Moderation" })
        .getByRole("link", { name: "Rules and rates" })
        .click();
      await page.waitForURL(/\/moderation\/reference$/);
      await check(page);
      await page.getByRole("link", { name: "Reasons for declining" }).click();
      await page.waitForURL(/decline_reasons/);
      await check(page);

      await page.getByRole("button", { name: "Add a reason" }).click();
      const row = page.getByRole("listitem", { name: /^reason \d+$/ }).last();
      await expect(row.getByLabel("What the poster chooses")).toHaveValue("");
      await row.getByLabel("Key").fill("Far!");
      await row.getByLabel("What the poster chooses").fill(label);
      await page.getByRole("button", { name: "See what would change" }).last().click();
      await expect(page.getByRole("alert")).toContainText("Say why, and where the rule stands.");
      await expect(page.getByRole("alert")).toContainText("Write small letters, digits and _");
      await expect(row.getByLabel("What the poster chooses")).toHaveValue(label);
      await check(page);

      await row.getByLabel("Key").fill(script ? "far_by_road" : "far_by_sea");
      await page.getByLabel("Why, and by what authority").fill("Asked for by posters");
      await page.getByRole("button", { name: "See what would change" }).last().click();
      await expect(page.getByRole("heading", { name: "What would change" })).toBeVisible();
      await expect(page.getByRole("region", { name: "What would change" })).toContainText(label);
      await check(page);
      await page.getByRole("button", { name: "Save this version" }).click();
      await page.waitForURL(/saved=\d+/);
      await expect(page.getByText(/^Version \d+ is saved/)).toBeVisible();
      const newest = page.locator("#history li").first();
      await expect(newest).toContainText("Holds today");
      await expect(newest).toContainText("Asked for by posters");
      await newest.getByRole("link", { name: /^Show version/ }).click();
      await expect(page.locator("#shown")).toContainText(label);
    });

    test("a prime reads who can get its documents, and which route foreign investment takes", async ({
      browser,
    }) => {
      const page = await signedIn(browser, "prime", script);
      await page.goto("/desk/opportunities/new");
      await page.getByRole("button", { name: "Start: Joint venture" }).click();
      await page.waitForURL(/\/edit\/basics/);
      const reference = /SY-\d{4}-\d{6}/.exec(page.url())![0];
      await page.goto(`/desk/opportunities/${reference}`);
      const table = page.getByRole("region", { name: "Who can get a document" }).getByRole("table");
      await expect(table.getByRole("row", { name: /not signed in/ })).toContainText("Yes");
      await page.goto(`/desk/opportunities/${reference}/edit/terms`);
      await page.getByLabel("Equity offered, from").fill("26");
      await page.getByLabel("Equity offered, up to").fill("80");
      await page.getByRole("group", { name: "New industrial licence" }).getByLabel("Yes").check();
      if (!script) {
        await page.getByRole("button", { name: "Save and continue" }).last().click();
        await page.goto(`/desk/opportunities/${reference}/edit/terms`);
      }
      await expect(page.getByText("80% needs government approval")).toBeVisible();
      await expect(page.getByText(/of 17 September 2020; not legal advice/)).toBeVisible();
      await check(page);
    });
  });
}
