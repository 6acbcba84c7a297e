import { Transform, type TransformCallback } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import type { Request as Incoming, Response as Outgoing } from "express";

/** Time for a body of ordinary size to arrive. */
const ARRIVAL_MS = 30_000;
/** A file may take long on a slow line, as long as something of it arrives. */
const SILENCE_MS = 30_000;

/** The body is too large, or took too long. */
export class BodyTrouble extends Error {
  constructor(
    readonly status: 408 | 413,
    message: string,
  ) {
    super(message);
  }
}

const LATE = "It did not arrive in time. Please send it again.";

/** Passes a request's body on until it is too large or too slow; then it ends with an error that `trouble` keeps. */
export class LimitedBody extends Transform {
  trouble: BodyTrouble | undefined;
  #receivedBytes = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly limitBytes: number,
    private readonly isUpload: boolean,
  ) {
    super();
    this.#timer = setTimeout(() => this.#onTime(), isUpload ? SILENCE_MS : ARRIVAL_MS);
  }

  #onTime(): void {
    // What has arrived waits for a store that is slow: the sender is not to blame.
    if (this.isUpload && this.writableNeedDrain) this.#timer.refresh();
    else this.#fail(new BodyTrouble(408, LATE));
  }

  #fail(trouble: BodyTrouble): void {
    this.trouble = trouble;
    this.destroy(trouble);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#receivedBytes += chunk.length;
    if (this.isUpload) this.#timer.refresh();
    if (this.#receivedBytes > this.limitBytes) return this.#fail(tooLarge(this.limitBytes));
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    clearTimeout(this.#timer);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#timer);
    done(error);
  }
}

function tooLarge(limitBytes: number): BodyTrouble {
  const mebibytes = Math.round(limitBytes / 1024 / 1024);
  return new BodyTrouble(413, `At most ${mebibytes} MB can be sent here at once. Nothing was changed.`);
}

/** @throws BodyTrouble at once when the announced length is over the limit. */
export function limitBody(req: Incoming, limitBytes: number, isUpload: boolean): LimitedBody {
  if (Number(req.headers["content-length"] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const body = new LimitedBody(limitBytes, isUpload);
  // Whoever reads the body meets the error; without a listener it would end the process.
  body.on("error", () => req.unpipe(body));
  req.on("aborted", () => body.destroy(new Error("The sender went away")));
  return req.pipe(body);
}

/**
 * The request as Remix takes it. Its address starts with PUBLIC_URL whatever Host says. Remix compares Origin with
 * Host once more; the stricter check is done, so Host is given the name that passed it (a proxy may have changed it).
 */
export function toRequest(
  req: Incoming,
  res: Outgoing,
  publicUrl: string,
  body: LimitedBody | null,
): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (Array.isArray(value)) for (const each of value) headers.append(name, each);
    else if (value !== undefined) headers.set(name, value);
  }
  headers.delete("x-forwarded-host");
  const { origin } = req.headers;
  if (origin && URL.canParse(origin)) headers.set("host", new URL(origin).host);
  const controller = new AbortController();
  res.on("close", () => {
    if (!res.writableFinished) controller.abort();
  });
  const init: RequestInit = { method: req.method, headers, signal: controller.signal };
  if (body) Object.assign(init, { body: createReadableStreamFromReadable(body), duplex: "half" });
  return new Request(publicUrl + req.originalUrl, init);
}
