import { db } from "#app/core/db.server.ts";
import { issueInvoices } from "#app/domain/billing/issue-invoices.server.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import { MARKERS } from "#tests/integration/access-matrix/markers.ts";

/** The invoice of a paid order, made out to a name that only its readers may find. */
export async function makeInvoice(purchaseId: string) {
  const order = await db.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
  const terms = order.terms as OrderTerms;
  const buyer = { ...terms.buyer, legalName: MARKERS.invoicedTo.text, email: "accounts@buyer.example" };
  await db.$transaction((tx) => issueInvoices(tx, { ...order, terms: { ...terms, buyer } }, []));
  const { id } = await db.invoice.findFirstOrThrow({ where: { purchaseId } });
  return { invoice: id };
}
