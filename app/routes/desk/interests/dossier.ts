import { createReadableStreamFromReadable } from "@remix-run/node";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { dossierPdf } from "#app/domain/interests/dossier-pdf.server.ts";
import { readDossier } from "#app/domain/interests/dossier.server.ts";

/** One EoI on paper, for both sides of it. */
export const loader = handle(async ({ request, params, actor, url }) => {
  requirePerson(actor, url);
  const id = params.id ?? "";
  const now = new Date();
  const dossier = await readDossier(actor, id, readLocale(request.headers.get("Accept-Language")), now);
  return new Response(createReadableStreamFromReadable(await dossierPdf(dossier, now)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="interest-${dossier.reference}-${id.slice(0, 8)}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
});
