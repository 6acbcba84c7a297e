import { createReadableStreamFromReadable } from "@remix-run/node";
import { notFound } from "#app/core/errors.ts";
import { openFile } from "#app/core/files.server.ts";
import type { ByteRange } from "#app/core/files/store.ts";

/** What a reader's program is told of a file. */
export type FileLabel = {
  name: string;
  mediaType: string;
  /** Lets a browser keep a copy, to be asked for again each time. */
  isPublic?: boolean;
  /** Saved unless said otherwise. */
  disposition?: "attachment" | "inline";
};

/** A kept file as its reader gets it. */
export type SentFile = FileLabel & { sizeBytes: number; storageKey: string };

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
function dispositionOf({ name, disposition = "attachment" }: FileLabel): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16)}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Headers of everything that somebody else wrote: a file, never a page of ours, whatever is in it. */
export function fileHeaders(file: FileLabel): Headers {
  return new Headers({
    "Content-Type": file.mediaType,
    "Content-Disposition": dispositionOf(file),
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": file.isPublic ? "private, no-cache" : "private, no-store",
  });
}

/** What a download that was broken off asks for (RFC 9110 §14); null for the whole file, also when it asks for several pieces. */
function rangeOf({ headers }: Request, tag: string, sizeBytes: number): ByteRange | "outside" | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.get("Range") ?? "") ?? [];
  const isOfThisFile = [null, tag].includes(headers.get("If-Range"));
  if (!isOfThisFile || first === undefined || last === undefined || first + last === "") return null;
  const start = first === "" ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (first !== "" && last !== "" && Number(last) < start) return null;
  return start > end ? "outside" : { start, end };
}

/** Whether the reader has this very file already. */
const isKnown = ({ headers }: Request, tag: string) =>
  (headers.get("If-None-Match") ?? "").split(/\s*,\s*/).some((each) => each === tag || each === `W/${tag}`);

/**
 * Answers with a kept file, streamed, or with the piece of it that was asked for. The caller has checked who may have
 * it. @throws DomainError not_found when the file is gone, unavailable when the store is away
 */
export async function sendFile(request: Request, file: SentFile): Promise<Response> {
  // A key is never given to another content.
  const tag = `"${file.storageKey.slice(file.storageKey.indexOf("/") + 1)}"`;
  const headers = fileHeaders(file);
  headers.set("ETag", tag);
  headers.set("Accept-Ranges", "bytes");
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  const range = request.method === "HEAD" ? null : rangeOf(request, tag, file.sizeBytes);
  if (range === "outside") {
    headers.set("Content-Range", `bytes */${file.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Length", String(range ? range.end - range.start + 1 : file.sizeBytes));
  if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
  if (request.method === "HEAD") return new Response(null, { headers });
  const opened = await openFile(file.storageKey, range ?? undefined);
  if (!opened) throw notFound("This file");
  const body = createReadableStreamFromReadable(opened.stream);
  return new Response(body, { status: range ? 206 : 200, headers });
}
