import { PassThrough, Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";
import { DomainError } from "#app/core/errors.ts";
import { discardFile, storeFile } from "#app/core/files.server.ts";

export type StoredUpload = { fileName: string; storageKey: string; sizeBytes: number };

const brokenOff = () =>
  new DomainError("invalid", "The upload was broken off. Choose the file and send it again.");

/**
 * Reads a multipart form with at most one file, streaming the file into the store.
 * An upload that is broken off, too large or not a form leaves nothing behind.
 * @returns the text fields, and the file unless none was chosen
 * @throws DomainError too_large, or invalid with what to do
 */
export async function receiveUpload(
  request: Request,
  { maxBytes }: { maxBytes: number },
): Promise<{ fields: FormData; upload: StoredUpload | null }> {
  const contentType = request.headers.get("Content-Type") ?? "";
  if (!contentType.startsWith("multipart/form-data") || !request.body) throw brokenOff();
  const fields = new FormData();
  let storing: Promise<StoredUpload> | null = null;
  const form = openForm(contentType);
  form.on("field", (name, value) => fields.append(name, value.replaceAll("\0", "")));
  form.on("file", (_name, file, info) => {
    // A store that fails closes what it reads from. The form must not be closed with it: a sender hears an answer only
    // after it could send everything, so the rest is read and dropped.
    const content = new PassThrough();
    content.on("error", () => undefined).on("close", () => void file.unpipe(content).resume());
    // A file without its end fails before the store listens; unheard, that would end the process. The form tells it, too.
    file.on("error", (error) => content.destroy(error));
    const { filename } = info as { filename?: string };
    if (!filename) return void file.resume();
    storing = storeFile(file.pipe(content), { maxBytes }).then((stored) => ({
      fileName: filename.replaceAll("\0", "").slice(-200),
      ...stored,
    }));
    // Awaited below; without this a failure before that would count as unhandled.
    storing.catch(() => undefined);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const body = Readable.fromWeb(request.body as ReadableStream);
      body.on("error", () => form.destroy(brokenOff()));
      form.on("close", resolve).on("error", () => reject(brokenOff()));
      body.pipe(form);
    });
  } catch (error) {
    await discard(storing);
    throw error;
  }
  return { fields, upload: await storing };
}

/** @throws DomainError invalid when the header names no boundary */
function openForm(contentType: string): busboy.Busboy {
  try {
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      limits: { files: 1, fields: 100, fieldSize: 1_000_000 },
    });
  } catch {
    throw brokenOff();
  }
}

async function discard(storing: Promise<StoredUpload> | null): Promise<void> {
  const stored = await storing?.catch(() => null);
  if (stored) await discardFile(stored.storageKey);
}
