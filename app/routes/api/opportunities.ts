import type { z } from "zod";
import { config } from "#app/core/config.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { answerApi, problem, refuseWriting } from "#app/routes/api/answer.server.ts";
import type { foundOpportunitySchema, opportunityListSchema } from "#app/routes/api/schemas.ts";
import type { SearchHit } from "#search/port.ts";
import { parseSearchQuery } from "#search/query.ts";
import { searchEngine } from "#search/select.server.ts";

type Found = z.input<typeof foundOpportunitySchema>;

/** A hit in the API's words. What an engine stores came through the same reference data. */
function toFound(hit: SearchHit): Found {
  return {
    reference: hit.reference,
    url: config.publicUrl + opportunityPath(hit),
    kind: hit.kind as Found["kind"],
    title: hit.title,
    summary: hit.summary,
    sector: hit.sector as Found["sector"],
    subSector: hit.subSector as Found["subSector"],
    trlCurrent: hit.trlCurrent,
    licence: hit.licence as Found["licence"],
    currency: hit.currency as Found["currency"],
    totFeeMinor: hit.totFeeMinor,
    termsOnRequest: hit.termsOnRequest,
    release: hit.release as Found["release"],
    certifications: hit.certifications as Found["certifications"],
    organisation: {
      slug: hit.organisation.slug,
      name: hit.organisation.name,
      country: hit.organisation.country,
    },
    publishedAt: hit.publishedAt,
    closingAt: hit.closingAt,
  };
}

export const loader = answerApi(async ({ url }) => {
  const { query, problems } = parseSearchQuery(url.searchParams);
  if (problems.length > 0) {
    const errors = problems.map(({ field, value, message }) => ({
      parameter: field,
      value,
      // Pages go on without what they cannot use; a program is better told to stop.
      detail: message.replace(", so it was left out", ""),
    }));
    const names = [...new Set(problems.map(({ field }) => field))].join(", ");
    return problem(
      400,
      `Something is wrong with ${names}. See errors; the values are listed at /api/openapi.json.`,
      {
        errors,
      },
    );
  }
  const { hits, facets, total, page } = await searchEngine.search(query);
  return {
    data: hits.map(toFound),
    facets,
    page: { ...page, total },
  } satisfies z.input<typeof opportunityListSchema>;
});

export const action = refuseWriting;
