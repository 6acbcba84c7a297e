import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvoiceSheet } from "#app/components/billing/invoice-sheet.tsx";
import { ButtonLink, PageHeader } from "#app/components/primitives.tsx";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { readInvoice } from "#app/domain/billing/invoice-queries.server.ts";

/** An invoice or a credit note, for the members of the organisation that bought. */
export const loader = handle(async ({ actor, url, params }) => {
  const person = requirePerson(actor, url);
  const id = params.id ?? "";
  const { document: invoice, purchaseId } = await readInvoice(person, id);
  return { id, invoice, purchaseId };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.invoice.title} ${data.invoice.number} · Sanyog` : "Invoice · Sanyog" },
];

export default function InvoicePage() {
  const { id, invoice, purchaseId } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={`${invoice.title} ${invoice.number}`}
        actions={
          <>
            <a className="button button-primary" href={`/desk/billing/invoices/${id}.pdf`}>
              Open as PDF
            </a>
            {purchaseId && (
              <ButtonLink look="secondary" to={`/desk/billing/purchases/${purchaseId}`}>
                Back to the purchase
              </ButtonLink>
            )}
          </>
        }
      />
      <InvoiceSheet invoice={invoice} />
    </>
  );
}
