import { createReadableStreamFromReadable } from "@remix-run/node";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { fileHeaders } from "#app/core/send-file.server.ts";
import { agreementPdf } from "#app/domain/nda/agreement-pdf.server.ts";

/** A signed agreement on paper, for both sides of it. */
export const loader = handle(async ({ params, actor, url }) => {
  requirePerson(actor, url);
  const { stream, name } = await agreementPdf(actor, params.id ?? "", params.agreement ?? "");
  return new Response(createReadableStreamFromReadable(stream), {
    headers: fileHeaders({ name, mediaType: "application/pdf" }),
  });
});
