import type { Readable } from "node:stream";
import { invoiceMoney, type InvoiceDocument } from "#app/domain/billing/invoice-document.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";
import { fontFile, runsOf, type FontWeight } from "#app/domain/interests/dossier-fonts.server.ts";

type Document = PDFKit.PDFDocument;

/** All in points. */
const MARGIN = 56;
const GUTTER = 24;
const TERM_WIDTH = 100;
const AMOUNT_WIDTH = 130;
const GAP = 16;
/** From the top of a line to its base, and from line to line, as shares of the letters' size. */
const ASCENT = 0.95;
const LEADING = 1.35;
const INK = "#16202b";
const QUIET = "#4a5866";
const LINE = "#c3ccd5";

type Style = { size?: number; weight?: FontWeight; colour?: string; role?: string };
type Column = { x: number; width: number };

/** Takes up the font of a run; it is put into the file when it is first written with. */
const takeFont = (doc: Document, font: string) => doc.registerFont(font, fontFile(font)).font(font);

function widthOf(doc: Document, text: string, size: number, weight: FontWeight): number {
  doc.fontSize(size);
  return runsOf(text, weight).reduce((sum, run) => sum + takeFont(doc, run.font).widthOfString(run.text), 0);
}

type Fits = (line: string) => boolean;

/** A word that is wider than a line, in pieces that are not. */
function cutWord(word: string, fits: Fits): string[] {
  const pieces = [""];
  for (const letter of word)
    if (fits(pieces.at(-1)! + letter)) pieces.push(pieces.pop()! + letter);
    else pieces.push(letter);
  return pieces;
}

function linesOf(text: string, fits: Fits): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.trim().split(/\s+/)) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
      else lines.push(...(fits(word) ? [word] : cutWord(word, fits)));
    }
    return lines;
  });
}

function writeLine(doc: Document, line: string, x: number, style: Required<Style>): void {
  const y = doc.y + style.size * ASCENT;
  doc.fontSize(style.size).fillColor(style.colour);
  let left = x;
  for (const run of runsOf(line, style.weight)) {
    takeFont(doc, run.font);
    const options = { lineBreak: false, baseline: "alphabetic" };
    const top = doc.y;
    doc.text(run.text, left, y, options as PDFKit.Mixins.TextOptions);
    doc.y = top;
    left += doc.widthOfString(run.text);
  }
}

/** Writes a text into a column below `doc.y`, in fonts that have its letters. @param isRight along the right edge */
function write(doc: Document, text: string, column: Column, style: Style = {}, isRight = false): void {
  const whole = { size: 10.5, weight: 400, colour: INK, role: "P", ...style } as Required<Style>;
  const { size, weight } = whole;
  for (const line of linesOf(text, (each) => widthOf(doc, each, size, weight) <= column.width)) {
    if (doc.y + size * LEADING > doc.page.height - MARGIN) doc.addPage();
    const x = isRight ? column.x + column.width - widthOf(doc, line, size, weight) : column.x;
    doc.addStructure(doc.struct(whole.role, {}, () => writeLine(doc, line, x, whole)));
    doc.y += size * LEADING;
  }
}

const wholeWidth = (doc: Document): Column => ({ x: MARGIN, width: doc.page.width - 2 * MARGIN });

/** Writes columns beside each other and goes on below the longest. */
function beside(doc: Document, columns: (() => void)[]): void {
  const top = doc.y;
  const page = () => doc.bufferedPageRange().count;
  const pages = page();
  const ends = columns.map((draw) => {
    if (page() === pages) doc.y = top;
    draw();
    return doc.y;
  });
  doc.y = page() === pages ? Math.max(...ends) : doc.y;
}

function rule(doc: Document, colour = LINE): void {
  const { x, width } = wholeWidth(doc);
  doc.y += 4;
  doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(x, doc.y)
    .lineTo(x + width, doc.y)
    .lineWidth(0.75)
    .strokeColor(colour)
    .stroke();
  doc.endMarkedContent();
  doc.y += 5;
}

function writeParty(doc: Document, role: string, party: InvoiceDocument["seller"], column: Column): void {
  write(doc, role, column, { size: 9, colour: QUIET, role: "H2" });
  write(doc, party.legalName, column, { weight: 700 });
  const gstin = party.gstin && `GSTIN ${party.gstin}`;
  for (const text of [party.address, party.place, gstin, party.email])
    if (text !== "") write(doc, text, column);
}

