import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { DomainError } from "#app/core/errors.ts";
import { openFile, storeFile, type StoredFile } from "#app/core/files.server.ts";
import { megabytes, MOST_PICTURE_BYTES, MOST_PICTURE_PIXELS } from "#app/domain/files/limits.ts";

const TOO_LARGE = new DomainError(
  "too_large",
  `Pictures may have ${megabytes(MOST_PICTURE_BYTES)} at most. Save it smaller, or send it as a PDF.`,
);
const CANNOT_BE_OPENED = new DomainError(
  "invalid",
  "This picture cannot be opened. Save it again as PNG, JPEG or WebP, then send that.",
);

let lastDrawing: Promise<unknown> = Promise.resolve();

/** One picture at a time: a large one takes a quarter of a gigabyte while it is drawn. */
function afterOthers<T>(draw: () => Promise<T>): Promise<T> {
  const drawing = lastDrawing.then(draw);
  lastDrawing = drawing.catch(() => undefined);
  return drawing;
}

async function draw(content: Buffer, mediaType: string): Promise<Buffer> {
  // Loaded for the first picture only: its libraries take memory that most processes never need.
  const { default: sharp } = await import("sharp");
  // Nothing is looked at twice, so nothing needs to be kept for that.
  sharp.cache(false);
  const options = { limitInputPixels: MOST_PICTURE_PIXELS, animated: mediaType === "image/webp" };
  const picture = sharp(content, options).autoOrient();
  const drawn =
    mediaType === "image/png"
      ? picture.png()
      : mediaType === "image/webp"
        ? picture.webp({ quality: 88 })
        : picture.jpeg({ quality: 88 });
  return drawn.toBuffer();
}

/**
 * Keeps a picture drawn anew from a kept one: no place, no camera, no author, nothing hidden behind its end.
 * The original stays; removing it is the caller's.
 * @throws DomainError invalid when it cannot be drawn, too_large
 */
export async function redrawPicture(
  { storageKey, sizeBytes }: StoredFile,
  mediaType: string,
): Promise<StoredFile> {
  if (sizeBytes > MOST_PICTURE_BYTES) throw TOO_LARGE;
  const drawn = await afterOthers(async () => {
    const file = await openFile(storageKey);
    if (!file) throw CANNOT_BE_OPENED;
    const content = await buffer(file.stream);
    return draw(content, mediaType).catch(() => {
      throw CANNOT_BE_OPENED;
    });
  });
  // Drawing anew may need more bytes than a writer with much patience did.
  return storeFile(Readable.from([drawn]), { maxBytes: 4 * MOST_PICTURE_BYTES });
}
