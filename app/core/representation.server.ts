import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

const SMALLEST_WORTH_COMPRESSING_BYTES = 860;
const COMPRESSIBLE =
  /^(text\/|application\/(json|javascript|xml|problem\+json|ld\+json|manifest\+json)|image\/svg)/;

type Encoding = "identity" | "gzip" | "br";

function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  if (!acceptEncoding) return "identity";
  const accepted = acceptEncoding
    .toLowerCase()
    .split(",")
    .filter((part) => !/;\s*q=0(\.0+)?\s*$/.test(part))
    .map((part) => part.split(";")[0]?.trim());
  if (accepted.includes("br")) return "br";
  return accepted.includes("gzip") ? "gzip" : "identity";
}

/** A complete answer's body in memory with its entity tag, and its compressed forms once somebody asked for them. */
export class Representation {
  readonly #tag: string;
  readonly #compressible: boolean;
  readonly #encoded = new Map<Encoding, Promise<Buffer>>();
  /** Bytes that this takes in memory, about. */
  sizeBytes: number;

  /**
   * @param brotliQuality 11 for files that never change, 4 for pages that live for a second.
   * @param note what the server itself wants to know when it is sent; no reader gets it
   */
  constructor(
    readonly body: Buffer,
    readonly headers: Readonly<Record<string, string>>,
    readonly brotliQuality = 4,
    readonly note: string | null = null,
  ) {
    this.#tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
    this.#compressible =
      body.length >= SMALLEST_WORTH_COMPRESSING_BYTES && COMPRESSIBLE.test(headers["Content-Type"] ?? "");
    this.sizeBytes = Math.ceil(body.length * (this.#compressible ? 1.5 : 1)) + 2_000;
  }

  #encode(encoding: Encoding): Promise<Buffer> {
    const known = this.#encoded.get(encoding);
    if (known) return known;
    const encoded =
      encoding === "gzip"
        ? toGzip(this.body, { level: 6 })
        : toBrotli(this.body, { params: { [constants.BROTLI_PARAM_QUALITY]: this.brotliQuality } });
    this.#encoded.set(encoding, encoded);
    return encoded;
  }

  /** Answers a GET or HEAD: 304 when the reader has it already, else the best encoding that the reader takes. */
  async send(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const encoding = this.#compressible ? chooseEncoding(req.headers["accept-encoding"]) : "identity";
    for (const [name, value] of Object.entries(this.headers)) res.setHeader(name, value);
    // A strong tag names one sequence of bytes, so each encoding has its own.
    res.setHeader("ETag", `"${this.#tag}${encoding === "identity" ? "" : `-${encoding}`}"`);
    if (this.#isKnown(req.headers["if-none-match"])) {
      res.statusCode = 304;
      res.removeHeader("Content-Type");
      res.end();
      return;
    }
    const body = encoding === "identity" ? this.body : await this.#encode(encoding);
    if (encoding !== "identity") res.setHeader("Content-Encoding", encoding);
    res.setHeader("Content-Length", body.length);
    res.end(req.method === "HEAD" ? undefined : body);
  }

  #isKnown(ifNoneMatch: string | undefined): boolean {
    if (!ifNoneMatch) return false;
    if (ifNoneMatch.trim() === "*") return true;
    return ifNoneMatch.split(",").some((each) => {
      const tag = /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(each)?.[1];
      return tag?.replace(/-(gzip|br)$/, "") === this.#tag;
    });
  }
}
