import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { afterAll, beforeEach, expect, it } from "vitest";

const PASSWORD = "right-horse";

type Fault = "none" | "login" | "later" | "never" | "cut";
let fault: Fault = "none";
let received: string[] = [];

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

const server = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  onAuth({ password }, _session, done) {
    if (fault === "login" || password !== PASSWORD) return done(refusal(535, "Authentication failed"));
    done(null, { user: "sanyog" });
  },
  onRcptTo(_address, _session, done) {
    if (fault === "later") return done(refusal(451, "Try again later"));
    if (fault === "never") return done(refusal(550, "No such mailbox"));
    done();
  },
  onData(stream, session, done) {
    if (fault === "cut") return cut(session);
    void text(stream).then((message) => {
      received.push(message);
      done();
    });
  },
});

/** The line breaks after the text was sent and before it was accepted. */
function cut(session: SMTPServerSession): void {
  for (const connection of server.connections as Set<{
    session: SMTPServerSession;
    _socket: { destroy(): void };
  }>)
    if (connection.session.id === session.id) connection._socket.destroy();
}

server.on("error", () => undefined);
server.listen(0, "127.0.0.1");
await once(server.server, "listening");
const { port } = server.server.address() as AddressInfo;
process.env.SMTP_URL = `smtp://sanyog:${PASSWORD}@127.0.0.1:${port}`;
process.env.MAIL_FROM = "Sanyog <post@sanyog.example>";
// Only now: the settings are read when the modules are loaded.
const { db } = await import("#app/core/db.server.ts");
const { sendQueuedMail } = await import("#app/domain/mail/send-queued-mail.server.ts");

afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

let jobId = 0;
beforeEach(() => {
  fault = "none";
  received = [];
  jobId += 1;
});

const mail = { template: "reset_password", userId: "00000000-0000-4000-8000-000000000001" } as const;

/** What the worker does at each attempt of the same job. */
const attempt = () =>
  sendQueuedMail(mail, String(jobId), async () => ({
    key: `reset.${jobId}`,
    to: "reader@works.example",
    subject: "Überprüfung: ₹ 5 crore",
    paragraphs: ["Dear Reader", "A line with a dot:\n.\nand more."],
  }));

const isMarkedSent = async () => (await db.sentMail.count({ where: { key: `job-${jobId}` } })) === 1;

it("hands a mail over once, whole, from the sender of the settings", async () => {
  await attempt();
  await attempt();
  expect(received).toHaveLength(1);
  const { from, to, subject, text: body } = await PostalMime.parse(received[0]!);
  expect([from?.address, to?.[0]?.address, subject]).toEqual([
    "post@sanyog.example",
    "reader@works.example",
    "Überprüfung: ₹ 5 crore",
  ]);
  expect(body).toContain("A line with a dot:\n.\nand more.");
  expect(await isMarkedSent()).toBe(true);
});

it.each([
  ["login", /Authentication failed/],
  ["later", /451 Try again later/],
  ["never", /550 No such mailbox/],
  ["cut", /closed|ECONNRESET|socket/i],
] as const)(
  "fails the job when the server says no (%s), and sends it when it is tried again",
  async (kind, reason) => {
    fault = kind;
    await expect(attempt()).rejects.toThrow(reason);
    expect(received).toEqual([]);
    expect(await isMarkedSent()).toBe(false);
    fault = "none";
    await attempt();
    expect(received).toHaveLength(1);
    const { messageId } = await PostalMime.parse(received[0]!);
    expect(messageId).toMatch(new RegExp(`^<reset\\.${jobId}\\.${jobId}@`));
    expect(await isMarkedSent()).toBe(true);
  },
);
