import { PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { placeOn, stampPdf, type Stamp } from "#app/domain/documents/stamp-pdf.server.ts";
import { pdfOf, textsOf } from "#tests/fixtures/pdfs.ts";

const stamp: Stamp = {
  before: "Provided to",
  name: "Mahanadi Microwave",
  plainName: "mahanadi-microwave",
  after: "on 2026-11-22 17:05 UTC under NDA v3 · SY-2026-000123",
};
const LINE = `${stamp.before} ${stamp.name} ${stamp.after}`;

/** Where the stamp begins on a page as its reader sees it: to the right of and above the lower left corner, in points. */
async function seenAt(
  pdf: Uint8Array,
  pageNumber: number,
): Promise<[right: number, up: number, angle: number]> {
  const page = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(pageNumber);
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const first = items.find((item) => "str" in item && item.str.startsWith("Provided"))! as {
    transform: number[];
  };
  const [a = 0, b = 0, , , x = 0, y = 0] = first.transform;
  const [seenX, seenY] = viewport.convertToViewportPoint(x, y) as [number, number];
  const [aheadX, aheadY] = viewport.convertToViewportPoint(x + a, y + b) as [number, number];
  const angle = (Math.atan2(seenY - aheadY, aheadX - seenX) * 180) / Math.PI;
  return [Math.round(seenX), Math.round(viewport.height - seenY), Math.round(angle) + 0];
}

describe("the stamp", () => {
  it("stands on every page beside what is there", async () => {
    const stamped = await stampPdf(await pdfOf([{}, {}, {}]), stamp);
    const texts = await textsOf(stamped);
    expect(texts).toHaveLength(3);
    for (const [index, text] of texts.entries()) {
      expect(text).toContain(`Sheet ${index + 1}`);
      expect(text.replaceAll("\n", " ")).toContain(LINE);
    }
  });

  it.each([0, 90, 180, 270] as const)(
    "is read upright at the foot of a page turned by %i°",
    async (turned) => {
      const stamped = await stampPdf(await pdfOf([{ turned, size: [420, 595] }]), stamp);
      expect(await seenAt(stamped, 1)).toEqual([12, 12, 0]);
    },
  );

  it("stands where the page was cropped to, and is small on a small page", async () => {
    const pdf = await PDFDocument.load(await pdfOf([{}, { size: [120, 90] }]));
    pdf.getPage(0).setCropBox(100, 200, 300, 300);
    const stamped = await stampPdf(await pdf.save(), stamp);
    expect(await seenAt(stamped, 1)).toEqual([12, 12, 0]);
    expect(await seenAt(stamped, 2)).toEqual([12, 12, 0]);
  });

  it("is not moved by what a page's own drawing left behind", async () => {
    const pdf = await PDFDocument.load(await pdfOf([{}]));
    const page = pdf.getPage(0);
    const untidy = pdf.context.flateStream("0.1 0 0 0.1 300 300 cm");
    page.node.set(PDFName.of("Contents"), pdf.context.obj([pdf.context.register(untidy)]));
    expect(untidy).toBeInstanceOf(PDFRawStream);
    expect(await seenAt(await stampPdf(await pdf.save(), stamp), 1)).toEqual([12, 12, 0]);
  });

  it.each([
    ["Łódzka Świetność Œuvre", "Łódzka Świetność Œuvre"],
    ["Алмаз и Ελλάδα", "Алмаз и Ελλάδα"],
    ["शक्ति", "शक्ति"],
    ["株式会社 சென்னை", "mahanadi-microwave"],
    ["Bell 🔔 Works", "mahanadi-microwave"],
  ])("names %s as %s", async (name, shown) => {
    const [text] = await textsOf(await stampPdf(await pdfOf([{}]), { ...stamp, name }));
    const seen = text!.replaceAll("\n", " ").normalize("NFC");
    if (/\p{Script=Devanagari}/u.test(shown)) expect(seen).toMatch(/\p{Script=Devanagari}/u);
    else expect(seen).toContain(`Provided to ${shown} on`);
  });

  it.each([
    ["protected by a password", () => pdfOf([{}], "secret")],
    ["open to readers but protected against changes", () => pdfOf([{}], "")],
    ["damaged", async () => Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")],
    ["broken off", async () => (await pdfOf([{}, {}])).subarray(0, 300)],
    ["not a PDF", async () => Buffer.from("A leaflet.")],
  ])("is refused with its reason to what is %s", async (_, make) => {
    await expect(stampPdf(await make(), stamp)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^This PDF is (protected by a password|damaged),.*attach it again/),
    });
  });

  it("keeps a thousand pages and lets others have their turn meanwhile", async () => {
    const pages = Array.from({ length: 1000 }, (_, index) => ({ turned: index % 2 ? 90 : 0 }) as const);
    const original = await pdfOf(pages);
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 5);
    const stamped = await stampPdf(original, stamp);
    clearInterval(clock);
    expect(turns).toBeGreaterThan(5);
    expect((await PDFDocument.load(stamped)).getPageCount()).toBe(1000);
    expect(await seenAt(stamped, 1000)).toEqual([12, 12, 0]);
    expect(stamped.length).toBeLessThan(original.length + 1_500_000);
  }, 40_000);
});

it("counts from the corner that the reader sees as lower left", () => {
  const box = { x: 10, y: 20, width: 100, height: 200 };
  expect(placeOn(box, 0, 5, 7)).toEqual({ x: 15, y: 27 });
  expect(placeOn(box, 90, 5, 7)).toEqual({ x: 103, y: 25 });
  expect(placeOn(box, 180, 5, 7)).toEqual({ x: 105, y: 213 });
  expect(placeOn(box, -90, 5, 7)).toEqual({ x: 17, y: 215 });
  expect(placeOn(box, 450, 5, 7)).toEqual(placeOn(box, 90, 5, 7));
});
