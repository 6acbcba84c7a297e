import { expect, test, type Page } from "@playwright/test";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import { expectAccessible, signedIn } from "#tests/e2e/demo.ts";

/** The address of the demo's first opportunity that requires a certification, as the public API tells it. */
async function requiring(page: Page, certification: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/opportunities?certification=${certification}&sort=closing`);
  const { data } = (await answer.json()) as { data: { reference: string }[] };
  return `/opportunities/${data[0]!.reference}`;
}

/** A day of the organisation's calendar: in the evening of UTC it is tomorrow in India. */
const date = (days: number) => calendarDateIn("Asia/Kolkata", new Date(Date.now() + days * 86_400_000));

for (const script of [true, false]) {
  test(`a certificate turns a refusal into a match, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.slow();
    const page = await signedIn(browser, "msme", script);
    const check = script ? expectAccessible : () => Promise.resolve();
    const opportunity = await requiring(page, "iso-14001");
    const needs = page.getByRole("region", { name: "What you need" });

    await page.goto(opportunity);
    await expect(needs).toContainText("You do not qualify: ISO 14001:2015 is required");
    await check(page);
    await page.goto(`${opportunity}/interest`);
    await expect(page.getByText("You may still send it")).toBeVisible();
    await check(page);
    await page.goto(opportunity);
    await needs.getByRole("link", { name: "Add yours" }).first().click();

    await expect(page.getByLabel("Standard")).toHaveValue("iso-14001");
    await page.getByLabel("Certification body").fill("Sahyadri Certification");
    await page.getByLabel("Counts from").fill(date(-30));
    await page.getByRole("button", { name: "Add the certificate" }).click();
    await expect(page.getByRole("alert")).toContainText("Enter the number on the certificate");
    await expect(page.getByLabel("Certification body")).toHaveValue("Sahyadri Certification");
    await check(page);
    await page.getByLabel("Number").fill(`E-${script}`);
    await page.getByLabel("Counts until").fill(date(20));
    await page.getByRole("button", { name: "Add the certificate" }).click();

    await page.waitForURL("**/desk/certificates/*?done=added");
    await check(page);
    await page.goto("/desk/certificates");
    const row = page.getByRole("row", { name: /ISO 14001/ });
    await expect(row).toContainText("20 days left");
    await expect(row).toContainText("Declared");
    await expect(page.getByRole("row", { name: /AS9100D/ })).toContainText("Ended on");
    await check(page);

    await page.goto(opportunity);
    await expect(needs).toContainText("ISO 14001:2015 is required: you have it until");
    await expect(needs).toContainText("declared, not verified");
    await expect(needs).not.toContainText("You do not qualify");
    await check(page);

    await page.goto("/desk/certificates");
    await page.getByRole("link", { name: "ISO 14001:2015" }).click();
    await check(page);
    await page.getByText("Remove it…").click();
    await page.getByRole("button", { name: "Remove the certificate" }).click();
    await page.waitForURL("**/desk/certificates?done=removed");
    await expect(page.getByRole("row", { name: /ISO 14001/ })).toHaveCount(0);
  });
}

test("the desk shows what fits the profile and why, and the profile says what it is used for", async ({
  browser,
}) => {
  const page = await signedIn(browser, "msme", true);
  const matches = page.getByRole("region", { name: "Matches for your profile" });
  await expect(matches.getByText("You qualify").first()).toBeVisible();
  await expect(matches.getByText(/^In your sector/).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto("/desk/organisation/edit/size");
  await expect(page.getByLabel("Turnover of the last year")).toHaveValue("₹38,00,00,000");
  await expectAccessible(page);
  await page.goto(await requiring(page, "as9100d"));
  await expect(page.getByRole("region", { name: "What you need" })).toContainText("yours ended on");
});

test("the gap plan leads from a line to what it opens, and from what is missing to who asks", async ({
  browser,
}) => {
  const page = await signedIn(browser, "msme", true);
  await page.goto("/desk/eligibility");
  await expectAccessible(page);
  const plan = page.getByRole("region", { name: "What would open most" });
  const line = plan.getByRole("listitem").filter({ hasText: "AS9100D" });
  await expect(line).toContainText(/ended on .*; renewing it opens \d+ opportunit/);
  const count = Number(/opens (\d+)/.exec(await line.innerText())![1]);
  await line.getByRole("link", { name: /renewing it opens/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("What renewing AS9100D");
  await expect(page.getByText(`${count} open opportunit`)).toBeVisible();
  await expect(page.getByText(/yours ended on/).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto("/desk/organisation");
  await expectAccessible(page);
  const missing = page.getByRole("region", { name: "What is missing" });
  await expect(missing).toContainText(/Say whether you hold an industrial licence: \d+ open/);
  await missing
    .getByRole("link", { name: /See which/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Who asks for an industrial licence");
});

for (const script of [true, false]) {
  test(`a profile is filled in part by part, ${script ? "with" : "without"} script`, async ({ browser }) => {
    test.slow();
    const page = await signedIn(browser, "partner", script);
    const check = script ? expectAccessible : () => Promise.resolve();
    await page.goto("/desk/organisation");
    await check(page);

    await page.getByRole("link", { name: "Edit registration numbers" }).click();
    await page.getByLabel("LEI").fill("000000VALDMOOR00DE22");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("two check digits do not fit");
    await expect(page.getByLabel("LEI")).toHaveValue("000000VALDMOOR00DE22");
    await check(page);
    await page.getByLabel("LEI").fill("000000valdmoor00de21");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("000000VALDMOOR00DE21 (format checked)")).toBeVisible();

    await page.getByRole("link", { name: "Edit plant and test equipment" }).click();
    await page.getByRole("textbox", { name: "What" }).last().fill("Coating plant");
    await page.getByRole("button", { name: "Add a row" }).click();
    await expect(page.getByRole("textbox", { name: "What" }).last()).toHaveValue("");
    await page.getByRole("textbox", { name: "What" }).last().fill("Interferometer");
    await page.getByLabel("How many").last().fill("two");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("whole number");
    await expect(page.getByLabel("How many").last()).toHaveValue("two");
    await check(page);
    await page.getByLabel("How many").last().fill("2");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("2 × Interferometer").first()).toBeVisible();

    await page.getByRole("link", { name: "Edit what others see" }).click();
    await page.getByRole("checkbox", { name: /^Plant and test equipment/ }).check();
    await check(page);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "See what others see" }).click();
    const capability = page.getByRole("region", { name: "Capability" });
    await expect(capability).toContainText("2 × Interferometer");
    await expect(capability).not.toContainText("VALDMOOR00");
    await check(page);
  });
}
