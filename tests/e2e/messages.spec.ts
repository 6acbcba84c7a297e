import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, signedIn } from "#tests/e2e/demo.ts";

/** The conversation of the demonstration, from the inbox of one of its sides. */
async function openConversation(page: Page, other: string): Promise<string> {
  await page.goto("/desk/messages");
  await page.locator("main").getByRole("link", { name: other, exact: true }).first().click();
  await expect(page.getByRole("heading", { name: `Messages with ${other}` })).toBeVisible();
  return new URL(page.url()).pathname;
}

const PRIME = "Tavanika Materials and Propulsion Laboratory";
const MSME = "Purvaksha Precision Components";

for (const script of [true, false]) {
  test(`two sides write to each other with a file and a question, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.slow();
    const stamp = `${Date.now()}`;
    const [msme, prime] = [await signedIn(browser, "msme", script), await signedIn(browser, "prime", script)];
    const check = script ? expectAccessible : () => Promise.resolve();
    await msme.goto("/desk/messages");
    await check(msme);
    const address = await openConversation(msme, PRIME);
    await check(msme);

    await msme.getByRole("button", { name: "Send", exact: true }).click();
    await expect(msme.getByRole("alert")).toContainText("Write a message, or attach a file.");

    await msme.getByLabel(`Write to ${PRIME}`).fill(`The bridge type, calibrated in May. ${stamp}`);
    await msme
      .getByLabel("Attach a file")
      .setInputFiles({ name: "certificate.txt", mimeType: "text/plain", buffer: Buffer.from("Calibrated.") });
    if (!script) await msme.getByRole("button", { name: "Attach", exact: true }).click();
    await expect(msme.getByRole("button", { name: "Remove certificate.txt" })).toBeVisible();
    await expect(msme.getByLabel(`Write to ${PRIME}`)).toHaveValue(
      `The bridge type, calibrated in May. ${stamp}`,
    );
    await check(msme);

    await prime.goto(address);
    await msme.getByRole("button", { name: "Send", exact: true }).click();
    await expect(msme.getByRole("article").last()).toContainText(stamp);
    await expect(msme.getByLabel(`Write to ${PRIME}`)).toHaveValue("");

    if (script) {
      await prime.getByLabel(`Write to ${MSME}`).fill("Half a sentence");
      await expect(prime.getByRole("article").last()).toContainText(stamp, { timeout: 25_000 });
      await expect(prime.getByLabel(`Write to ${MSME}`)).toHaveValue("Half a sentence");
      await expect(prime.getByLabel(`Write to ${MSME}`)).toBeFocused();
      await expect(prime.getByText(`New message from ${MSME}`)).toBeAttached();
    } else await prime.goto(address);
    const last = prime.getByRole("article").last();
    await expect(last).toContainText(MSME);
    await expect(last).not.toContainText("Ravi");
    const [download] = await Promise.all([
      prime.waitForEvent("download"),
      last.getByRole("link", { name: "certificate.txt" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("certificate.txt");

    await prime.getByLabel(`Write to ${MSME}`).fill(`And by whom? ${stamp}`);
    await prime.getByRole("button", { name: "Send as a question" }).click();
    await expect(prime.getByRole("article").last()).toContainText("Question, not answered yet");
    await msme.goto("/desk");
    await expect(msme.getByText("waits for your answer", { exact: false }).first()).toBeVisible();
    await check(msme);

    await msme.goto(address);
    await msme.getByRole("article").last().getByRole("link", { name: "Report" }).click();
    await msme.getByLabel("Something else").check();
    await msme.getByLabel("In your own words").fill("Only to try it.");
    await check(msme);
    await msme.getByRole("button", { name: "Report this message" }).click();
    await expect(msme.getByText("You have reported this message")).toBeVisible();

    const moderator = await signedIn(browser, "moderator", script);
    await moderator.goto("/moderation/reports");
    await check(moderator);
    await moderator.getByRole("link", { name: PRIME }).first().click();
    await expect(moderator.getByText(`And by whom? ${stamp}`)).toBeVisible();
    await check(moderator);
    await moderator.getByLabel("Remove the message").check();
    await moderator.getByLabel("Reason").fill("To try it.");
    await moderator.getByRole("button", { name: "Decide for good" }).click();
    await expect(moderator.getByText("Whoever reported it gets a mail")).toBeVisible();
    await msme.goto(address);
    await expect(msme.getByRole("article").last()).toContainText("Removed by a moderator on");
    await expect(msme.getByRole("article").last()).not.toContainText("And by whom?");
    for (const page of [msme, prime, moderator]) await page.context().close();
  });
}
