import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import type * as Drawing from "@cantoo/pdf-lib";
import type { PDFDocument, PDFFont, PDFHexString, PDFPage } from "@cantoo/pdf-lib";
import { DomainError } from "#app/core/errors.ts";
import { withLocalFile } from "#app/core/files.server.ts";
import { fontFile, runsOf } from "#app/domain/interests/dossier-fonts.server.ts";

/** Stamping holds a document in memory as a whole, so larger ones are not handed out. */
export const MOST_STAMPED_BYTES = 50_000_000;

/** So many objects are read or written before other requests have their turn. */
const OBJECTS_A_TURN = 10;

/** In points. */
const SIZE = 8;
const MARGIN = 12;
const PADDING = 2;

/** What stands at the foot of each page. `plainName` is for a name that no font here can write. */
export type Stamp = { before: string; name: string; plainName: string; after: string };

/** What keeps a PDF from being stamped. */
type Trouble = "is protected by a password" | "is damaged" | "is larger than 50 MB";

const refused = (trouble: Trouble) =>
  new DomainError(
    "conflict",
    `This PDF ${trouble}, so it cannot carry your organisation's name and is not handed out. Ask the organisation that posted it to attach it again without that.`,
  );

/** A stretch of the stamp, laid out once for all pages. */
type Piece = { font: PDFFont; text: string; encoded: PDFHexString; widthAtOne: number };

const isWritten = ({ font, text }: Piece) => {
  const known = new Set(font.getCharacterSet());
  return [...text].every((letter) => known.has(letter.codePointAt(0)!));
};

/** The stamp as stretches that one font each can write. */
async function piecesOf(pdf: PDFDocument, { before, name, plainName, after }: Stamp): Promise<Piece[]> {
  const embedded = new Map<string, Promise<PDFFont>>();
  const layOut = (line: string) =>
    Promise.all(
      runsOf(line, 400).map(async ({ font: file, text }) => {
        if (!embedded.has(file)) embedded.set(file, pdf.embedFont(fontFile(file), { subset: true }));
        const font = await embedded.get(file)!;
        return { font, text, encoded: font.encodeText(text), widthAtOne: font.widthOfTextAtSize(text, 1) };
      }),
    );
  const all = await layOut(`${before} ${name} ${after}`);
  return all.every(isWritten) ? all : layOut(`${before} ${plainName} ${after}`);
}

/** A point of the page as its reader sees it, turned as it may be: so far to the right of and above its lower left corner. */
export function placeOn(
  box: { x: number; y: number; width: number; height: number },
  turned: number,
  right: number,
  up: number,
): { x: number; y: number } {
  const [x1, y1] = [box.x + box.width, box.y + box.height];
  switch (((turned % 360) + 360) % 360) {
    case 90:
      return { x: x1 - up, y: box.y + right };
    case 180:
      return { x: x1 - right, y: y1 - up };
    case 270:
      return { x: box.x + up, y: y1 - right };
    default:
      return { x: box.x + right, y: box.y + up };
  }
}

function stampPage(page: PDFPage, pieces: Piece[], lib: typeof Drawing): void {
  const box = page.getCropBox();
  const turned = page.getRotation().angle;
  const seenWidth = turned % 180 === 0 ? box.width : box.height;
  const widthAtOne = pieces.reduce((sum, piece) => sum + piece.widthAtOne, 0);
  const size = Math.min(SIZE, (seenWidth - 2 * MARGIN) / widthAtOne);
  page.drawRectangle({
    ...placeOn(box, turned, MARGIN - PADDING, MARGIN - PADDING - size * 0.25),
    width: widthAtOne * size + 2 * PADDING,
    height: size * 1.25 + 2 * PADDING,
    rotate: lib.degrees(turned),
    color: lib.rgb(1, 1, 1),
    opacity: 0.85,
  });
  const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
  let right = MARGIN;
  const text = pieces.flatMap(({ font, encoded, widthAtOne }) => {
    const { x, y } = placeOn(box, turned, right, MARGIN);
    right += widthAtOne * size;
    return [
      lib.setFontAndSize(page.node.newFontDictionary(font.name, font.ref), size),
      lib.setTextMatrix(cos, sin, -sin, cos, x, y),
      lib.showText(encoded),
    ];
  });
  const grey = lib.setFillingRgbColor(0.2, 0.2, 0.2);
  page.pushOperators(lib.pushGraphicsState(), grey, lib.beginText(), ...text);
  page.pushOperators(lib.endText(), lib.popGraphicsState());
}

