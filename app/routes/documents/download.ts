import { createReadableStreamFromReadable } from "@remix-run/node";
import { handle } from "#app/core/http.server.ts";
import { downloadDocument } from "#app/domain/documents/download-document.server.ts";

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** A document, always as a download and never as a page of ours, whatever is in it. */
export const loader = handle(async ({ params, actor }) => {
  const { name, mediaType, isPublic, sizeBytes, stream } = await downloadDocument(actor, params.id ?? "");
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      "Content-Type": mediaType,
      "Content-Length": String(sizeBytes),
      "Content-Disposition": disposition(name),
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": isPublic ? "private, no-cache" : "private, no-store",
    },
  });
});
