import type { Readable } from "node:stream";
import { fileTypeFromStream } from "file-type/node";
import { DomainError } from "#app/core/errors.ts";
import { openFile } from "#app/core/files.server.ts";
import { tidyLine } from "#app/domain/opportunities/typed-text.ts";

/** What may be sent: media type → the ending of its name. Nothing that runs in a browser is among them. */
const ALLOWED: Record<string, string> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "text/plain": "txt",
};

const LONGEST_NAME = 120;

/** Reads as much of a kept file as a question about it takes. */
async function ask<T>(storageKey: string, answer: (content: Readable) => Promise<T>): Promise<T> {
  const file = await openFile(storageKey);
  if (!file) throw new DomainError("invalid", "The file did not arrive whole. Choose it and send it again.");
  try {
    return await answer(file.stream);
  } finally {
    file.stream.destroy();
  }
}

/** What the first bytes say. Content that is cut short or broken is of no kind; a store that fails is no content. */
async function kindOf(content: Readable): Promise<string | undefined> {
  let failure: Error | undefined;
  content.once("error", (error: Error) => (failure = error));
  const kind = await fileTypeFromStream(content).catch(() => undefined);
  if (failure) throw failure;
  return kind?.mime;
}

/** Plain text is UTF-8 without control characters other than line ends and tabs. */
async function isPlainText(content: Readable): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const read = (chunk?: Buffer): string | null => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      return null;
    }
  };
  for await (const chunk of content) {
    const text = read(chunk as Buffer);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (text === null || /[\u0000-\u0008\u000e-\u001f]/.test(text)) return false;
  }
  return read() !== null;
}

/**
 * Finds out what a kept file is from its content, whatever its name says, and reads no more of it than that takes.
 * @throws DomainError invalid for anything that may not be sent
 */
export async function recogniseContent(storageKey: string): Promise<string> {
  const found = await ask(storageKey, kindOf);
  const mediaType = found ?? ((await ask(storageKey, isPlainText)) ? "text/plain" : "");
  if (mediaType in ALLOWED) return mediaType;
  throw new DomainError(
    "invalid",
    "This kind of file cannot be attached. Send a PDF, a PNG, JPEG or WebP picture, a Word, Excel or PowerPoint file (docx, xlsx, pptx), or plain text.",
  );
}

/** A name to show and to download under: without a path, with the ending that fits the content. */
export function fileName(given: string, mediaType: string): string {
  const ending = ALLOWED[mediaType]!;
  const base = tidyLine(given.split(/[/\\]/).pop() ?? "").replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const safe = base
    .replace(/[<>:"|?*]/g, "")
    .slice(0, LONGEST_NAME)
    .trim();
  return `${safe || "document"}.${ending}`;
}
