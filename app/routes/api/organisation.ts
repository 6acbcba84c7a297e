import type { z } from "zod";
import { config } from "#app/core/config.server.ts";
import { findPublicOrganisation } from "#app/domain/organisations/public-queries.server.ts";
import { answerApi, refuseWriting } from "#app/routes/api/answer.server.ts";
import type { organisationSchema } from "#app/routes/api/schemas.ts";
import { searchEngine } from "#search/select.server.ts";
import { emptyQuery } from "#search/url.ts";

type ApiOrganisation = z.input<typeof organisationSchema>;

export const loader = answerApi(async ({ actor, params }) => {
  const { verifiedAt: _, createdAt: __, ...row } = await findPublicOrganisation(actor, params.slug ?? "");
  const query = { ...emptyQuery(), filters: { ...emptyQuery().filters, organisation: [row.slug] } };
  const { total } = await searchEngine.search(query);
  return {
    data: {
      ...row,
      sectors: row.sectors as ApiOrganisation["sectors"],
      url: `${config.publicUrl}/organisations/${row.slug}`,
      openOpportunities: total,
    } satisfies ApiOrganisation,
  };
});

export const action = refuseWriting;
