import { pool } from "#app/core/db.server.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import { readReferences } from "#app/domain/reference/read-reference.server.ts";

type Row = Omit<CapabilityProfile, "yearlyTurnover"> & {
  id: string;
  currency: string;
  turnoverMinor: string | null;
};

/** A prepared statement: every search and every opportunity page of somebody signed in asks it. */
const PROFILES = {
  name: "capability-profiles",
  text: `
    select id, slug, kind::text, country, founded_year as "foundedYear", enterprise_class::text as "enterpriseClass",
      currency, yearly_turnover_minor::text as "turnoverMinor", industrial_licence as "industrialLicence",
      time_zone as "timeZone",
      coalesce(
        (select json_agg(json_build_object('standard', standard, 'status', status, 'issuedOn', issued_on,
            'expiresOn', expires_on) order by id)
          from certificate where organisation_id = organisation.id), '[]') as certificates
    from organisation where id = any($1::uuid[])`,
};

/**
 * What organisations say of themselves, as far as eligibility asks for it, by id and in one statement however many
 * they are, with the rules that they are judged by today; an id that nobody has is left out.
 */
export async function readProfiles(ids: readonly string[]): Promise<Map<string, CapabilityProfile>> {
  const [{ rows }, { release, certifications }] = await Promise.all([
    pool.query<Row>({ ...PROFILES, values: [[...new Set(ids)]] }),
    readReferences(),
  ]);
  const rules = { release, certifications };
  return new Map(
    rows.map(({ id, currency, turnoverMinor, ...profile }) => [
      id,
      {
        ...profile,
        yearlyTurnover: turnoverMinor === null ? null : { minor: turnoverMinor, currency },
        rules,
      },
    ]),
  );
}