function writeAmount(doc: Document, texts: string[], amount: string, style: Style = {}): void {
  const { x, width } = wholeWidth(doc);
  const [first = "", ...rest] = texts;
  beside(doc, [
    () => {
      const column = { x, width: width - AMOUNT_WIDTH - GUTTER };
      write(doc, first, column, style);
      for (const text of rest) write(doc, text, column, { size: 9, colour: QUIET });
    },
    () => write(doc, amount, { x: x + width - AMOUNT_WIDTH, width: AMOUNT_WIDTH }, style, true),
  ]);
}

function writeAmounts(doc: Document, invoice: InvoiceDocument): void {
  const { amounts, currency, description, serviceCode, totalMinor } = invoice;
  const [net, ...taxes] = amounts;
  writeAmount(doc, ["Service"], `Amount (${currency})`, { size: 9, colour: QUIET });
  rule(doc);
  writeAmount(doc, [description, `SAC ${serviceCode}`, net!.label], invoiceMoney(net!.minor, currency));
  for (const { label, minor } of taxes) {
    rule(doc);
    writeAmount(doc, [label], invoiceMoney(minor, currency));
  }
  rule(doc, INK);
  writeAmount(doc, ["Total"], invoiceMoney(totalMinor, currency), { weight: 700 });
}

function writeFeet(doc: Document, { title, number }: InvoiceDocument): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    const text = `${title} ${number} · page ${page + 1} of ${count}`;
    doc.y = doc.page.height - MARGIN + 18;
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    writeLine(doc, text, MARGIN, { size: 9, weight: 400, colour: QUIET, role: "P" });
    doc.endMarkedContent();
  }
}

async function openDocument({ title, number, issuedOn }: InvoiceDocument): Promise<Document> {
  // Large, and nobody but readers of PDFs needs it.
  const { default: PDFDocument } = await import("pdfkit");
  return new PDFDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    font: null as unknown as string,
    tagged: true,
    displayTitle: true,
    lang: "en",
    pdfVersion: "1.7",
    info: {
      Title: `${title} ${number}`,
      Creator: "Sanyog",
      Producer: "Sanyog",
      CreationDate: new Date(`${issuedOn}T00:00:00Z`),
    },
  });
}

function factsOf({ issuedOn, against, placeOfSupply, references }: InvoiceDocument): [string, string][] {
  const day = (date: string) => calendarDateText(date, "en-IN");
  return [
    ["Date", day(issuedOn)],
    ...(against
      ? [["For invoice", `${against.number} of ${day(against.issuedOn)}`] as [string, string]]
      : []),
    ["Place of supply", placeOfSupply],
    ...references.map(({ label, text }): [string, string] => [label, text]),
  ];
}

/** An invoice or a credit note as an A4 document, tagged, with its fonts inside. The same paper is the same file. */
export async function invoicePdf(invoice: InvoiceDocument): Promise<Readable> {
  const doc = await openDocument(invoice);
  const whole = wholeWidth(doc);
  write(doc, invoice.title, whole, { size: 20, weight: 700, role: "H1" });
  write(doc, invoice.number, whole, { size: 12, colour: QUIET });
  doc.y += GAP;
  const width = (whole.width - GUTTER) / 2;
  beside(doc, [
    () => writeParty(doc, "Seller", invoice.seller, { x: MARGIN, width }),
    () => writeParty(doc, "Buyer", invoice.buyer, { x: MARGIN + width + GUTTER, width }),
  ]);
  doc.y += GAP;
  for (const [term, text] of factsOf(invoice))
    beside(doc, [
      () => write(doc, term, { x: MARGIN, width: TERM_WIDTH }, { colour: QUIET }),
      () => write(doc, text, { x: MARGIN + TERM_WIDTH, width: whole.width - TERM_WIDTH }),
    ]);
  doc.y += GAP;
  writeAmounts(doc, invoice);
  doc.y += GAP;
  write(doc, `In words: ${invoice.totalInWords}`, whole);
  for (const remark of invoice.remarks) {
    doc.y += 4;
    write(doc, remark, whole);
  }
  writeFeet(doc, invoice);
  doc.end();
  return doc as unknown as Readable;
}
