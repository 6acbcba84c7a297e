import { handle } from "#app/core/http.server.ts";
import { findResults } from "#app/routes/opportunities/find-results.server.ts";
import { answerOf } from "#app/routes/opportunities/results-html.server.tsx";

/** The results page's answer alone, for those who type: asked and read without the router, which costs more than both. */
export const loader = handle(async (asked) => {
  const { view, status } = await findResults(asked);
  return Response.json(answerOf(view), { status });
});
