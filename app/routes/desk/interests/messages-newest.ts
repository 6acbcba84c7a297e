import { handle, requirePerson } from "#app/core/http.server.ts";
import { newestPosition } from "#app/domain/messages/queries.server.ts";

/** Whether an open page lacks messages: asked every few seconds, so it is one number and reads no text. */
export const loader = handle(async ({ params, actor, url }) => {
  requirePerson(actor, url);
  return Response.json(
    { newest: await newestPosition(actor, params.id ?? "") },
    { headers: { "Cache-Control": "private, no-store" } },
  );
});
