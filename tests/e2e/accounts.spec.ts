import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { expectAccessible } from "#tests/e2e/demo.ts";

const PASSWORD = "seven grey cranes over the weir";
const NEW_PASSWORD = "nine quiet otters by the mill";

const freshAddress = (who: string) =>
  `${who}-${Date.now()}-${Math.floor(Math.random() * 1e6)}@kaveri.example`;

/** Opens the newest message to an address in the demo's mailbox and follows its link. */
async function followMail(page: Page, subject: string, address: string): Promise<void> {
  const message = page
    .getByRole("listitem")
    .filter({ hasText: address })
    .getByRole("link", { name: subject });
  await expect(async () => {
    await page.goto("/demo/mail");
    await expect(message.first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await message.first().click();
  await page.getByRole("main").getByRole("link", { name: /^http/ }).first().click();
}

async function enter(page: Page, address: string, password: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail address").fill(address);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

async function signUp(page: Page, address: string): Promise<void> {
  await page.goto("/signup");
  await page.getByLabel("Your name").fill("Meera Nair");
  await page.getByLabel("E-mail address").fill(address);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel("Name of the organisation").fill("Kaveri Tools");
  await page.getByRole("radio", { name: /^MSME/ }).check();
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
}

for (const script of [true, false]) {
  const how = script ? "with script" : "without script";
  let context: BrowserContext;
  let page: Page;
  const check = () => (script ? expectAccessible(page) : Promise.resolve());

  test.describe(how, () => {
    test.beforeEach(async ({ browser }) => {
      context = await browser.newContext({ javaScriptEnabled: script });
      page = await context.newPage();
    });
    test.afterEach(() => context.close());

    test("a person joins, confirms the address, signs in and out", async () => {
      const address = freshAddress("meera");
      await page.goto("/signup");
      await check();
      await page.getByLabel("Your name").fill("Meera Nair");
      await page.getByLabel("Password").fill("too short");
      await page.getByRole("radio", { name: /^Company outside India/ }).check();
      await page.getByRole("button", { name: "Create the account" }).click();
      const summary = page.getByRole("alert");
      await expect(summary).toContainText("Use at least 12 characters");
      await expect(summary).toContainText("Choose the country");
      await expect(page.getByLabel("Your name")).toHaveValue("Meera Nair");
      if (!script) await expect(page.getByLabel("Password")).toHaveValue("");
      await expect(page.getByRole("radio", { name: /^Company outside India/ })).toBeChecked();
      await check();

      await signUp(page, address);
      await check();
      await followMail(page, "Confirm your e-mail address", address);
      await check();
      await page.getByRole("button", { name: `Confirm ${address}` }).click();
      await expect(page.getByText("Your e-mail address is confirmed")).toBeVisible();

      await enter(page, address, "not the right password");
      await expect(page.getByRole("alert")).toContainText("The e-mail address or the password is not right");
      await expect(page.getByLabel("E-mail address")).toHaveValue(address);
      await check();
      await enter(page, address, PASSWORD);
      await page.waitForURL(/\/desk/);
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
      await page.goto("/desk/account");
      await expect(page).toHaveURL(/\/login\?next=%2Fdesk%2Faccount/);
    });

    test("a forgotten password is set anew by the link", async () => {
      const address = freshAddress("asha");
      await signUp(page, address);
      await page.goto("/forgot-password");
      await check();
      await page.getByLabel("E-mail address").fill(address);
      await page.getByRole("button", { name: "Send the link" }).click();
      await expect(page.getByText("If the address has an account")).toBeVisible();
      await followMail(page, "Set a new password", address);
      await check();
      const link = page.url();
      await page.getByLabel("New password").fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Set the password" }).click();
      await expect(page.getByText("Your new password is set")).toBeVisible();
      await page.goto(link);
      await expect(page.getByRole("heading", { name: "This link works no longer" })).toBeVisible();
      await check();
      await enter(page, address, NEW_PASSWORD);
      await page.waitForURL(/\/desk/);
    });

    test("an owner edits the profile and invites a colleague, who joins and changes the password", async ({
      browser,
    }) => {
      test.slow();
      const [owner, colleague] = [freshAddress("owner"), freshAddress("colleague")];
      await signUp(page, owner);
      await enter(page, owner, PASSWORD);
      await page.waitForURL(/\/desk/);

      await page.goto("/desk/organisation");
      await check();
      await page.getByRole("link", { name: "Edit about" }).click();
      await page.getByLabel("City").fill("Mysuru");
      await page.getByLabel("Website").fill("no address");
      await page.getByLabel("Aerospace").check();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("alert")).toContainText("web address");
      await expect(page.getByLabel("City")).toHaveValue("Mysuru");
      await expect(page.getByLabel("Aerospace")).toBeChecked();
      await page.getByLabel("Website").fill("www.kaveri.example");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Saved. It counts from now on.")).toBeVisible();
      await expect(page.getByText("Mysuru")).toBeVisible();

      await page.goto("/desk/organisation/members");
      await page.getByLabel("E-mail address").fill(colleague);
      await page.getByRole("button", { name: "Send the invitation" }).click();
      await expect(page.getByText("The invitation is on its way.")).toBeVisible();
      await check();

      const theirs = await (await browser.newContext({ javaScriptEnabled: script })).newPage();
      await followMail(theirs, "invites you to Kaveri Tools", colleague);
      if (script) await expectAccessible(theirs);
      await theirs.getByLabel("Your name").fill("Ravi Rao");
      await theirs.getByLabel("Password").fill(PASSWORD);
      await theirs.getByRole("button", { name: "Join Kaveri Tools" }).click();
      await theirs.waitForURL(/\/desk/);
      await theirs.goto("/desk/account");
      if (script) await expectAccessible(theirs);
      await theirs.getByLabel("Present password").fill(PASSWORD);
      await theirs.getByLabel("New password").fill(NEW_PASSWORD);
      await theirs.getByRole("button", { name: "Change the password" }).click();
      await expect(theirs.getByText("Your password is changed")).toBeVisible();

      await page.reload();
      await page.getByLabel("Role of Ravi Rao").selectOption("viewer");
      await page.getByRole("button", { name: "Change the role of Ravi Rao" }).click();
      await expect(page.getByText("The role is changed")).toBeVisible();
      await theirs.goto("/desk/organisation");
      await expect(theirs.getByText("You read as a viewer")).toBeVisible();
      await page.getByRole("button", { name: "Leave Kaveri Tools" }).click();
      await expect(page.getByRole("alert")).toContainText("An organisation needs an owner");
      await page.getByRole("button", { name: "Remove Ravi Rao" }).click();
      await expect(page.getByText("The person is not a member any more")).toBeVisible();
      await theirs.context().close();
    });
  });
}
