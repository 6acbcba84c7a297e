import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible, signedIn } from "#tests/e2e/demo.ts";

const TEXT = "Nothing that is shown here is passed on to anybody. ".repeat(6);

/** Sends an EoI of the demo's partner for an opportunity of the demo's prime; the last to close, as others take the first. */
async function sendInterest(partner: Page): Promise<{ reference: string; path: string }> {
  const answer = await partner.request.get(
    "/api/v1/opportunities?organisation=tavanika-laboratory&release=anyone&sort=closing",
  );
  const { data } = (await answer.json()) as { data: { reference: string }[] };
  const send = partner.getByRole("button", { name: "Send the expression of interest" });
  for (const { reference } of data.reverse()) {
    await partner.goto(`/opportunities/${reference}/interest`);
    if (!(await send.isVisible())) continue;
    await partner.getByLabel("Message").fill("We would make it on our five-axis line.");
    await partner.getByLabel("Capability statement").fill("Two five-axis mills.");
    await partner.getByLabel("Whom to talk to").fill("Head of production");
    await send.click();
    await partner.waitForURL(/\/desk\/interests\/[0-9a-f-]{36}/);
    return { reference, path: new URL(partner.url()).pathname };
  }
  throw new Error("the demo has no opportunity left to answer");
}

/** A PDF that a browser made: one page, as it is typical for what people attach. */
async function makePdf(browser: Browser): Promise<Buffer> {
  const page = await (await browser.newContext()).newPage();
  await page.setContent("<h1>Confidential drawing</h1>");
  return page.pdf();
}

for (const script of [true, false]) {
  test(`both sides sign an NDA and a document opens and closes, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const check = script ? expectAccessible : () => Promise.resolve();
    const partner = await signedIn(browser, "partner", script);
    const prime = await signedIn(browser, "prime", script);
    const { reference, path } = await sendInterest(partner);

    await prime.goto(`/desk/opportunities/${reference}/edit/documents`);
    await prime.getByRole("radio", { name: /After NDA/ }).check();
    await prime
      .locator("[name=file]")
      .setInputFiles({ name: "drawing.pdf", mimeType: "application/pdf", buffer: await makePdf(browser) });
    await prime.getByRole("button", { name: "Attach the file" }).click();
    await expect(prime.getByRole("link", { name: "drawing.pdf" })).toBeVisible();

    await prime.goto("/desk/organisation/nda");
    await check(prime);
    await prime.getByLabel("Text").fill("Too short.");
    await prime.getByRole("button", { name: /^Publish/ }).click();
    await expect(prime.getByRole("alert")).toContainText("at least 200 characters");
    await prime.getByLabel("Text").fill(`## Duty\n\n${TEXT}${Date.now()}`);
    await prime.getByRole("button", { name: "Preview" }).click();
    await expect(prime.getByRole("heading", { name: "Duty" })).toBeVisible();
    await prime.getByRole("button", { name: /^Publish/ }).click();
    await expect(prime.getByRole("status").first()).toContainText("is published");

    await prime.goto(path);
    await prime.getByRole("button", { name: "Shortlist" }).click();
    await prime.getByRole("navigation", { name: "Expression of interest" }).getByText("NDA").click();
    await prime.waitForURL(`**${path}/nda`);
    await check(prime);
    await prime.getByRole("button", { name: /^Invite/ }).dblclick();
    await expect(prime.getByText("Invited", { exact: true }).first()).toBeVisible();

    await partner.goto(`${path}/nda`);
    await expect(partner.getByRole("heading", { name: "Duty" })).toBeVisible();
    await check(partner);
    await partner.getByLabel("Your full name").fill("Elise");
    await partner.getByRole("button", { name: "Accept the agreement" }).click();
    await expect(partner.getByRole("alert")).toContainText("first name and family name");
    await expect(partner.getByRole("alert")).toContainText("Tick that you have read");
    await expect(partner.getByLabel("Your full name")).toHaveValue("Elise");
    await check(partner);
    await partner.getByLabel("Your full name").fill("Elise Tanguy");
    await partner.getByLabel(/^Your role/).fill("Head of cooperation");
    await partner.getByRole("checkbox").check();
    await partner.getByRole("button", { name: "Accept the agreement" }).click();
    await expect(partner.getByText("Signed. The poster countersigns next")).toBeVisible();

    await partner.goto(`/opportunities/${reference}`);
    await expect(partner.getByRole("link", { name: "drawing.pdf", exact: true })).toHaveCount(0);

    await prime.goto(`${path}/nda`);
    await prime.getByLabel("Your full name").fill("Meera Iyer");
    await prime.getByRole("button", { name: "Countersign", exact: true }).click();
    await expect(prime.getByText("In force", { exact: true }).first()).toBeVisible();
    await check(prime);

    await partner.goto(`${path}/nda`);
    const signed = partner.getByRole("link", { name: "Download the signed agreement (PDF)" }).first();
    const copy = await partner.request.get((await signed.getAttribute("href"))!);
    expect((await copy.body()).subarray(0, 5).toString()).toBe("%PDF-");
    await partner.goto(`/opportunities/${reference}`);
    const link = partner.getByRole("link", { name: "drawing.pdf", exact: true });
    const opened = await partner.request.get((await link.getAttribute("href"))!);
    expect(opened.url()).toMatch(/[?&]key=/);
    expect(opened.headers()["content-type"]).toBe("application/pdf");
    expect((await prime.request.get(opened.url())).status()).toBe(404);

    await prime.goto(`/desk/opportunities/${reference}/readers`);
    await expect(prime.getByRole("row", { name: /drawing\.pdf.*Downloaded under NDA/ })).toBeVisible();
    await check(prime);
    await prime.getByRole("button", { name: /^Close the documents to/ }).click();
    await expect(prime.getByText("links already given included")).toBeVisible();
    expect((await partner.request.get(opened.url())).status()).toBe(404);

    const moderator = await signedIn(browser, "moderator", script);
    await moderator.goto(`/moderation/document-accesses?document=${reference}`);
    await expect(moderator.getByRole("row", { name: /drawing\.pdf/ })).toBeVisible();
    await check(moderator);

    await prime.goto(`${path}/nda`);
    await prime.getByText("Revoke the agreement…").click();
    await prime.getByLabel("Why?").fill("The test of this journey is over.");
    await prime.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(prime.getByText("Your confidential documents are closed").first()).toBeVisible();
  });
}
