import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readConfig } from "#app/core/config.server.ts";
import { openFile, storeFile } from "#app/core/files.server.ts";
import { sendFile } from "#app/core/send-file.server.ts";
import { acceptUpload } from "#app/domain/files/accept-upload.server.ts";
import { MOST_PICTURE_BYTES } from "#app/domain/files/limits.ts";

const MOST_BYTES = 100_000_000;

async function upload(content: Buffer, fileName = "photo.jpg") {
  return { fileName, ...(await storeFile(Readable.from([content]), { maxBytes: MOST_BYTES })) };
}

async function accept(content: Buffer, fileName?: string) {
  const file = await acceptUpload(await upload(content, fileName));
  const { stream } = (await openFile(file.storageKey))!;
  return { ...file, content: await buffer(stream) };
}

const isGone = async (storageKey: string) => (await openFile(storageKey)) === null;

const SECRETS = ["SECRET-CAMERA", "SECRET-PLACE", "SECRET-TEXT", "SECRET-TAIL"];
const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="SECRET-PLACE"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

type Kind = "png" | "jpeg" | "webp";

/** A picture with a camera, a place, a text and something behind its end. */
async function telltalePicture(kind: Kind): Promise<Buffer> {
  const picture = sharp({ create: { width: 40, height: 20, channels: 3, background: "#0b57b7" } })
    .withExif({
      IFD0: { Copyright: "SECRET-CAMERA" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "12/1 58/1 0/1" },
    })
    .withXmp(XMP)
    .withIccProfile("p3")
    .withMetadata({ orientation: 6 });
  const drawn = await picture.toFormat(kind, { lossless: true }).toBuffer();
  return Buffer.concat([kind === "png" ? withText(drawn) : drawn, Buffer.from("SECRET-TAIL")]);
}

/** Puts a text chunk behind a PNG's first one, which is 33 bytes long with the signature. */
function withText(png: Buffer): Buffer {
  const text = Buffer.from("Comment\0SECRET-TEXT", "latin1");
  const chunk = Buffer.alloc(text.length + 12);
  chunk.writeUInt32BE(text.length, 0);
  chunk.write("tEXt", 4, "latin1");
  text.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe("pictures", () => {
  it.each(["png", "jpeg", "webp"] as const)(
    "lose camera, place, texts and whatever is behind their end: %s",
    async (kind) => {
      const telltale = await telltalePicture(kind);
      const before = await sharp(telltale).metadata();
      expect([before.exif, before.xmp, before.icc].every(Boolean)).toBe(true);
      expect(before).toMatchObject({ width: 40, height: 20, orientation: 6 });
      expect(SECRETS.filter((secret) => telltale.includes(secret)).length).toBeGreaterThanOrEqual(3);
      const { content, mediaType, sizeBytes } = await accept(telltale);
      expect(mediaType).toBe(`image/${kind}`);
      expect(content.length).toBe(sizeBytes);
      for (const secret of SECRETS) expect(content.includes(secret), secret).toBe(false);
      const { exif, xmp, iptc, icc, comments, orientation, width, height } = await sharp(content).metadata();
      expect([exif, xmp, iptc, icc, comments, orientation]).toEqual(Array(6).fill(undefined));
      // It lay on its side, and stands now without a word that says so.
      expect([width, height]).toEqual([20, 40]);
    },
  );

  it("keep moving when they moved", async () => {
    const frames = ["#111", "#777", "#fff"].map((background) => ({
      create: { width: 8, height: 8, channels: 3 as const, background },
    }));
    const pictures = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()));
    const moving = await sharp(pictures, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const { content } = await accept(moving);
    const { pages } = await sharp(content, { animated: true }).metadata();
    expect(pages).toBe(3);
  });

  it("that would take too much memory are refused, and nothing of them stays", async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: "#fff" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const large = Buffer.alloc(MOST_PICTURE_BYTES + 1);
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex").copy(large);
    for (const [content, code] of [
      [bomb, "invalid"],
      [large, "too_large"],
    ] as const) {
      const sent = await upload(content);
      await expect(acceptUpload(sent)).rejects.toMatchObject({ code });
      expect(await isGone(sent.storageKey)).toBe(true);
    }
  });

  it("are drawn one after the other, however many come at once", async () => {
    const picture = await telltalePicture("jpeg");
    const accepted = await Promise.all(Array.from({ length: 12 }, () => accept(picture)));
    expect(new Set(accepted.map(({ storageKey }) => storageKey)).size).toBe(12);
  });
});

