import { createReadableStreamFromReadable, redirect } from "@remix-run/node";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { fileHeaders, sendFile } from "#app/core/send-file.server.ts";
import { isSigned, requireSigned, signAddress } from "#app/core/signed-address.server.ts";
import { downloadDocument } from "#app/domain/documents/download-document.server.ts";
import { readDocument } from "#app/domain/documents/queries.server.ts";

const SIGNED_MINUTES = 10;

/**
 * A document: saved, or with `?view` shown by the browser itself, and never a page of ours, whatever is in it. What is
 * not public leads to an address that works ten minutes, for this account only; who may have it is asked anew each time.
 */
export const loader = handle(async ({ request, params, actor, url, context }) => {
  const { disclosure, name, mediaType } = await readDocument(actor, params.id ?? "");
  if (disclosure !== "public") {
    const { userId } = requirePerson(actor, url);
    if (!isSigned(url))
      return redirect(signAddress(url.pathname + url.search, userId, SIGNED_MINUTES), {
        headers: { "Cache-Control": "private, no-store" },
      });
    requireSigned(url, userId);
    // Nothing is handed out, so there is nothing to write down.
    if (request.method === "HEAD") return new Response(null, { headers: fileHeaders({ name, mediaType }) });
  }
  const { file, stamped } = await downloadDocument(actor, params.id ?? "", {
    kind: url.searchParams.has("view") ? "view" : "download",
    address: context.clientAddress ?? "",
  });
  if (!stamped) return sendFile(request, file);
  const headers = fileHeaders(file);
  headers.set("Content-Length", String(stamped.sizeBytes));
  return new Response(createReadableStreamFromReadable(stamped.stream), { headers });
});
