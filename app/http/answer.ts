import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import type { Request as Incoming, Response as Outgoing } from "express";

const toGzip = promisify(gzip);

const WHOLE =
  /^(text\/html|text\/x-script|text\/css|application\/(problem\+)?json|application\/(atom\+)?xml)/;
const SMALLEST_WORTH_COMPRESSING_BYTES = 860;
/** A page that one reader sees once: little time, most of the gain. */
const GZIP = { level: 1 };
/** Below this, handing the work to another thread takes longer than the work, a fifth of a millisecond. */
const LARGEST_COMPRESSED_AT_ONCE_BYTES = 128 * 1024;
const RETRY_AFTER_SECONDS = "5";

/** A reader who takes nothing for so long is gone. */
const STALL_TIMEOUT_MS = 2 * 60_000;

/** Passes a stream on as fast as its reader takes it; what is on its way never piles up in memory. */
async function sendStream(body: ReadableStream<Uint8Array>, res: Outgoing): Promise<void> {
  const reader = body.getReader();
  // Without a reason: a source that is closed with one, and that nobody listens to any more, would end the process.
  const stop = () => void reader.cancel().catch(() => undefined);
  res.once("close", stop).setTimeout(STALL_TIMEOUT_MS, () => res.destroy());
  const next = (event: "close" | "drain") => new Promise<void>((resolve) => res.once(event, () => resolve()));
  const closed = next("close");
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || res.destroyed) break;
      if (!res.write(value)) await Promise.race([next("drain"), closed]);
    }
    if (!res.destroyed) res.end();
  } catch (error) {
    res.destroy();
    throw error;
  }
}

/** Sends an answer that belongs to one reader: not to be kept by anybody unless the route says otherwise. */
export async function sendAnswer(req: Incoming, res: Outgoing, answer: Response): Promise<void> {
  res.status(answer.status);
  for (const [name, value] of answer.headers) if (name !== "set-cookie") res.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader("Set-Cookie", cookies);
  if (!answer.headers.has("Cache-Control") || cookies.length > 0)
    res.setHeader("Cache-Control", "private, no-store");
  if (answer.status === 503 && !answer.headers.has("Retry-After"))
    res.setHeader("Retry-After", RETRY_AFTER_SECONDS);
  if (!answer.body || req.method === "HEAD") {
    await answer.body?.cancel();
    return void res.end();
  }
  if (!WHOLE.test(answer.headers.get("Content-Type") ?? "")) return sendStream(answer.body, res);
  let body: Buffer = Buffer.from(await answer.arrayBuffer());
  res.vary("Accept-Encoding");
  if (body.length >= SMALLEST_WORTH_COMPRESSING_BYTES && req.acceptsEncodings("gzip")) {
    body = body.length <= LARGEST_COMPRESSED_AT_ONCE_BYTES ? gzipSync(body, GZIP) : await toGzip(body, GZIP);
    res.setHeader("Content-Encoding", "gzip");
  }
  res.setHeader("Content-Length", body.length);
  res.end(body);
}
