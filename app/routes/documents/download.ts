import { redirect } from "@remix-run/node";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { sendFile } from "#app/core/send-file.server.ts";
import { isSigned, requireSigned, signAddress } from "#app/core/signed-address.server.ts";
import { downloadDocument } from "#app/domain/documents/download-document.server.ts";
import { readDocument } from "#app/domain/documents/queries.server.ts";

const SIGNED_MINUTES = 10;

/**
 * A document, as a download and never as a page of ours, whatever is in it. What is not public leads to an address
 * that works ten minutes, for this account only; who may have it is asked anew each time.
 */
export const loader = handle(async ({ request, params, actor, url, context }) => {
  const { disclosure } = await readDocument(actor, params.id ?? "");
  const isPublic = disclosure === "public";
  if (!isPublic) {
    const { userId } = requirePerson(actor, url);
    if (!isSigned(url))
      return redirect(signAddress(url.pathname + url.search, userId, SIGNED_MINUTES), {
        headers: { "Cache-Control": "private, no-store" },
      });
    requireSigned(url, userId);
  }
  const address = context.clientAddress ?? "";
  const file = await downloadDocument(actor, params.id ?? "", { kind: "download", address });
  return sendFile(request, file);
});
