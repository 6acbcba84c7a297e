import { createReadableStreamFromReadable } from "@remix-run/node";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { invoicePdf } from "#app/domain/billing/invoice-pdf.server.ts";
import { readInvoice } from "#app/domain/billing/invoice-queries.server.ts";

/** An invoice or a credit note on paper, for the members of the organisation that bought. */
export const loader = handle(async ({ actor, url, params }) => {
  requirePerson(actor, url);
  const { document: invoice } = await readInvoice(actor, params.id ?? "");
  return new Response(createReadableStreamFromReadable(await invoicePdf(invoice)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${invoice.number.replaceAll("/", "-")}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
});
