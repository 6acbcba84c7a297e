import { createReadStream } from "node:fs";
import { fileTypeFromFile } from "file-type";
import { DomainError } from "#app/core/errors.ts";
import { tidyLine } from "#app/domain/opportunities/typed-text.ts";

/** What may be attached: media type → the ending of its name. Nothing that runs in a browser is among them. */
const ALLOWED: Record<string, string> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "text/plain": "txt",
};

const LONGEST_NAME = 120;

/** Plain text is UTF-8 without control characters other than line ends and tabs. */
async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return false;
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds out what a file is from its content, whatever its name says.
 * @throws DomainError invalid for anything that may not be attached
 */
export async function recogniseContent(path: string): Promise<string> {
  const found = await fileTypeFromFile(path).catch(() => undefined);
  const mediaType = found?.mime ?? ((await isPlainText(path)) ? "text/plain" : "");
  if (mediaType in ALLOWED) return mediaType;
  throw new DomainError(
    "invalid",
    "This kind of file cannot be attached. Send a PDF, a PNG or JPEG picture, a Word, Excel or PowerPoint file (docx, xlsx, pptx), or plain text.",
  );
}

/** A name to show and to download under: without a path, with the ending that fits the content. */
export function documentName(given: string, mediaType: string): string {
  const ending = ALLOWED[mediaType]!;
  const base = tidyLine(given.split(/[/\\]/).pop() ?? "").replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const safe = base
    .replace(/[<>:"|?*]/g, "")
    .slice(0, LONGEST_NAME)
    .trim();
  return `${safe || "document"}.${ending}`;
}
