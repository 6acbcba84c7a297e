/** A page of A5 that looks like a certificate: each line as it would be printed, the first one large. */
export async function certificatePdf([title, ...lines]: [string, ...string[]]): Promise<Buffer> {
  // Loaded where a page is drawn: it takes memory that most processes never need.
  const { default: PDFDocument } = await import("pdfkit");
  const document = new PDFDocument({ size: "A5", margin: 48, info: { Title: title } });
  document
    .lineWidth(1.5)
    .rect(24, 24, document.page.width - 48, document.page.height - 48)
    .stroke();
  document.moveDown(3).font("Helvetica-Bold").fontSize(20).text(title, { align: "center" }).moveDown(1.5);
  document.font("Helvetica").fontSize(11);
  for (const line of lines) document.text(line, { align: "center" }).moveDown(0.6);
  document.end();
  const parts: Buffer[] = [];
  for await (const part of document) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
