import { db } from "#app/core/db.server.ts";
import { assess, type Verdict } from "#app/domain/eligibility/assess.ts";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import { signOf } from "#app/domain/eligibility/explain.ts";
import { readProfiles } from "#app/domain/eligibility/profiles.server.ts";
import { REQUIREMENT_FIELDS, requirementsOf } from "#app/domain/interests/requirements.ts";

type Listed = { id: string; organisationId: string; opportunityId: string };

/**
 * How each applicant of a list stands today with what it applied for, as the poster reads it. Two statements however
 * long the list is; the caller has checked that the reader may see these EoIs.
 * @returns by the id of the EoI
 */
export async function assessListed(
  rows: readonly Listed[],
  locale: string,
  now = new Date(),
): Promise<Map<string, { verdict: Verdict; headline: string }>> {
  const [opportunities, profiles] = await Promise.all([
    db.opportunity.findMany({
      where: { id: { in: [...new Set(rows.map((row) => row.opportunityId))] } },
      select: {
        id: true,
        ...REQUIREMENT_FIELDS,
        release: true,
        releaseCountries: true,
        organisation: { select: { slug: true } },
      },
    }),
    readProfiles(rows.map((row) => row.organisationId)),
  ]);
  const requirements = new Map(opportunities.map((each) => [each.id, requirementsOf(each)]));
  return new Map(
    rows.flatMap(({ id, organisationId, opportunityId }) => {
      const [asked, profile] = [requirements.get(opportunityId), profiles.get(organisationId)];
      if (!asked || !profile) return [];
      return [[id, signOf(assess(asked, profile, calendarDateIn(profile.timeZone, now)), locale, "they")]];
    }),
  );
}
