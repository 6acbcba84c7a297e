import { pool } from "#app/core/db.server.ts";
import type { Requirements } from "#app/core/requirements.ts";
import type { Asked } from "#app/domain/eligibility/outlook.ts";

/** Open to answers: the rule of search results, so that numbers here and there agree. `o` is the opportunity. */
const OPEN = `o.status = 'published' and o.published_at is not null
  and least(o.expires_at, o.interest_deadline) > now() is not false`;

/**
 * What others ask for just now, each combination once: thousands of opportunities ask for a few hundred. What is only
 * an advantage decides nothing and is left out.
 */
const marketText = (ids: string) => `
  select certifications, minimum_years as "minimumYears", minimum_turnover_minor::text as "minimumTurnoverMinor",
    currency, minimum_class::text as "minimumClass", industrial_licence_required as "industrialLicenceRequired",
    partner_kinds as "partnerKinds", partner_countries || countries_invited as "partnerCountries",
    release::text as release, release_countries as "releaseCountries",
    count(*)::int as opportunities, (count(*) filter (where past_supply <> ''))::int as "askingForSupplies"${ids}
  from (
    select o.*, coalesce(asked.certifications, '{}') as certifications
    from opportunity o left join (
      select opportunity_id, array_agg(certification order by certification collate "C") as certifications
      from opportunity_certification where level = 'required' group by opportunity_id
    ) asked on asked.opportunity_id = o.id
    where ${OPEN} and o.organisation_id <> $1
  ) open
  group by certifications, minimum_years, minimum_turnover_minor, currency, minimum_class,
    industrial_licence_required, partner_kinds, partner_countries, countries_invited, release, release_countries`;

const MARKET = { name: "eligibility-market", text: marketText("") };
const MARKET_WITH_IDS = {
  name: "eligibility-market-with-ids",
  text: marketText(`, string_agg(id::text, ' ') as ids`),
};

type Row = Omit<Requirements, "organisation" | "preferredCertifications"> & {
  opportunities: number;
  askingForSupplies: number;
};

/** Of nobody that asks: whose an opportunity is matters only to its poster, and its own are left out. */
const asRequirements = (row: Row): Requirements => ({
  ...row,
  organisation: "",
  preferredCertifications: [],
});

/** What the opportunities that are open to answers ask for, without those of this organisation. */
export async function readMarket(organisationId: string): Promise<Asked[]> {
  const { rows } = await pool.query<Row>({ ...MARKET, values: [organisationId] });
  return rows.map(({ opportunities, askingForSupplies, ...asked }) => ({
    requirements: asRequirements(asked as Row),
    opportunities,
    askingForSupplies,
  }));
}

/** The ids of the open opportunities, without those of this organisation, whose requirements are as wanted. */
export async function idsAsking(
  organisationId: string,
  isWanted: (requirements: Requirements) => boolean,
): Promise<string[]> {
  const { rows } = await pool.query<Row & { ids: string }>({ ...MARKET_WITH_IDS, values: [organisationId] });
  return rows.flatMap(({ ids, ...row }) => (isWanted(asRequirements(row)) ? ids.split(" ") : []));
}
