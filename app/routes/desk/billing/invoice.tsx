import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvoiceSheet } from "#app/components/billing/invoice-sheet.tsx";
import { PageHeader } from "#app/components/primitives.tsx";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { readInvoice } from "#app/domain/billing/invoice-queries.server.ts";

/** An invoice or a credit note, for the members of the organisation that bought. */
export const loader = handle(async ({ actor, url, params }) => {
  const person = requirePerson(actor, url);
  const id = params.id ?? "";
  return { id, invoice: await readInvoice(person, id) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.invoice.title} ${data.invoice.number} · Sanyog` : "Invoice · Sanyog" },
];

export default function InvoicePage() {
  const { id, invoice } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={`${invoice.title} ${invoice.number}`}
        actions={
          <a className="button button-secondary" href={`/desk/billing/invoices/${id}.pdf`}>
            Open as PDF
          </a>
        }
      />
      <InvoiceSheet invoice={invoice} />
    </>
  );
}
