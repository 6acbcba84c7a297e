import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { sendQueuedMail } from "#app/domain/mail/send-queued-mail.server.ts";

const { directory } = config.mail as { directory: string };
const rendered = {
  to: "asha@reader.example",
  key: "once.1",
  subject: "Once",
  paragraphs: ["Only once."],
};
const mail = { template: "password_changed", userId: "00000000-0000-4000-8000-000000000001" } as const;
const send = (jobId: string) => sendQueuedMail(mail, jobId, () => Promise.resolve(rendered));
const mails = () => readdirSync(directory).filter((name) => name.endsWith(".eml"));

it("is in the mail folder once when its job was killed between handing it over and saying so", async () => {
  await send("7");
  expect(mails()).toHaveLength(1);
  await send("7");
  // What a kill before the commit leaves behind: the mail, and no row that says so.
  await db.sentMail.delete({ where: { key: "job-7" } });
  await send("7");
  expect(mails()).toHaveLength(1);
  expect(await db.sentMail.count()).toBe(1);
  await send("17");
  expect(mails()).toHaveLength(2);
});
