import type { Readable } from "node:stream";
import { fontFile, runsOf, type FontWeight } from "#app/domain/interests/dossier-fonts.server.ts";
import type { Dossier, DossierPart } from "#app/domain/interests/dossier.server.ts";

type Document = PDFKit.PDFDocument;

/** All in points. */
const MARGIN = 56;
const TERM_WIDTH = 150;
const GAP = 14;
/** From the top of a line to its base, as a share of the letters' size. */
const ASCENT = 0.95;
const INK = "#16202b";
const QUIET = "#4a5866";

type Style = { size?: number; weight?: FontWeight; colour?: string };
type Box = { x: number; width: number };

/** Writes a text below `doc.y`, each stretch in a font that has its letters, all on one base line. */
function write(
  doc: Document,
  text: string,
  box: Box,
  { size = 10.5, weight = 400, colour = INK }: Style = {},
) {
  const runs = runsOf(text, weight);
  doc.fontSize(size).fillColor(colour);
  for (const [index, run] of runs.entries()) {
    const options = {
      width: box.width,
      lineGap: 2,
      baseline: "alphabetic",
      continued: index < runs.length - 1,
    };
    doc.font(run.font);
    if (index === 0) doc.text(run.text, box.x, doc.y + size * ASCENT, options as PDFKit.Mixins.TextOptions);
    else doc.text(run.text, options as PDFKit.Mixins.TextOptions);
  }
  if (runs.length > 0) doc.y -= size * ASCENT;
}

const wholeWidth = (doc: Document): Box => ({ x: MARGIN, width: doc.page.width - 2 * MARGIN });

/** A heading is never the last line of a page. */
function keepTogether(doc: Document, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
}

function tagged(doc: Document, role: string, draw: () => void): void {
  doc.addStructure(doc.struct(role, {}, draw));
}

function writePart(doc: Document, { title, lines }: DossierPart): void {
  keepTogether(doc, 70);
  doc.y += GAP;
  tagged(doc, "H2", () => write(doc, title, wholeWidth(doc), { size: 13, weight: 700 }));
  doc.y += 3;
  for (const line of lines) {
    if (!("term" in line)) {
      tagged(doc, "P", () => write(doc, line.text, wholeWidth(doc)));
      doc.y += 3;
      continue;
    }
    keepTogether(doc, 34);
    const top = doc.y;
    tagged(doc, "P", () => write(doc, line.term, { x: MARGIN, width: TERM_WIDTH }, { colour: QUIET }));
    const afterTerm = doc.y;
    doc.y = top;
    const pages = doc.bufferedPageRange().count;
    const { x, width } = wholeWidth(doc);
    const indent = TERM_WIDTH + GAP;
    tagged(doc, "P", () => write(doc, line.text, { x: x + indent, width: width - indent }));
    if (doc.bufferedPageRange().count === pages) doc.y = Math.max(doc.y, afterTerm);
    doc.y += 3;
  }
}

/** "Page 2 of 5" and the reference at the foot of every page. */
function writeFeet(doc: Document, { reference, madeAt }: Dossier): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    // The foot stands in the margin, where text would begin another page.
    doc.page.margins.bottom = 0;
    doc.y = doc.page.height - MARGIN + 18;
    doc.markContent("Artifact", { type: "Pagination" });
    write(doc, `${reference} · page ${page + 1} of ${count} · as of ${madeAt}`, wholeWidth(doc), {
      size: 9,
      colour: QUIET,
    });
    doc.endMarkedContent();
  }
}

/**
 * The dossier as an A4 document, tagged for those who have it read to them, with its fonts inside. The same dossier
 * makes the same file.
 * @param now the date that the file itself carries
 */
export async function dossierPdf(dossier: Dossier, now: Date): Promise<Readable> {
  // Large, and nobody but readers of dossiers needs it.
  const { default: PDFDocument } = await import("pdfkit");
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    font: null as unknown as string,
    tagged: true,
    displayTitle: true,
    lang: "en",
    pdfVersion: "1.7",
    info: {
      Title: `${dossier.title}, ${dossier.reference}`,
      Creator: "Sanyog",
      Producer: "Sanyog",
      CreationDate: now,
    },
  });
  const fonts = new Set(
    [dossier.title, dossier.subtitle, ...dossier.parts.flatMap(textsOf)].flatMap(fontsOf),
  );
  for (const font of [...fonts, ...fontsOf(dossier.madeAt)]) doc.registerFont(font, fontFile(font));
  tagged(doc, "H1", () => write(doc, dossier.title, wholeWidth(doc), { size: 20, weight: 700 }));
  doc.y += 2;
  tagged(doc, "P", () => write(doc, dossier.subtitle, wholeWidth(doc), { size: 12, colour: QUIET }));
  for (const part of dossier.parts) writePart(doc, part);
  writeFeet(doc, dossier);
  doc.end();
  return doc as unknown as Readable;
}

const textsOf = ({ title, lines }: DossierPart) => [
  title,
  ...lines.flatMap((line) => ("term" in line ? [line.term, line.text] : [line.text])),
];
const fontsOf = (text: string) =>
  ([400, 700] as const).flatMap((weight) => runsOf(text, weight).map(({ font }) => font));
