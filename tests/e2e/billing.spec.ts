import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Browser, type Page } from "@playwright/test";

const PASSWORD = "sanyog-demo-2026";

async function signedIn(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await page.goto("/login");
  await page.locator("[name=email]").fill("prime@sanyog.example");
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** A published opportunity of the demo's prime; each run takes its own. */
async function published(page: Page, place: number): Promise<string> {
  const answer = await page.request.get("/api/v1/opportunities?organisation=tavanika-laboratory&sort=newest");
  const { data } = (await answer.json()) as { data: { reference: string }[] };
  return data[place]!.reference;
}

async function fillInDetails(page: Page): Promise<void> {
  await page.getByLabel("Legal name").fill("Tavanika Laboratory");
  await page.getByLabel("Address").fill("12 Laboratory Road, Pune 411001");
  await page.getByLabel("Country").selectOption("IN");
  await page.getByLabel("State in India").selectOption("27");
  await page.getByLabel("E-mail for receipts").fill("accounts@tavanika.example");
}

const state = (page: Page) => page.getByRole("status").first();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** From the opportunity's page to the payment page, by way of the billing details when they are not there yet. */
async function toPayment(page: Page, reference: string, plan: RegExp): Promise<void> {
  await page.goto(`/desk/opportunities/${reference}`);
  await page.getByRole("link", { name: /^Feature this/ }).click();
  await expect(page.getByRole("heading", { name: "Feature this opportunity" })).toBeVisible();
  const details = page.getByRole("link", { name: "Fill in billing details" });
  if (await details.isVisible()) {
    await details.click();
    await page.waitForURL(/\/desk\/billing/);
    await fillInDetails(page);
    await press(page, "Save and go back");
    await page.waitForURL(/\/feature$/);
  }
  await page.getByRole("radio", { name: plan }).check();
  await press(page, "Go on to payment");
  await page.waitForURL(/\/sandbox\/pay\//);
}

for (const script of [true, false]) {
  const check = script ? expectAccessible : () => Promise.resolve();

  test(`a prime buys, is declined, leaves and pays slowly, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const page = await signedIn(browser, script);
    const reference = await published(page, script ? 0 : 1);

    await toPayment(page, reference, /^60 days/);
    await expect(page.getByText("Sandbox: no money moves.")).toBeVisible();
    await check(page);
    await press(page, "Have the card declined");
    await expect(page.getByText("The card was declined.")).toBeVisible();
    await press(page, "Leave without paying");
    await page.waitForURL(/\/desk\/billing\/purchases\//);
    await expect(state(page)).toContainText("Not paid yet");
    await check(page);
    await press(page, "Go on to payment");
    await page.waitForURL(/\/sandbox\/pay\//);
    await press(page, "Pay");
    await page.waitForURL(/\/desk\/billing\/purchases\/.*back=paid/);
    await expect(state(page)).toContainText("Paid.");
    await expect(state(page)).toContainText("Featured until");
    await expect(page.getByText("60 days, paid")).toBeVisible();
    await check(page);
    await page.goBack();
    await page.goForward();
    await expect(page.getByText("60 days, paid")).toHaveCount(1);

    await toPayment(page, reference, /^30 days/);
    await press(page, "Pay by a slow method");
    await expect(state(page)).toContainText("Payment on its way");
    await check(page);
    await page.getByRole("link", { name: /Let the money arrive or fail/ }).click();
    await press(page, "Let the payment fail");
    await page.waitForURL(/\/desk\/billing\/purchases\/.*back=paid/);
    await page.goto("/desk/billing");
    await page.getByRole("link", { name: "Featured listing for 30 days" }).first().click();
    await expect(state(page)).toContainText("Payment failed");
    await page.getByRole("link", { name: "Order again" }).click();
    await expect(page.getByText("What you buy now is added to it.")).toBeVisible();
    await check(page);

    await page.goto("/desk/billing");
    await press(page, "Buy 10 listings");
    await page.waitForURL(/\/sandbox\/pay\//);
    await press(page, "Pay");
    await expect(page.getByText("10 listings bought")).toBeVisible();
    await page.goto(`/desk/opportunities/${reference}/feature`);
    await press(page, "Use one credit");
    await page.waitForURL(/\/desk\/billing\/purchases\//);
    await expect(state(page)).toContainText("Paid by credit");
    await page.goto("/desk/billing");
    await check(page);
    await expect(page.getByRole("row", { name: /Featured listing for 60 days/ }).first()).toContainText(
      "Paid",
    );
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("purchases.csv");
  });
}

test("what is wrong with the billing details stands beside its field, and nothing typed is lost", async ({
  browser,
}) => {
  const page = await signedIn(browser, false);
  await page.goto("/desk/billing#details");
  await fillInDetails(page);
  await page.getByLabel("GSTIN").fill("29AAGCB7383J1Z4");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("alert")).toContainText("belongs to another state");
  await expect(page.getByLabel("GSTIN")).toHaveValue("29AAGCB7383J1Z4");
  await expect(page.getByLabel("Address")).toHaveValue("12 Laboratory Road, Pune 411001");
});
