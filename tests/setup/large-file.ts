import { createHash } from "node:crypto";
import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

const CHUNK_BYTES = 64 * 1024;
const BOUNDARY = "----sanyog-large-file";

/** A PDF as far as its first bytes say, made piece by piece: no two pieces are alike, and none is kept. */
export function* largePdf(sizeBytes: number): Generator<Buffer> {
  const head = Buffer.from("%PDF-1.7\n");
  yield head;
  for (let left = sizeBytes - head.length, n = 0; left > 0; n++) {
    const piece = Buffer.alloc(Math.min(CHUNK_BYTES, left), `${n} `);
    left -= piece.length;
    yield piece;
  }
}

export function hashOfLargePdf(sizeBytes: number): string {
  const hash = createHash("sha256");
  for (const piece of largePdf(sizeBytes)) hash.update(piece);
  return hash.digest("hex");
}

type Sent = { status: number; location: string | undefined; text: string };
type Upload = {
  cookie: string;
  fields: Record<string, string>;
  sizeBytes: number;
  /** Breaks the connection off after so many bytes. */
  breakOffAtBytes?: number;
};

function* multipart({ fields, sizeBytes, breakOffAtBytes = Infinity }: Upload): Generator<Buffer> {
  for (const [name, value] of Object.entries(fields))
    yield Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  yield Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="large.pdf"\r\nContent-Type: application/pdf\r\n\r\n`,
  );
  let sentBytes = 0;
  for (const piece of largePdf(sizeBytes)) {
    if ((sentBytes += piece.length) > breakOffAtBytes) throw new Error("broken off on purpose");
    yield piece;
  }
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}

/** Sends a form with a large file as a browser does, as fast as it is taken. @throws when the connection ends before an answer */
export async function sendLargeFile(url: string, upload: Upload): Promise<Sent> {
  let lengthBytes = upload.sizeBytes;
  for (const piece of multipart({ ...upload, sizeBytes: 0, breakOffAtBytes: Infinity }))
    lengthBytes += piece.length;
  // A file of no bytes still has its head in `largePdf`.
  lengthBytes -= "%PDF-1.7\n".length;
  const outgoing = request(url, {
    method: "POST",
    headers: {
      cookie: upload.cookie,
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      "content-length": lengthBytes,
    },
  });
  const answered = new Promise<Sent>((resolve, reject) => {
    outgoing.once("error", reject);
    outgoing.once("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject).on("end", () =>
        resolve({
          status: incoming.statusCode!,
          location: incoming.headers.location,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
  });
  const [, answer] = await Promise.all([pipeline(Readable.from(multipart(upload)), outgoing), answered]);
  return answer;
}

/** Fetches a file as fast as it comes. @returns its size and hash */
export async function fetchLargeFile(url: string, cookie: string) {
  const answer = await fetch(url, { headers: { cookie } });
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of Readable.fromWeb(
    answer.body as ReadableStream<Uint8Array>,
  ) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { status: answer.status, sizeBytes, hash: hash.digest("hex") };
}
