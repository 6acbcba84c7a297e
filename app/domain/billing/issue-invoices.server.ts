import type { Tx } from "#app/core/db.server.ts";
import { composeInvoice } from "#app/domain/billing/compose-invoice.ts";
import { addUp, creditShare, financialYearOf, invoiceNumber } from "#app/domain/billing/invoice.ts";
import type { PaymentFacts } from "#app/domain/billing/outcome.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import type { TaxedPrice } from "#app/domain/billing/taxes.ts";
import { calendarDateIn, calendarDateOf, type CalendarDate } from "#app/domain/eligibility/calendar.ts";
import type { Invoice, Prisma, Purchase } from "#prisma/generated/client.ts";
import type { InvoiceKind } from "#prisma/generated/enums.ts";

/** Paid in money, and without a question: what has an invoice. */
const isInvoiced = ({ status, problem, paidWith, totalMinor }: Purchase) =>
  status === "paid" && problem === "" && paidWith === "stripe" && totalMinor > 0n;

/** Orders that ought to have an invoice and have none. */
export const LACKING_INVOICE = {
  status: "paid",
  problem: "",
  paidWith: "stripe",
  totalMinor: { gt: 0 },
  invoices: { none: {} },
} as const satisfies Prisma.PurchaseWhereInput;

const dayInIndia = (instant: Date) => calendarDateIn("Asia/Kolkata", instant);

/**
 * The next number of a series. Others wait until this transaction ends; when it is rolled back, the number was never
 * given out, which a sequence of the database does not promise.
 */
export async function takeSerial(tx: Tx, kind: InvoiceKind, financialYear: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ serial: number }[]>`
    insert into invoice_counter as counter (kind, financial_year, last_serial)
    values (${kind}::invoice_kind, ${financialYear}, 1)
    on conflict (kind, financial_year) do update set last_serial = counter.last_serial + 1
    returning last_serial as serial`;
  return row!.serial;
}

type Paper = {
  kind: InvoiceKind;
  issuedOn: CalendarDate;
  price: TaxedPrice;
  against: Invoice | null;
  stripeRefundId: string | null;
};

async function writePaper(tx: Tx, order: Purchase, paper: Paper): Promise<Invoice> {
  const { kind, issuedOn, price, against, stripeRefundId } = paper;
  const financialYear = financialYearOf(issuedOn);
  const serial = await takeSerial(tx, kind, financialYear);
  const number = invoiceNumber(kind, financialYear, serial);
  const document = composeInvoice(order.terms as OrderTerms, {
    kind,
    number,
    issuedOn,
    price,
    currency: order.currency,
    against: against && { number: against.number, issuedOn: calendarDateOf(against.issuedOn) },
    references: [
      { label: "Order", text: order.id },
      { label: "Payment", text: order.stripePaymentId ?? "" },
      { label: "Refund", text: stripeRefundId ?? "" },
    ].filter(({ text }) => text !== ""),
  });
  return tx.invoice.create({
    data: {
      kind,
      financialYear,
      serial,
      number,
      issuedOn: new Date(`${issuedOn}T00:00:00Z`),
      organisationId: order.organisationId,
      purchaseId: order.id,
      invoiceId: against?.id ?? null,
      stripeRefundId,
      currency: order.currency,
      ...price,
      document,
    },
  });
}

const priceOf = ({ netMinor, cgstMinor, sgstMinor, igstMinor, totalMinor }: TaxedPrice): TaxedPrice => ({
  netMinor,
  cgstMinor,
  sgstMinor,
  igstMinor,
  totalMinor,
});

/**
 * Issues what a paid order has no paper for yet: its invoice, and a credit note for each refund that arrived. To be
 * called last in the transaction that holds the order's lock, since everybody else waits for the next number.
 * @param order as it stands after that transaction
 */
export async function issueInvoices(
  tx: Tx,
  order: Purchase,
  refunds: PaymentFacts["refunds"],
): Promise<void> {
  if (!isInvoiced(order)) return;
  const known = await tx.invoice.findMany({ where: { purchaseId: order.id } });
  const paidOn = dayInIndia(order.paidAt!);
  const invoice =
    known.find(({ kind }) => kind === "invoice") ??
    (await writePaper(tx, order, {
      kind: "invoice",
      issuedOn: paidOn,
      price: priceOf(order),
      against: null,
      stripeRefundId: null,
    }));
  const notes = known.filter(({ kind }) => kind === "credit_note");
  const fresh = refunds
    .filter(({ id, hasArrived }) => hasArrived && !notes.some((note) => note.stripeRefundId === id))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  for (const refund of fresh) {
    const given = addUp(notes);
    const left = invoice.totalMinor - given.totalMinor;
    const amountMinor = refund.amountMinor < left ? refund.amountMinor : left;
    if (amountMinor <= 0n) return;
    const day = dayInIndia(refund.at);
    notes.push(
      await writePaper(tx, order, {
        kind: "credit_note",
        issuedOn: day < paidOn ? paidOn : day,
        price: creditShare(priceOf(invoice), given, amountMinor),
        against: invoice,
        stripeRefundId: refund.id,
      }),
    );
  }
}
