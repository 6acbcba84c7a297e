import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import PostalMime from "postal-mime";
import { config } from "#app/core/config.server.ts";
import { notFound } from "#app/core/errors.ts";

/** As many as a page shows; a demonstration has few. */
const SHOWN = 100;

/** The file names of the mail folder, the newest first: each begins with its time. @throws DomainError not_found outside the demonstration */
async function listFiles(): Promise<string[]> {
  if (!config.demo || config.mail.kind !== "folder") throw notFound();
  const names = await readdir(config.mail.directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.filter((name) => /^\d+-.+\.eml$/.test(name)).sort((a, b) => parseInt(b) - parseInt(a));
}

async function readMail(name: string) {
  const { directory } = config.mail as { directory: string };
  const { subject, to, date, text } = await PostalMime.parse(await readFile(path.join(directory, name)));
  return {
    id: path.basename(name, ".eml"),
    subject: subject ?? "",
    to: to?.map((each) => each.address ?? "").join(", ") ?? "",
    sentAt: new Date(date ?? parseInt(name)).toISOString(),
    text: text ?? "",
  };
}

/** The mails that the demonstration would have sent, the newest first. @throws DomainError not_found outside the demonstration */
export async function listDemoMails() {
  const mails = await Promise.all((await listFiles()).slice(0, SHOWN).map(readMail));
  return mails.map(({ text: _text, ...head }) => head);
}

/** One mail of the folder. @throws DomainError not_found */
export async function readDemoMail(id: string) {
  const name = (await listFiles()).find((each) => each === `${id}.eml`);
  if (!name) throw notFound("This message");
  const { text, ...head } = await readMail(name);
  return { ...head, parts: splitAtLinks(text) };
}

type Part = { text: string; path?: string };

/** A text with its addresses as parts of their own; those of this site become paths, which work under any host name. */
export function splitAtLinks(text: string): Part[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, index) => {
    if (index % 2 === 0) return { text: part };
    return {
      text: part,
      path: part.startsWith(`${config.publicUrl}/`) ? part.slice(config.publicUrl.length) : part,
    };
  });
}
