import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

// On the demo's data; each test saves searches of its own.

const PASSWORD = "sanyog-demo-2026";

async function signIn(page: Page, email: string) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

const news = (page: Page) => page.getByRole("main").getByRole("status").first();

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader saves a search, comes by the sign-in, changes it, pauses it and deletes it", async ({
    page,
  }) => {
    await page.goto("/opportunities?q=antenna&kind=technology_transfer");
    await page.getByRole("link", { name: "Save this search" }).click();
    await expect(page).toHaveURL(/\/login\?next=/);
    await signIn(page, "msme@sanyog.example");
    await expect(page).toHaveURL(/\/desk\/searches\/new\?q=antenna&kind=technology_transfer$/);
    await expect(
      page.getByRole("heading", { name: /^In the last 30 days this would have brought \d+/ }),
    ).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue("antenna, Technology transfer (ToT)");
    await page.getByLabel("Name").fill("");
    await page.getByRole("button", { name: "Save the search" }).click();
    await expect(page.getByRole("alert")).toContainText("Write a name");
    await page.getByLabel("Name").fill("Antennas to make");
    await page.getByLabel("Weekly").check();
    await page.getByRole("button", { name: "Save the search" }).click();
    await expect(news(page)).toHaveText("The search is saved. From now on we look for you.");
    const row = page.getByRole("listitem").filter({ hasText: /Antennas/ });
    await expect(row).toContainText("Weekly · no mail yet");
    await row.getByText(/^Change or delete/).click();
    await row.getByLabel("Name").fill("Antennas for ships");
    await row.getByLabel("Mail me").selectOption("No mail");
    await row.getByRole("button", { name: "Keep the change" }).click();
    await expect(row).toContainText("Antennas for ships");
    await expect(row).toContainText("No mail ·");
    await row.getByRole("button", { name: /^Pause/ }).click();
    await expect(row.getByText("Paused", { exact: true })).toBeVisible();
    await row.getByRole("button", { name: /^Resume/ }).click();
    await expect(news(page)).toHaveText("New matches come by mail again, from now on.");
    await row.getByRole("link", { name: "Antennas for ships" }).click();
    await expect(page).toHaveURL(/\/opportunities\?q=antenna&kind=technology_transfer&sort=newest$/);
    await page.goto("/desk/searches");
    await row.getByText(/^Change or delete/).click();
    await row.getByRole("button", { name: /^Delete this search/ }).click();
    await expect(row).toHaveCount(0);
  });
});

test("a publication comes by mail within seconds, and one click there stops the next", async ({
  page,
  browser,
}) => {
  test.slow();
  await page.goto("/desk/searches/new?q=aquaplane");
  await signIn(page, "partner@sanyog.example");
  await page.getByLabel("Name").fill("Gliders on water");
  await page.getByLabel("At once").check();
  await page.getByRole("button", { name: "Save the search" }).click();
  await expect(news(page)).toContainText("saved");

  const prime = await (await browser.newContext()).newPage();
  await prime.goto("/login?next=/desk/opportunities");
  await signIn(prime, "prime@sanyog.example");
  const row = prime.getByRole("main").getByRole("row").filter({ hasText: "Published" }).first();
  await row.getByRole("link").first().click();
  await prime.getByRole("link", { name: /^Edit/ }).first().click();
  await prime.waitForURL(/\/edit\//);
  const edit = prime.url();
  const title = await prime.getByLabel("Title").inputValue();
  await prime.getByLabel("Title").fill("Aquaplane hull of glass fibre");
  await prime.getByRole("button", { name: /^Save/ }).first().click();

  await expect(async () => {
    await page.goto("/demo/mail");
    await expect(page.getByRole("link", { name: "New: Aquaplane hull of glass fibre" })).toBeVisible({
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });
  await page.getByRole("link", { name: "New: Aquaplane hull of glass fibre" }).first().click();
  const wayOut = page.getByRole("link", { name: /\/alerts\/unsubscribe\// });
  const path = new URL((await wayOut.getAttribute("href"))!, page.url()).pathname;

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(path);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(
    "Stop the mails of this saved search?",
  );
  await expectNoViolations(stranger);
  await page.goto("/desk/searches");
  await expect(page.getByText("Paused", { exact: true })).toHaveCount(0);
  const answer = await stranger.request.post(path, {
    headers: { Origin: "https://mail.example", "Sec-Fetch-Site": "cross-site" },
    form: { "List-Unsubscribe": "One-Click" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(200);
  await stranger.reload();
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("No more mails of this saved search");
  await page.reload();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await prime.goto(edit);
  await prime.getByLabel("Title").fill(title);
  await prime.getByRole("button", { name: /^Save/ }).first().click();
  await prime.waitForURL((url) => url.href !== edit);
});

test("every search has a feed that browsers read as XML", async ({ page }) => {
  await page.goto("/opportunities?q=radar&kind=collaboration_call");
  const href = await page.locator('link[rel="alternate"][type="application/atom+xml"]').getAttribute("href");
  expect(new URL(href!).pathname + new URL(href!).search).toBe(
    "/opportunities.atom?q=radar&kind=collaboration_call",
  );
  const read = await page.evaluate(
    async (address) => {
      const answer = await fetch(address);
      const document = new DOMParser().parseFromString(await answer.text(), "application/xml");
      const atom = "http://www.w3.org/2005/Atom";
      return {
        type: answer.headers.get("Content-Type"),
        errors: document.querySelectorAll("parsererror").length,
        root: [document.documentElement.localName, document.documentElement.namespaceURI],
        entries: [...document.getElementsByTagNameNS(atom, "entry")].map(
          (entry) =>
            ["id", "title", "updated", "summary"].filter(
              (name) => entry.getElementsByTagNameNS(atom, name)[0]?.textContent,
            ).length,
        ),
      };
    },
    new URL(href!).pathname + new URL(href!).search,
  );
  expect(read).toMatchObject({
    type: "application/atom+xml; charset=utf-8",
    errors: 0,
    root: ["feed", "http://www.w3.org/2005/Atom"],
  });
  expect(read.entries.length).toBeGreaterThan(0);
  expect(new Set(read.entries)).toEqual(new Set([4]));
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the pages of saved searches have no violations, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`/desk/searches/new?q=valve${colorScheme}`);
    await signIn(page, "msme@sanyog.example");
    await expectNoViolations(page);
    await page.getByRole("button", { name: "Save the search" }).click();
    await expect(news(page)).toContainText("saved");
    const row = page.getByRole("listitem").filter({ hasText: `valve${colorScheme}` });
    await row.getByText(/^Change or delete/).click();
    await expectNoViolations(page);
    await row.getByRole("button", { name: /^Delete this search/ }).click();
    await expect(row).toHaveCount(0);
    await page.goto("/opportunities?q=radar");
    await expectNoViolations(page);
  });
