import { Readable } from "node:stream";
import { PDFDocument, rgb, StandardFonts } from "@cantoo/pdf-lib";
import type { Tx } from "#app/core/db.server.ts";
import { storeFile } from "#app/core/files.server.ts";
import { EXAMPLE_NDA } from "#app/domain/nda/example-text.ts";
import { makeAgreement, makeGrant, makeNdaText } from "#tests/factories/agreements.ts";
import { inDays } from "#tests/factories/factories.ts";

type Ids = Map<string, string>;

const PRIME = "tavanika-laboratory";
const SIGNED = { organisation: "dhatrika-coatings", opportunity: "TVL-107" };
/** The opportunities whose process sheet is shown after an NDA only. */
const WITH_SHEET = ["TVL-101", "TVL-107"];

const SHEET_LINES = [
  "Process sheet, for readers with an agreement in force",
  "1. Incoming inspection: certificate, chemical composition, storage temperature.",
  "2. Preparation: clean room class 8, humidity below 45 %.",
  "3. Process window: see the table of temperatures and times on the next page.",
  "4. Release: coupon per batch, ultrasonic record, signed traveller.",
];

async function processSheet(reference: string): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const title of [`Process sheet ${reference}`, "Temperatures and times"]) {
    const page = pdf.addPage([595, 842]);
    page.drawText(title, { x: 56, y: 760, size: 18, font, color: rgb(0.1, 0.15, 0.2) });
    for (const [index, line] of SHEET_LINES.entries())
      page.drawText(line, { x: 56, y: 720 - index * 22, size: 11, font });
  }
  pdf.setTitle(`Process sheet ${reference}`);
  return Buffer.from(await pdf.save());
}

async function attachSheet(tx: Tx, opportunityId: string, name: string): Promise<void> {
  const file = await storeFile(Readable.from([await processSheet(name)]), { maxBytes: 1_000_000 });
  await tx.document.create({
    data: {
      ...file,
      opportunityId,
      name: `process-sheet-${name}.pdf`,
      mediaType: "application/pdf",
      disclosure: "on_nda",
    },
  });
}

/** The prime's NDA, one agreement in force with its documents open, and sheets that are shown after an NDA only. */
export async function seedAgreements(
  tx: Tx,
  { organisations, people, opportunities }: { organisations: Ids; people: Ids; opportunities: Ids },
): Promise<void> {
  const primeId = organisations.get(PRIME)!;
  const applicantId = organisations.get(SIGNED.organisation)!;
  await makeNdaText(
    { organisationId: primeId, ...EXAMPLE_NDA, publishedById: people.get(PRIME), publishedAt: inDays(-90) },
    tx,
  );
  await makeAgreement(
    {
      primeId,
      applicantId,
      invitedById: people.get(PRIME),
      invitedAt: inDays(-25),
      acceptedById: people.get(SIGNED.organisation),
      acceptedName: "Farida Contractor",
      acceptedRole: "Works manager",
      acceptedAt: inDays(-24),
      acceptedUserAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      countersignedById: people.get(PRIME),
      countersignedName: "Meera Iyer",
      countersignedAt: inDays(-23),
    },
    tx,
  );
  await makeGrant({ opportunityId: opportunities.get(SIGNED.opportunity)!, organisationId: applicantId }, tx);
  for (const name of WITH_SHEET) await attachSheet(tx, opportunities.get(name)!, name);
}
