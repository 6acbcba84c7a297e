import { buffer } from "node:stream/consumers";
import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { InvoiceSheet } from "#app/components/billing/invoice-sheet.tsx";
import { closeDatabase } from "#app/core/db.server.ts";
import { system } from "#app/core/actor.ts";
import { readActor } from "#app/core/session.server.ts";
import { refundPayment } from "#app/core/stripe-sandbox/scenes.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";
import { listInvoices, readInvoice } from "#app/domain/billing/invoice-queries.server.ts";
import { invoicePdf } from "#app/domain/billing/invoice-pdf.server.ts";
import * as page from "#app/routes/desk/billing/invoice.tsx";
import * as pdf from "#app/routes/desk/billing/invoice-pdf.ts";
import { makeMember, makeOrganisation, makeUser, signIn } from "#tests/factories/factories.ts";
import { atPayment, makeBuyer, order, type BuyerWorld } from "#tests/integration/billing-world.ts";

afterAll(closeDatabase);

const HINDI = "भारत";
const everybody = system("test");
let buyer: BuyerWorld;
let purchaseId: string;

beforeAll(async () => {
  buyer = await makeBuyer({ legalName: `Größe Łódź ${HINDI} Limited`, gstin: "29AAGCB7383J1Z4" });
  const { id, stripeSessionId } = await order(buyer);
  purchaseId = id;
  const { payment_intent: payment } = await atPayment(stripeSessionId, "pay");
  await refundPayment(payment!, 100_000);
  await convergePurchase(id);
});

const papers = () => listInvoices(buyer.actor, purchaseId);
const firstPaper = async () => (await papers())[0]!;
const fileOf = async (id: string) => buffer(await invoicePdf((await readInvoice(everybody, id)).document));

async function wordsOf(file: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(file));
  const { text } = await extractText(document, { mergePages: true });
  return { words: text.replace(/\s+/g, " "), info: (await getMeta(document)).info };
}

const COMMON = [
  "29AAGCB7383J1Z4",
  "Größe Łódź",
  "Karnataka (29)",
  "SAC 998365",
  "CGST 9 %",
  "SGST 9 %",
  "Place of supply",
];

describe("an invoice on paper", () => {
  test("tells seller, buyer, service, taxes, total in figures and words, on numbered pages", async () => {
    const [invoice] = await papers();
    const { words, info } = await wordsOf(await fileOf(invoice!.id));
    for (const text of [
      ...COMMON,
      "Tax invoice",
      `${invoice!.number} · page 1 of 1`,
      "₹4,999.00",
      "₹449.91",
      "₹5,898.82",
      "In words: Five Thousand Eight Hundred Ninety Eight Rupees And Eighty Two Paise Only",
      "Tax is not payable on reverse charge.",
    ])
      expect(words, text).toContain(text);
    expect(info).toMatchObject({ Title: `Tax invoice ${invoice!.number}` });
    expect(words).not.toContain("Credit note");
  });

  test("of a refund names the invoice that it corrects", async () => {
    const [invoice, note] = await papers();
    const { words } = await wordsOf(await fileOf(note!.id));
    for (const text of [
      ...COMMON,
      "Credit note",
      `For invoice ${invoice!.number} of`,
      "₹847.46",
      "₹76.27",
      "₹1,000.00",
    ])
      expect(words, text).toContain(text);
  });

  test("is the same file each time, with its fonts inside", async () => {
    const [invoice] = await papers();
    const [one, other] = [await fileOf(invoice!.id), await fileOf(invoice!.id)];
    expect(one.equals(other)).toBe(true);
    const text = one.toString("latin1");
    for (const font of ["SourceSans", "NotoSansDevanagari"]) expect(text).toMatch(new RegExp(`\\+${font}`));
  });

  test("breaks words and pages where an address asks for it", async () => {
    const [invoice] = await papers();
    const { document: plain } = await readInvoice(everybody, invoice!.id);
    const address = `${"W".repeat(300)}\n${"Long Road\n".repeat(60)}the last line`;
    const file = await buffer(await invoicePdf({ ...plain, buyer: { ...plain.buyer, address } }));
    const { words } = await wordsOf(file);
    expect(words).toContain("the last line");
    expect(words).toContain("page 2 of 2");
    expect(words).toContain("₹5,898.82");
  });
});

test("the page tells the same as the paper", async () => {
  const [, note] = await papers();
  const { document: invoice } = await readInvoice(buyer.actor, note!.id);
  const shown = renderToStaticMarkup(createElement(InvoiceSheet, { invoice })).replace(/<[^>]+>/g, " ");
  for (const text of [
    ...COMMON,
    HINDI,
    "₹847.46",
    "₹1,000.00",
    invoice.against!.number,
    invoice.totalInWords,
  ])
    expect(shown, text).toContain(text);
});

describe("who reads it", () => {
  const ask = (loader: unknown, cookie: string | undefined, id: string) =>
    (loader as (args: unknown) => Promise<unknown>)({
      request: new Request(`http://localhost/desk/billing/invoices/${id}`, {
        headers: cookie ? { cookie } : {},
      }),
      params: { id },
      context: {},
    });

  test("members of the organisation that bought and moderators do, for others it does not exist", async () => {
    const { id } = await firstPaper();
    const viewer = await signIn(await makeMember(buyer.organisation.id, "viewer"));
    const moderator = await signIn(await makeUser({ isModerator: true }));
    const stranger = await signIn(await makeMember((await makeOrganisation()).id));
    const nobodys = await signIn(await makeUser());
    for (const loader of [page.loader, pdf.loader]) {
      for (const cookie of [buyer.cookie, viewer, moderator])
        await expect(ask(loader, cookie, id)).resolves.toBeTruthy();
      for (const cookie of [stranger, nobodys])
        await expect(ask(loader, cookie, id)).rejects.toMatchObject({ init: { status: 404 } });
      await expect(ask(loader, buyer.cookie, "nonsense")).rejects.toMatchObject({ init: { status: 404 } });
      await expect(ask(loader, undefined, id)).rejects.toMatchObject({ status: 302 });
    }
  });

  test("the way back to the purchase is there for those who have that page", async () => {
    const { id } = await firstPaper();
    expect(await readInvoice(buyer.actor, id)).toMatchObject({ purchaseId });
    const moderator = await readActor(await signIn(await makeUser({ isModerator: true })));
    expect(await readInvoice(moderator, id)).toMatchObject({ purchaseId: null });
  });

  test("the PDF is one, named by its number", async () => {
    const { id, number } = await firstPaper();
    const answer = (await ask(pdf.loader, buyer.cookie, id)) as Response;
    expect(answer.headers.get("Content-Disposition")).toBe(
      `inline; filename="${number.replaceAll("/", "-")}.pdf"`,
    );
    expect((await answer.text()).slice(0, 8)).toBe("%PDF-1.7");
  });
});
