import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, signedIn } from "#tests/e2e/demo.ts";

/**
 * A published opportunity of the demo's prime that the MSME has not answered, as the public API tells them;
 * the first to close, because other tests publish new ones and take them away.
 */
async function unansweredOpportunity(msme: Page): Promise<string> {
  const answer = await msme.request.get(
    "/api/v1/opportunities?organisation=tavanika-laboratory&release=anyone&sort=closing",
  );
  const { data } = (await answer.json()) as { data: { reference: string }[] };
  for (const { reference } of data) {
    await msme.goto(`/opportunities/${reference}/interest`);
    if (await msme.getByRole("button", { name: "Send the expression of interest" }).isVisible())
      return reference;
  }
  throw new Error("the demo has no opportunity left to answer");
}

for (const script of [true, false]) {
  test(`an MSME expresses interest and the prime answers, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.slow();
    const msme = await signedIn(browser, "msme", script);
    const reference = await unansweredOpportunity(msme);
    const check = script ? expectAccessible : () => Promise.resolve();
    await check(msme);

    await msme.getByLabel("Message").fill("We would make it on our five-axis line.");
    await msme.getByRole("button", { name: "Send the expression of interest" }).click();
    await expect(msme.getByRole("alert")).toContainText("Write what your organisation can do");
    await expect(msme.getByLabel("Message")).toHaveValue("We would make it on our five-axis line.");
    await check(msme);

    await msme.getByRole("button", { name: "Save draft" }).click();
    await expect(msme.getByText("Draft saved")).toBeVisible();
    await msme.goto(`/opportunities/${reference}/interest`);
    await expect(msme.getByLabel("Message")).toHaveValue("We would make it on our five-axis line.");
    await msme.getByLabel("Capability statement").fill("Two five-axis mills.\nA measuring room.");
    await msme.getByLabel("Whom to talk to").fill("Head of production");
    await msme.getByRole("button", { name: "Send the expression of interest" }).dblclick();
    await msme.waitForURL(/\/desk\/interests\/[0-9a-f-]{36}/);
    await expect(msme.getByText("Sent to Tavanika")).toBeVisible();
    await check(msme);
    const path = new URL(msme.url()).pathname;

    const prime = await signedIn(browser, "prime", script);
    await prime.goto("/desk");
    await expect(prime.getByRole("region", { name: "Waiting for your first answer" })).toContainText(
      reference,
    );
    await check(prime);
    await prime.goto(`/desk/interests?opportunity=${reference}&state=submitted`);
    await check(prime);
    await prime.getByRole("link", { name: "Purvaksha Precision Components" }).click();
    await prime.waitForURL(`**${path}`);
    await expect(prime.getByText("A measuring room.")).toBeVisible();
    await prime.getByLabel("A note to the applicant").fill("Please send two reference drawings.");
    await prime.getByRole("button", { name: "Shortlist" }).click();
    await expect(prime.getByRole("button", { name: "Invite to NDA" })).toBeVisible();
    await check(prime);

    await prime.getByText("Decline…").click();
    await prime.getByRole("button", { name: "Decline for good" }).click();
    await expect(prime.getByRole("alert")).toContainText("Choose a reason");
    await prime.getByLabel("No more partners sought").check();
    await prime.getByLabel("In your own words").fill("Ask again next year.");
    await check(prime);
    await prime.getByRole("button", { name: "Decline for good" }).click();
    await expect(prime.getByText("Why Tavanika Materials and Propulsion Laboratory declined")).toBeVisible();

    await msme.goto(path);
    await expect(msme.getByText("Please send two reference drawings.")).toBeVisible();
    await expect(msme.getByText("Ask again next year.").first()).toBeVisible();
    await expect(msme.getByText("Withdraw…")).toHaveCount(0);
    await check(msme);
    await msme.context().close();
    await prime.context().close();
  });
}

test("who may not express interest reads why and what to do", async ({ page, browser }) => {
  const prime = await signedIn(browser, "prime", true);
  await prime.goto("/desk/interests");
  const reference = await prime
    .locator("main")
    .getByText(/SY-\d{4}-\d{6}/)
    .first()
    .innerText();
  await prime.goto(`/opportunities/${reference}/interest`);
  await expect(prime.getByText("an opportunity of your own organisation")).toBeVisible();
  await expect(prime.getByRole("button", { name: "Send the expression of interest" })).toHaveCount(0);
  await page.goto(`/opportunities/${reference}/interest`);
  await expect(page.locator("main").getByRole("link", { name: "Sign in" })).toHaveAttribute(
    "href",
    `/login?next=%2Fopportunities%2F${reference}%2Finterest`,
  );
  await expectAccessible(page);
  await prime.context().close();
});

test("a draft saves itself, and a colleague's text is never overwritten unseen", async ({ browser }) => {
  const one = await signedIn(browser, "msme", true);
  const reference = await unansweredOpportunity(one);
  const other = await signedIn(browser, "msme", true);
  for (const page of [one, other]) await page.goto(`/opportunities/${reference}/interest`);
  await one.getByLabel("Message").fill("Typed in the first browser.");
  await expect(one.getByText(/^Draft saved \d/)).toBeVisible();
  await other.getByLabel("Message").fill("Typed in the second browser.");
  await expect(other.getByText("Not saved yet: a colleague saved or sent another text")).toBeVisible();
  await other.getByRole("button", { name: "Save draft" }).click();
  await expect(other.getByText("Typed in the first browser.")).toBeVisible();
  await expect(other.getByLabel("Message")).toHaveValue("Typed in the second browser.");
  await expectAccessible(other);
  await other.getByRole("button", { name: "Save draft" }).click();
  await expect(other.getByText("Draft saved", { exact: true })).toBeVisible();
  await one.reload();
  await expect(one.getByLabel("Message")).toHaveValue("Typed in the second browser.");
  await one.goto("/desk/interests?side=sent&state=draft");
  await one.getByRole("row").filter({ hasText: reference }).getByRole("link").first().click();
  await one.getByText("Discard…").click();
  await one.getByRole("button", { name: "Discard the draft" }).click();
  await one.waitForURL(/\/desk\/interests$/);
  await one.context().close();
  await other.context().close();
});

/** Sends an EoI of the demo's MSME to the demo's prime. */
async function sendOne(msme: Page): Promise<string> {
  const reference = await unansweredOpportunity(msme);
  await msme.getByLabel("Message").fill("We would make it on our five-axis line.");
  await msme.getByLabel("Capability statement").fill("Two five-axis mills.");
  await msme.getByLabel("Whom to talk to").fill("Head of production");
  await msme.getByRole("button", { name: "Send the expression of interest" }).click();
  await msme.waitForURL(/\/desk\/interests\/[0-9a-f-]{36}/);
  return reference;
}

for (const script of [true, false]) {
  test(`the prime moves cards and decides about several, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.slow();
    const msme = await signedIn(browser, "msme", true);
    const references = [await sendOne(msme), await sendOne(msme)];
    const prime = await signedIn(browser, "prime", script);
    const check = script ? expectAccessible : () => Promise.resolve();
    const column = (name: string) => prime.getByRole("region", { name: new RegExp(`^${name} `) });
    const card = (name: string, reference: string) =>
      column(name).getByRole("listitem").filter({ hasText: reference }).filter({ hasText: "Purvaksha" });

    await prime.goto("/desk/interests?side=received&view=columns");
    await check(prime);
    const first = card("Sent", references[0]!);
    await first.locator("summary").focus();
    await prime.keyboard.press("Enter");
    await first.getByRole("button", { name: "Move to Acknowledged" }).focus();
    await prime.keyboard.press("Enter");
    await expect(prime.getByRole("status").filter({ hasText: "is now “Acknowledged”" })).toBeVisible();
    await expect(card("Acknowledged", references[0]!)).toBeVisible();
    await check(prime);
    if (script) {
      await expect(card("Acknowledged", references[0]!).getByRole("link").first()).toBeFocused();
      await card("Sent", references[1]!).dragTo(column("Shortlisted"));
      await expect(card("Shortlisted", references[1]!)).toBeVisible();
    }

    await prime.goto("/desk/interests?side=received");
    for (const reference of references)
      await prime.getByRole("checkbox", { name: new RegExp(`Purvaksha .*${reference}$`) }).check();
    await check(prime);
    await prime.getByRole("button", { name: "Decline…" }).click();
    await prime.getByLabel("No more partners sought").check();
    await check(prime);
    await prime.getByRole("button", { name: "Decline all 2 for good" }).dblclick();
    await expect(prime.getByText("2 of 2 are now “Declined”")).toBeVisible();
    await check(prime);
    await msme.context().close();
    await prime.context().close();
  });
}
