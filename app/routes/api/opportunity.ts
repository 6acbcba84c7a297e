import type { z } from "zod";
import { config } from "#app/core/config.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { readPublicOpportunity, type PublicRow } from "#app/domain/opportunities/queries.server.ts";
import { answerApi, refuseWriting } from "#app/routes/api/answer.server.ts";
import type { opportunitySchema } from "#app/routes/api/schemas.ts";

type ApiOpportunity = z.input<typeof opportunitySchema>;

const amount = (minor: bigint | null) => minor?.toString() ?? null;
const time = (at: Date | null) => at?.toISOString() ?? null;

type Patent = { number?: string; country?: string; expiresOn?: string };

/** A row in the API's words: amounts as text, times in ISO 8601, without the database's ids. */
function toApi({ id: _id, organisationId: _organisationId, ...row }: PublicRow): ApiOpportunity {
  return {
    ...row,
    url: config.publicUrl + opportunityPath(row),
    status: row.status as ApiOpportunity["status"],
    sector: row.sector as ApiOpportunity["sector"],
    subSector: row.subSector as ApiOpportunity["subSector"],
    currency: row.currency as ApiOpportunity["currency"],
    partnerKinds: row.partnerKinds as ApiOpportunity["partnerKinds"],
    certifications: row.certifications as ApiOpportunity["certifications"],
    patents: (row.patents as Patent[]).map(({ number = "", country = "", expiresOn = null }) => ({
      number,
      country,
      expiresOn,
    })),
    milestones: row.milestones as ApiOpportunity["milestones"],
    totFeeMinor: amount(row.totFeeMinor),
    minimumAnnualFeeMinor: amount(row.minimumAnnualFeeMinor),
    securityDepositMinor: amount(row.securityDepositMinor),
    investmentMinMinor: amount(row.investmentMinMinor),
    investmentMaxMinor: amount(row.investmentMaxMinor),
    budgetMinor: amount(row.budgetMinor),
    minimumTurnoverMinor: amount(row.minimumTurnoverMinor),
    interestDeadline: time(row.interestDeadline),
    callDeadline: time(row.callDeadline),
    publishedAt: time(row.publishedAt),
    expiresAt: time(row.expiresAt),
    closedAt: time(row.closedAt),
  };
}

export const loader = answerApi(async ({ actor, params }) => ({
  data: toApi(await readPublicOpportunity(actor, params.reference ?? "")),
}));

export const action = refuseWriting;
