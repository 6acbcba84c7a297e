import { handle, requirePerson } from "#app/core/http.server.ts";
import { sendFile } from "#app/core/send-file.server.ts";
import { requireSigned } from "#app/core/signed-address.server.ts";
import { readAttachment } from "#app/domain/messages/open-attachment.server.ts";

/** A file of a message, as a download: by an address signed for this account, and only while it is of one of the two sides. */
export const loader = handle(async ({ request, params, actor, url }) => {
  const { userId } = requirePerson(actor, url);
  requireSigned(url, userId);
  return sendFile(request, await readAttachment(actor, params.id ?? ""));
});
