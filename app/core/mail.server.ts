import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import nodemailer, { type SendMailOptions } from "nodemailer";
import { config } from "#app/core/config.server.ts";

export type OutgoingMail = {
  /** Makes the Message-ID, so that a mail sent twice after a crash is recognised as one. */
  key: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where one POST stops mails like this one, without signing in: RFC 8058. */
  unsubscribeUrl?: string;
  /** Where answers go, and the conversation under which mail programs put this mail. */
  answers?: { to: string; thread: string };
};

/** A server that says nothing must not hold up the mails behind it: the job gives up after a minute. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

const transport =
  config.mail.kind === "smtp"
    ? nodemailer.createTransport({ url: config.mail.url, ...PATIENCE })
    : nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" });

function unsubscribeHeaders({ unsubscribeUrl }: OutgoingMail): Record<string, string> {
  if (!unsubscribeUrl) return {};
  return {
    "List-Unsubscribe": `<${unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** A word of ours as RFC 5322 writes identifiers. */
function messageId(key: string): string {
  return `<${key.replace(/[^A-Za-z0-9.-]/g, ".")}@${new URL(config.publicUrl).hostname}>`;
}

/** All mails about a conversation answer one that was never sent: so programs show them together. */
function answerOptions({ answers }: OutgoingMail): SendMailOptions {
  if (!answers) return {};
  const root = messageId(answers.thread);
  return { replyTo: answers.to, inReplyTo: root, references: root };
}

/** Writes a mail into the folder unless it is there: its job may have been killed before it could say so. */
async function putIntoFolder(directory: string, key: string, content: Buffer): Promise<void> {
  await mkdir(directory, { recursive: true });
  const name = key.replace(/[^A-Za-z0-9.-]/g, "_");
  if ((await readdir(directory)).some((each) => each.endsWith(`-${name}.eml`))) return;
  const draft = path.join(directory, `.${name}.tmp`);
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, path.join(directory, `${Date.now()}-${name}.eml`));
}

/**
 * Hands one mail to the SMTP server, or writes it to the mail folder as an .eml file, there once for each key.
 * @throws when it was not accepted
 */
export async function sendMail(mail: OutgoingMail): Promise<void> {
  const message: SendMailOptions = {
    from: config.mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: messageId(mail.key),
    ...answerOptions(mail),
    headers: { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(mail) },
  };
  const sent = await transport.sendMail(message);
  if (config.mail.kind === "folder")
    await putIntoFolder(config.mail.directory, mail.key, (sent as unknown as { message: Buffer }).message);
}
