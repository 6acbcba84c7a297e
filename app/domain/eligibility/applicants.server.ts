import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { assess, type Assessment } from "#app/domain/eligibility/assess.ts";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import { readProfiles } from "#app/domain/eligibility/profiles.server.ts";
import { REQUIREMENT_FIELDS, requirementsOf } from "#app/domain/interests/requirements.ts";

/**
 * How each of these organisations stands with an opportunity today, every one by the day it is there. For the
 * poster's side, shown by `presentApplicant`; two statements however many applicants there are. The caller has
 * checked that the reader may see these applicants; an organisation that does not exist is left out.
 * @returns by organisation id
 * @throws DomainError not_found when the opportunity does not exist
 */
export async function assessApplicants(
  opportunityId: string,
  organisationIds: readonly string[],
  now = new Date(),
): Promise<Map<string, Assessment>> {
  const [opportunity, profiles] = await Promise.all([
    db.opportunity.findUnique({
      where: { id: opportunityId },
      select: {
        ...REQUIREMENT_FIELDS,
        release: true,
        releaseCountries: true,
        organisation: { select: { slug: true } },
      },
    }),
    readProfiles(organisationIds),
  ]);
  if (!opportunity) throw notFound("This opportunity");
  const requirements = requirementsOf(opportunity);
  return new Map(
    [...profiles].map(([id, profile]) => [
      id,
      assess(requirements, profile, calendarDateIn(profile.timeZone, now)),
    ]),
  );
}