/** A PDF with pages that can be drawn on, or what is wrong with it. */
async function openPdf(bytes: Uint8Array, lib: typeof Drawing): Promise<PDFDocument | Trouble> {
  try {
    const pdf = await lib.PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      parseSpeed: OBJECTS_A_TURN,
    });
    return pdf.getPageCount() > 0 ? pdf : "is damaged";
  } catch (error) {
    return error instanceof lib.EncryptedPDFError ? "is protected by a password" : "is damaged";
  }
}

// Large, and only what is not public needs them.
const loadDrawing = () => Promise.all([import("@cantoo/pdf-lib"), import("fontkit")]);

/**
 * A PDF with the stamp at the foot of each page, as its reader sees the page.
 * @throws DomainError conflict when it is encrypted or not whole
 */
export async function stampPdf(bytes: Uint8Array, stamp: Stamp): Promise<Uint8Array> {
  const [lib, fontkit] = await loadDrawing();
  const pdf = await openPdf(bytes, lib);
  if (typeof pdf === "string") throw refused(pdf);
  pdf.registerFontkit(fontkit as unknown as Parameters<PDFDocument["registerFontkit"]>[0]);
  const pieces = await piecesOf(pdf, stamp);
  try {
    for (const page of pdf.getPages()) stampPage(page, pieces, lib);
    return await pdf.save({ objectsPerTick: OBJECTS_A_TURN, updateFieldAppearances: false });
  } catch {
    throw refused("is damaged");
  }
}

/** One at a time: each may take several times its size in memory. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * A kept PDF as a stamped copy. It waits on this machine's disk for a slow reader and is gone once it is read.
 * @throws DomainError conflict when it is too large, encrypted or damaged; not_found, unavailable
 */
export async function stampKeptPdf(
  { storageKey, sizeBytes }: { storageKey: string; sizeBytes: number },
  stamp: Stamp,
): Promise<{ stream: Readable; sizeBytes: number }> {
  if (sizeBytes > MOST_STAMPED_BYTES) throw refused("is larger than 50 MB");
  const copy = path.join(tmpdir(), `sanyog-stamped-${randomUUID()}`);
  const size = await inTurn(async () => {
    const stamped = await stampPdf(await withLocalFile(storageKey, (file) => readFile(file)), stamp);
    await writeFile(copy, stamped, { mode: 0o600, flag: "wx" });
    return stamped.length;
  });
  const stream = createReadStream(copy);
  // Open files outlive their names, and a process that is killed leaves nothing.
  stream.once("ready", () => void rm(copy, { force: true }));
  stream.on("error", () => undefined);
  return { stream, sizeBytes: size };
}

type KeptFile = { mediaType: string; storageKey: string; sizeBytes: number };

/**
 * Tells a poster at once that nobody could be given a file that it is about to disclose to some readers only.
 * @throws DomainError invalid for a PDF that cannot be stamped; not_found, unavailable
 */
export async function requireStampable({ mediaType, storageKey, sizeBytes }: KeptFile): Promise<void> {
  if (mediaType !== "application/pdf") return;
  const [lib] = await loadDrawing();
  const found =
    sizeBytes > MOST_STAMPED_BYTES
      ? "is larger than 50 MB"
      : await inTurn(async () => openPdf(await withLocalFile(storageKey, (file) => readFile(file)), lib));
  if (typeof found === "string")
    throw new DomainError(
      "invalid",
      `This PDF ${found}. What is not public is handed out with the reader's name on each page, which this file does not allow: save it anew without that, or make it public.`,
    );
}
