import { redirect } from "@remix-run/node";
import { handle } from "#app/core/http.server.ts";
import { sendFile } from "#app/core/send-file.server.ts";
import { isSigned, requireSigned, signAddress } from "#app/core/signed-address.server.ts";
import { readEvidence, recordOpening } from "#app/domain/certifications/open-evidence.server.ts";

const SIGNED_MINUTES = 10;

/**
 * A certificate's evidence, shown in the browser. It leads to an address that works ten minutes, for this account only;
 * who may see it is asked anew each time. A PDF stands beside the claim on the moderators' page, so pages of ours may
 * frame it; it loads and runs nothing all the same.
 */
export const loader = handle(async ({ request, params, actor, url }) => {
  const evidence = await readEvidence(actor, params.id ?? "");
  const { userId } = evidence.reader;
  if (!isSigned(url))
    return redirect(signAddress(url.pathname, userId, SIGNED_MINUTES), {
      headers: { "Cache-Control": "private, no-store" },
    });
  requireSigned(url, userId);
  await recordOpening(evidence);
  const response = await sendFile(request, evidence.file);
  if (evidence.file.mediaType === "application/pdf") {
    response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'");
    response.headers.set("X-Frame-Options", "SAMEORIGIN");
  }
  return response;
});