describe("files", () => {
  it("without content are refused", async () => {
    const sent = await upload(Buffer.alloc(0));
    await expect(acceptUpload(sent)).rejects.toMatchObject({ code: "invalid", message: /empty/ });
    expect(await isGone(sent.storageKey)).toBe(true);
  });

  it.each([
    ["page.html", "<!doctype html><script>alert(1)</script>", "page.txt", "text/plain"],
    ["invoice.pdf.exe", "%PDF-1.7\n", "invoice.pdf.pdf", "application/pdf"],
    ["C:\\plans\\line\u202e\u0000\n1.pdf", "%PDF-1.7\n", undefined, "application/pdf"],
  ])("are named after their content: %j", async (given, content, name, mediaType) => {
    const file = await accept(Buffer.from(content), given);
    expect(file.mediaType).toBe(mediaType);
    if (name) expect(file.name).toBe(name);
    expect(file.name).not.toMatch(/[\\/\p{Cc}]/u);
  });
});

describe("sending", () => {
  const TEXT = Buffer.from("0123456789abcdef");

  async function ask(headers: Record<string, string> = {}, method = "GET") {
    const file = await accept(TEXT, "letters.txt");
    const request = (more: Record<string, string>) =>
      new Request("http://sanyog.example/documents/x", { method, headers: more });
    const tag = (await sendFile(request({}), file)).headers.get("ETag")!;
    const withTag = Object.entries(headers).map(([name, value]) => [name, value.replace("TAG", tag)]);
    const answer = await sendFile(request(Object.fromEntries(withTag)), file);
    const { status } = answer;
    return { status, text: await answer.text(), header: (name: string) => answer.headers.get(name) };
  }

  it.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/16"],
    ["bytes=10-", 206, "abcdef", "bytes 10-15/16"],
    ["bytes=-2", 206, "ef", "bytes 14-15/16"],
    ["bytes=-99", 206, TEXT.toString(), "bytes 0-15/16"],
    ["bytes=12-999", 206, "cdef", "bytes 12-15/16"],
    ["bytes=16-", 416, "", "bytes */16"],
    ["bytes=-0", 416, "", "bytes */16"],
    // What is no range, or several, is answered with the whole.
    ["bytes=5-2", 200, TEXT.toString(), null],
    ["bytes=0-1,4-5", 200, TEXT.toString(), null],
    ["lines=1-2", 200, TEXT.toString(), null],
    ["bytes=-", 200, TEXT.toString(), null],
  ])("answers %s with %d", async (Range, status, text, contentRange) => {
    const answer = await ask({ Range });
    expect([answer.status, answer.text, answer.header("Content-Range")]).toEqual([
      status,
      text,
      contentRange,
    ]);
    if (status !== 416) expect(answer.header("Content-Length")).toBe(String(text.length));
  });

  it("goes on with a broken off download only when it is the same file", async () => {
    expect((await ask({ Range: "bytes=4-", "If-Range": "TAG" })).status).toBe(206);
    expect((await ask({ Range: "bytes=4-", "If-Range": '"another"' })).status).toBe(200);
  });

  it("sends nothing to who has it, and only the head to who asks for that", async () => {
    expect(await ask({ "If-None-Match": '"another", TAG' })).toMatchObject({ status: 304, text: "" });
    const head = await ask({}, "HEAD");
    expect([head.status, head.text, head.header("Content-Length")]).toEqual([200, "", "16"]);
  });

  it("never lets it be a page of ours", async () => {
    const { header } = await ask();
    expect(header("Content-Disposition")).toMatch(/^attachment; filename="letters.txt"/);
    expect(header("X-Content-Type-Options")).toBe("nosniff");
    expect(header("Content-Security-Policy")).toContain("sandbox");
    expect(header("Cache-Control")).toBe("private, no-store");
  });
});

describe("the settings of an S3 store", () => {
  const WHOLE = {
    S3_ENDPOINT: "https://s3.store.example",
    S3_BUCKET: "sanyog-files",
    S3_REGION: "ap-south-1",
    S3_ACCESS_KEY_ID: "key",
    S3_SECRET_ACCESS_KEY: "secret",
  };

  it("are all there or none", () => {
    expect(readConfig({}).files.kind).toBe("folder");
    expect(readConfig(WHOLE).files).toMatchObject({
      kind: "s3",
      bucket: "sanyog-files",
      region: "ap-south-1",
    });
    for (const name of Object.keys(WHOLE))
      expect(() => readConfig({ ...WHOLE, [name]: "" })).toThrow(`${name} should be set too`);
  });

  it.each([
    ["S3_ENDPOINT", "s3.store.example"],
    ["S3_BUCKET", "my bucket"],
    ["S3_REGION", "ap south"],
  ])("are named when they are wrong: %s", (name, value) => {
    expect(() => readConfig({ ...WHOLE, [name]: value })).toThrow(new RegExp(`^${name} should be`));
  });
});
