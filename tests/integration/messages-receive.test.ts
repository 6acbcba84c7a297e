import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { issueReplyAddress } from "#app/domain/messages/reply-address.server.ts";
import { databaseUrl } from "#tests/setup/database.ts";
import { makeConversation, texts } from "#tests/integration/messages-world.ts";

/** Runs the command as a mail server does, in a process of its own. */
async function mailReceive(message: string, args: string[] = [], url = databaseUrl) {
  const script = `import("#app/cli/mail-receive.ts").then(({ run }) => run(process.argv.slice(1))).then((status) => process.exit(status))`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", script, "--", ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      DATA_DIR: process.env.DATA_DIR,
      LOG_LEVEL: "silent",
    } as unknown as NodeJS.ProcessEnv,
  });
  child.stdin.on("error", () => undefined).end(message);
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { status: status as number, output, errors };
}

const mail = (from: string, to: string, body: string, head = "") =>
  `From: <${from}>\r\nTo: <${to}>\r\nMessage-ID: <${to}>\r\n${head}Content-Type: text/plain\r\n\r\n${body}\r\n`;

describe("npm run mail:receive", () => {
  it("ends as mail servers expect: delivered, not the member, no such address, nothing in it, try again", async () => {
    const { id, msme, applicant } = await makeConversation();
    const to = await issueReplyAddress({ userId: applicant.userId, organisationId: msme.id, interestId: id });
    const outcomes = await Promise.all([
      mailReceive(mail(applicant.email, to, "By mail.\r\n\r\nOn Monday, Sanyog wrote:\r\n> Hello"), [
        "--recipient",
        to,
        "--sender",
        applicant.email,
      ]),
      mailReceive(mail("else@mail.example", to, "Not me.")),
      mailReceive(mail(applicant.email, `reply+${"a".repeat(40)}@sanyog.example`, "Where?")),
      mailReceive(mail(applicant.email, to, "Away.", "Auto-Submitted: auto-replied\r\n")),
      mailReceive(""),
      mailReceive("x", ["--nonsense"]),
      mailReceive(mail(applicant.email, to, "Later."), [], databaseUrl.replace(/\/[^/]*$/, "/there_is_none")),
    ]);
    expect(outcomes.map(({ status, errors }) => [status, status === 0 ? "" : errors.trim()])).toEqual([
      [0, ""],
      [77, "Answer from the e-mail address of your account, or write on your desk."],
      [67, "This address takes no answers (any more). Write on your desk instead."],
      [0, ""],
      [65, "No message came on standard input."],
      [64, expect.stringContaining("--nonsense")],
      [75, expect.stringContaining("there_is_none")],
    ]);
    expect(await texts(id)).toEqual(["By mail."]);
  }, 110_000);
});
