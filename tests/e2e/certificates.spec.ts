import { expect, test } from "@playwright/test";
import { certificatePdf } from "#tests/factories/certificate-pdf.ts";
import { expectAccessible, signedIn } from "#tests/e2e/demo.ts";

const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

for (const script of [true, false]) {
  test(`a certificate is handed in, refused with a reason, handed in again and verified, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    test.slow();
    const check = script ? expectAccessible : () => Promise.resolve();
    const number = `DF-${script ? 1 : 2}`;
    const pdf = await certificatePdf(["ISO 27001", `Number ${number}`]);
    const [msme, moderator] = [
      await signedIn(browser, "msme", script),
      await signedIn(browser, "moderator", script),
    ];

    await msme.goto("/desk/certificates/new?standard=iso-27001");
    await msme.getByLabel("Number").fill(number);
    await msme.getByLabel("Certification body").fill("Sahyadri Certification");
    await msme.getByLabel("Counts from").fill(date(-30));
    await msme.getByLabel("Counts until").fill(date(900));
    await msme.getByRole("button", { name: "Add the certificate" }).click();
    await msme.waitForURL("**/desk/certificates/*?done=added");
    await expect(msme.locator("h1 + div")).toContainText("Declared, without evidence");

    const file = msme.getByLabel("The certificate as a file");
    await file.setInputFiles({
      name: "words.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("only words"),
    });
    await msme.getByRole("button", { name: "Attach the file" }).click();
    await expect(msme.getByRole("alert")).toContainText("PDF");
    await check(msme);
    await file.setInputFiles({ name: "scan.pdf", mimeType: "application/pdf", buffer: pdf });
    await msme.getByRole("button", { name: "Attach the file" }).click();
    await expect(msme.getByText("The file is attached.")).toBeVisible();
    await check(msme);

    await moderator.goto("/moderation");
    await moderator
      .getByRole("navigation", { name: "Moderation" })
      .getByRole("link", { name: /Certificates/ })
      .click();
    await expect(moderator.getByRole("heading", { level: 1 })).toHaveText("Certificates");
    await check(moderator);
    await moderator.getByRole("row", { name: number }).getByRole("link", { name: /ISO/ }).click();
    await expect(moderator.getByRole("region", { name: "What is claimed" })).toContainText(number);
    await expect(moderator.getByTitle("scan.pdf")).toBeVisible();
    await check(moderator);
    await moderator.getByText("Do not accept…").click();
    await moderator.getByRole("button", { name: "Do not accept" }).click();
    await expect(moderator.getByRole("alert")).toContainText("Choose a reason");
    await moderator.getByLabel("Pages are missing").check();
    await moderator.getByLabel("In your own words").fill("Send page two as well.");
    await moderator.getByRole("button", { name: "Do not accept" }).click();
    await expect(moderator.getByText("The certificate is not accepted.")).toBeVisible();

    await msme.reload();
    await expect(msme.getByText("It was not accepted and does not count")).toBeVisible();
    await expect(msme.getByText("Send page two as well.").first()).toBeVisible();
    await expect(msme.getByRole("region", { name: "Who opened the evidence" })).toContainText("moderator");
    await check(msme);
    await msme
      .getByLabel("Another file")
      .setInputFiles({ name: "both pages.pdf", mimeType: "application/pdf", buffer: pdf });
    await msme.getByLabel("It replaces the files that are there").check();
    await msme.getByRole("button", { name: "Attach the file" }).click();
    await expect(msme.getByText("1 earlier file")).toBeVisible();

    await moderator.goto("/moderation/certificates");
    await moderator.getByRole("row", { name: number }).getByRole("link", { name: /ISO/ }).click();
    await moderator.getByRole("button", { name: /^Verify/ }).click();
    await expect(moderator.getByText("The certificate is verified.")).toBeVisible();

    await msme.goto("/desk/certificates");
    const row = msme.getByRole("row", { name: number });
    await expect(row).toContainText("Verified on");
    await check(msme);
    await row.getByRole("link").click();
    await msme.getByRole("link", { name: "Change it" }).click();
    await expect(msme.getByText("This certificate is verified.")).toBeVisible();
    await check(msme);
    await msme.goBack();
    await msme.getByText("Remove it…").click();
    await msme.getByRole("button", { name: "Remove the certificate" }).click();
    await msme.waitForURL("**/desk/certificates?done=removed");
  });
}

test("the register says in words what ends soon and what has ended, at 320 pixels too", async ({
  browser,
}) => {
  const page = await signedIn(browser, "msme", true);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/desk/certificates");
  await expect(page.getByRole("row", { name: /ISO 45001/ })).toContainText(/2[3-6] days left/);
  await expect(page.getByRole("row", { name: /AS9100D/ })).toContainText("Ended on");
  await expect(page.getByRole("row", { name: /ZED/i })).toContainText("Not accepted");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});
