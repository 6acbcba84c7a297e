import { z } from "zod";
import { DomainError } from "#app/core/errors.ts";
import { handle, readForm } from "#app/core/http.server.ts";
import { listingCounter } from "#app/domain/billing/listing-counts.server.ts";
import { findResults } from "#app/routes/opportunities/find-results.server.ts";
import { answerOf } from "#app/routes/opportunities/results-html.server.tsx";
import { MOST_FEATURED } from "#search/settings.ts";
import { PAGE_SIZE } from "#search/url.ts";

/** The results page's answer alone, for those who type: asked and read without the router, which costs more than both. */
export const loader = handle(async (asked) => {
  const { view, status } = await findResults(asked);
  return Response.json({ ...answerOf(view), listings: view.listings }, { status });
});

const references = (most: number) => z.array(z.string().regex(/^SY-\d{4}-\d{6,12}$/)).max(most);
const listingsSchema = z.object({
  organic: references(PAGE_SIZE),
  featured: references(MOST_FEATURED),
});

/** Which cards stayed when typing paused: answers in between nobody reads, so they count as no views. */
export const action = handle(async ({ request, actor }) => {
  const form = await readForm(request);
  const shown = { organic: form.getAll("organic"), featured: form.getAll("featured") };
  const { data: listings } = listingsSchema.safeParse(shown);
  if (!listings)
    throw new DomainError("invalid", "organic, featured: send the references that the live answer names.");
  listingCounter.recordViews(listings, {
    userAgent: request.headers.get("User-Agent"),
    organisationId: actor.kind === "person" ? actor.organisation?.id : undefined,
  });
  return new Response(null, { status: 204 });
});
