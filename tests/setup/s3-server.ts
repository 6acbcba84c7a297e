import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { S3Settings } from "#app/core/config.server.ts";

type KeptObject = { content: Buffer; lastModified: Date };
type Upload = { key: string; initiated: Date; parts: Map<number, Buffer> };

/** What is wrong with the store just now. */
export type Trouble =
  | "nothing"
  /** Takes requests and never answers. */
  | "hangs"
  /** Answers 500 to everything that changes something. */
  | "fails to write"
  /** Sends half of an object, then closes the connection. */
  | "breaks off";

export type S3TestServer = {
  settings: S3Settings;
  objects: Map<string, KeptObject>;
  uploads: Map<string, Upload>;
  trouble: Trouble;
  /** Operations that were asked for, in order. */
  operations: string[];
  stop(): Promise<void>;
};

class S3Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/** Few to a page, so that everything longer is asked for in pages. */
const PAGE = 2;

const etagOf = (content: Buffer) => `"${createHash("md5").update(content).digest("hex")}"`;
const element = (name: string, text: string | number | boolean) => `<${name}>${text}</${name}>`;
const document = (name: string, inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${name}>${inner}</${name}>`;

/** Entries after a mark, in the order of their marks, at most a page of them. */
function pageAfter<T>(entries: Iterable<[string, T]>, mark: string | null) {
  const after = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([name]) => name > (mark ?? ""));
  return { page: after.slice(0, PAGE), isTruncated: after.length > PAGE };
}

/** A small store that speaks as much of S3 as the product asks for, in memory; the bucket is "files". */
export async function startS3Server(): Promise<S3TestServer> {
  const objects: S3TestServer["objects"] = new Map();
  const uploads: S3TestServer["uploads"] = new Map();
  const state: Pick<S3TestServer, "trouble" | "operations"> = { trouble: "nothing", operations: [] };
  const settings = { bucket: "files", region: "test-1", accessKeyId: "reader", secretAccessKey: "a-secret" };

  function uploadOf(query: URLSearchParams): Upload {
    const upload = uploads.get(query.get("uploadId") ?? "");
    if (!upload) throw new S3Refusal(404, "NoSuchUpload");
    return upload;
  }

  const bucketOperations: Record<string, (query: URLSearchParams) => string> = {
    ListObjects(query) {
      const { page, isTruncated } = pageAfter(objects, query.get("continuation-token"));
      const contents = page.map(([key, { content, lastModified }]) =>
        element(
          "Contents",
          element("Key", key) +
            element("LastModified", lastModified.toISOString()) +
            element("Size", content.length),
        ),
      );
      const next = isTruncated ? element("NextContinuationToken", page.at(-1)![0]) : "";
      return document("ListBucketResult", element("IsTruncated", isTruncated) + next + contents.join(""));
    },
    ListUploads(query) {
      const { page, isTruncated } = pageAfter(uploads, query.get("upload-id-marker"));
      const listed = page.map(([id, { key, initiated }]) =>
        element(
          "Upload",
          element("Key", key) + element("UploadId", id) + element("Initiated", initiated.toISOString()),
        ),
      );
      const [id, last] = page.at(-1) ?? [];
      const next = isTruncated
        ? element("NextKeyMarker", last!.key) + element("NextUploadIdMarker", id!)
        : "";
      return document(
        "ListMultipartUploadsResult",
        element("IsTruncated", isTruncated) + next + listed.join(""),
      );
    },
  };

  type Call = { key: string; query: URLSearchParams; req: IncomingMessage; res: ServerResponse };
  const objectOperations: Record<string, (call: Call) => Promise<string | void>> = {
    async Put({ key, req, res }) {
      const content = await buffer(req);
      objects.set(key, { content, lastModified: new Date() });
      res.setHeader("ETag", etagOf(content));
    },
    async Create({ key }) {
      const id = randomUUID();
      uploads.set(id, { key, initiated: new Date(), parts: new Map() });
      return document("InitiateMultipartUploadResult", element("Key", key) + element("UploadId", id));
    },
    async UploadPart({ query, req, res }) {
      const { parts } = uploadOf(query);
      const content = await buffer(req);
      parts.set(Number(query.get("partNumber")), content);
      res.setHeader("ETag", etagOf(content));
    },
    async Complete({ key, query, req }) {
      const { parts } = uploadOf(query);
      const named = [...(await buffer(req)).toString().matchAll(/<PartNumber>(\d+)</g)].map(([, n]) =>
        Number(n),
      );
      const whole = named.map((number) => parts.get(number));
      if (whole.length === 0 || whole.includes(undefined)) throw new S3Refusal(400, "InvalidPart");
      objects.set(key, { content: Buffer.concat(whole as Buffer[]), lastModified: new Date() });
      uploads.delete(query.get("uploadId")!);
      return document("CompleteMultipartUploadResult", element("Key", key));
    },
    async Abort({ query, res }) {
      uploadOf(query);
      uploads.delete(query.get("uploadId")!);
      res.statusCode = 204;
    },
    async Delete({ key, res }) {
      objects.delete(key);
      res.statusCode = 204;
    },
    async Get({ key, req, res }) {
      const found = objects.get(key);
      if (!found) throw new S3Refusal(404, "NoSuchKey");
      const size = found.content.length;
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? "") ?? [];
      const end = Math.min(Number(last ?? size - 1), size - 1);
      const content = found.content.subarray(Number(first ?? 0), end + 1);
      if (first !== undefined) {
        if (Number(first) >= size) throw new S3Refusal(416, "InvalidRange");
        res.statusCode = 206;
        res.setHeader("Content-Range", `bytes ${first}-${end}/${size}`);
      }
      res.setHeader("Content-Length", content.length);
      if (state.trouble !== "breaks off") return void res.end(content);
      res.write(content.subarray(0, content.length / 2), () => res.destroy());
    },
  };

  function operationOf(method: string, key: string, query: URLSearchParams): string {
    if (key === "") return query.has("uploads") ? "ListUploads" : "ListObjects";
    const isPart = query.has("uploadId");
    if (method === "PUT") return isPart ? "UploadPart" : "Put";
    if (method === "POST") return isPart ? "Complete" : "Create";
    if (method === "DELETE") return isPart ? "Abort" : "Delete";
    return "Get";
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (state.trouble === "hangs") return;
    const { pathname, searchParams: query } = new URL(req.url!, "http://store");
    const [, bucket, ...rest] = pathname.split("/");
    const key = decodeURIComponent(rest.join("/"));
    const operation = operationOf(req.method!, key, query);
    state.operations.push(operation);
    if (!req.headers.authorization?.includes(`Credential=${settings.accessKeyId}/`))
      throw new S3Refusal(403, "InvalidAccessKeyId");
    if (bucket !== settings.bucket) throw new S3Refusal(404, "NoSuchBucket");
    if (state.trouble === "fails to write" && req.method !== "GET") throw new S3Refusal(500, "InternalError");
    const text =
      bucketOperations[operation]?.(query) ?? (await objectOperations[operation]!({ key, query, req, res }));
    if (!res.headersSent) res.end(text ?? "");
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      if (!(error instanceof S3Refusal)) return void res.destroy();
      req.resume();
      res.statusCode = error.status;
      res.end(document("Error", element("Code", error.code) + element("Message", error.code)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    settings: { endpoint, ...settings },
    objects,
    uploads,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
