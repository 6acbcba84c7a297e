import { parse } from "csv-parse/sync";
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, signedIn } from "#tests/e2e/demo.ts";

/** The page of the newest EoI that the demo's prime has received, and the opportunity it answers. */
async function receivedInterest(prime: Page): Promise<{ address: string; reference: string }> {
  await prime.goto("/desk/interests?side=received&view=table");
  const own = prime.locator('main a[href^="/desk/interests/"]:not([href*="?"])').first();
  const address = await own.getAttribute("href");
  await prime.goto(address!);
  const reference = /SY-\d{4}-\d{6}/.exec(await prime.locator("main").innerText())?.[0];
  return { address: address!, reference: reference! };
}

for (const script of [true, false]) {
  test(`a prime compares, takes along, prints and values, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.slow();
    const prime = await signedIn(browser, "prime", script);
    const { address, reference } = await receivedInterest(prime);
    const check = script ? expectAccessible : () => Promise.resolve();

    await prime.goto(`/desk/opportunities/${reference}`);
    await prime.getByRole("link", { name: "Compare side by side" }).click();
    await expect(prime.getByRole("heading", { level: 1 })).toHaveText("Applicants side by side");
    await expect(prime.getByRole("rowheader", { name: "Eligibility today" })).toBeVisible();
    await check(prime);

    const ticks = prime.getByRole("checkbox");
    for (const tick of (await ticks.all()).slice(1)) await tick.uncheck();
    await ticks.first().check();
    await prime.getByRole("button", { name: "Compare" }).click();
    await expect(prime).toHaveURL(/applicants\?q=&with=[0-9a-f-]{36}$/);
    await expect(prime.getByRole("columnheader")).toHaveCount(2);
    const csv = await prime.request.get(
      (await prime.getByRole("link", { name: "These as CSV" }).getAttribute("href"))!,
    );
    expect(parse(await csv.text(), { columns: true, bom: true })).toHaveLength(1);
    const xlsx = await prime.request.get(
      (await prime.getByRole("link", { name: "These as a spreadsheet" }).getAttribute("href"))!,
    );
    expect((await xlsx.body()).subarray(0, 2).toString()).toBe("PK");

    await prime.goto(address);
    const dossier = prime.getByRole("link", { name: "Dossier (PDF)" });
    const pdf = await prime.request.get((await dossier.getAttribute("href"))!);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

    await prime.getByRole("link", { name: "Value", exact: true }).click();
    await prime.getByLabel("Expected value").fill("a lot");
    await prime.getByLabel("Probability in percent").fill("40");
    await prime.getByRole("button", { name: "Save" }).click();
    await expect(prime.getByRole("alert")).toContainText("cannot be read as an amount");
    await expect(prime.getByLabel("Probability in percent")).toHaveValue("40");
    await check(prime);
    await prime.getByLabel("Expected value").fill(script ? "1.25 crore" : "1.5 crore");
    await prime.getByLabel("Currency").selectOption("EUR");
    await prime.getByRole("button", { name: "Save" }).click();
    await expect(prime.getByText("Saved.")).toBeVisible();
    await expect(prime.getByRole("listitem").filter({ hasText: "with 40%" }).first()).toContainText("€");

    await prime.getByRole("link", { name: "pipeline", exact: true }).click();
    await expect(prime.getByRole("img", { name: /^By state/ })).toBeVisible();
    await expect(prime.getByText(/^1 EUR = ₹/)).toBeVisible();
    await check(prime);
    await prime.getByLabel("Received in the last").selectOption("3");
    await prime.getByRole("button", { name: "Show" }).click();
    await expect(prime).toHaveURL(/months=3/);
  });
}

test("on a phone requirements stand below each other and nothing is cut off", async ({ browser }) => {
  const prime = await signedIn(browser, "prime", true);
  const { reference } = await receivedInterest(prime);
  await prime.setViewportSize({ width: 320, height: 700 });
  for (const address of [`/desk/opportunities/${reference}/applicants`, "/desk/pipeline"]) {
    await prime.goto(address);
    const width = await prime.evaluate(() => document.documentElement.scrollWidth);
    expect(width, address).toBeLessThanOrEqual(320);
  }
});
