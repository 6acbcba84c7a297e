import type { Actor } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { certificationValues, coveredCertifications } from "#app/core/reference/certifications.ts";
import { CERTIFICATE_STATUSES } from "#app/core/reference/terms.ts";
import type { PublicCertificate } from "#app/domain/certifications/public-certificates.server.ts";
import { assessApplicants } from "#app/domain/eligibility/applicants.server.ts";
import type { Assessment } from "#app/domain/eligibility/assess.ts";
import { calendarDateIn, calendarDateText } from "#app/domain/eligibility/calendar.ts";
import { byQualification } from "#app/domain/interests/compare-rows.ts";
import { openStatuses } from "#app/domain/interests/lifecycle.ts";
import { receivedBy } from "#app/domain/interests/policy.ts";
import { referenceSchema } from "#app/domain/interests/schema.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** The opportunity whose applicants are compared: one of the actor's own organisation. @throws DomainError not_found */
export async function readCompared(actor: Actor, reference: string) {
  const opportunity =
    referenceSchema.safeParse(reference).success &&
    (await db.opportunity.findFirst({
      where: { AND: [ownedBy(actor), { reference }] },
      select: {
        id: true,
        reference: true,
        title: true,
        certifications: { select: { certification: true, level: true } },
      },
    }));
  if (!opportunity) throw notFound("This opportunity");
  return opportunity;
}
export type Compared = Awaited<ReturnType<typeof readCompared>>;

export const APPLICANT = {
  id: true,
  status: true,
  message: true,
  capabilityStatement: true,
  contactRole: true,
  declineReason: true,
  submittedAt: true,
  firstAnsweredAt: true,
  organisation: {
    select: {
      id: true,
      name: true,
      slug: true,
      kind: true,
      country: true,
      city: true,
      foundedYear: true,
      enterpriseClass: true,
      yearlyTurnoverMinor: true,
      verification: true,
      timeZone: true,
    },
  },
} as const satisfies Prisma.InterestSelect;
/** An EoI as its poster compares it, with how the applicant stands today. */
export type Applicant = Prisma.InterestGetPayload<{ select: typeof APPLICANT }> & { assessment: Assessment };

/** Sent EoIs for one opportunity of the actor's, with today's assessment each. */
export async function readApplicants(
  actor: Actor,
  opportunity: Pick<Compared, "id">,
  query: Pick<Prisma.InterestFindManyArgs, "where" | "orderBy" | "take" | "cursor" | "skip">,
): Promise<Applicant[]> {
  const { where = {}, ...page } = query;
  const rows = await db.interest.findMany({
    ...page,
    where: { AND: [receivedBy(actor), { opportunityId: opportunity.id }, where] },
    select: APPLICANT,
  });
  const assessments = await assessApplicants(
    opportunity.id,
    rows.map(({ organisation }) => organisation.id),
  );
  return rows.flatMap((row) => {
    const assessment = assessments.get(row.organisation.id);
    return assessment ? [{ ...row, assessment }] : [];
  });
}

/** So many that hold most of what is required are assessed in full, to find the best. */
const CANDIDATES = 60;

/** Open EoIs whose applicants hold most of the required certificates on a day, the verified and earliest first. */
const MOST_CERTIFIED = {
  name: "most-certified-applicants",
  text: `
    with required as (select * from unnest($2::text[], $3::text[]) as pair (code, standard)),
    held as (
      select c.organisation_id, count(distinct required.code) as covered
      from certificate c join required using (standard)
      where c.status <> 'rejected' and c.issued_on <= $4::date and coalesce(c.expires_on >= $4::date, true)
        and c.organisation_id in (select organisation_id from interest where opportunity_id = $1)
      group by 1
    )
    select i.id from interest i
      join organisation o on o.id = i.organisation_id
      left join held on held.organisation_id = i.organisation_id
    where i.opportunity_id = $1 and i.status = any($5::interest_status[])
    order by coalesce(held.covered, 0) desc, (o.verification = 'verified') desc, i.submitted_at, i.id
    limit ${CANDIDATES}`,
};

/**
 * The best qualified open applicants of an opportunity, the best first. The database picks those who hold most of what
 * is required; these are assessed in full.
 */
export async function bestApplicants(
  actor: Actor,
  opportunity: Compared,
  count: number,
  now = new Date(),
): Promise<Applicant[]> {
  const inclusions = await readReference("certifications");
  const asked = opportunity.certifications.filter(({ level }) => level === "required");
  const pairs = certificationValues.flatMap((standard) => {
    const covered = coveredCertifications([standard], inclusions);
    return asked
      .filter(({ certification }) => covered.has(certification))
      .map(({ certification }) => [certification, standard]);
  });
  const { rows } = await pool.query<{ id: string }>({
    ...MOST_CERTIFIED,
    values: [
      opportunity.id,
      pairs.map(([code]) => code),
      pairs.map(([, standard]) => standard),
      calendarDateIn("Asia/Kolkata", now),
      openStatuses,
    ],
  });
  const applicants = await readApplicants(actor, opportunity, {
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
  });
  return applicants.sort((one, other) => byQualification(one.assessment, other.assessment)).slice(0, count);
}

/** "AS9100D: verified, until 3 March 2027, Sahyadri Certification". Pure. */
export function certificateText(certificate: PublicCertificate, locale: string): string {
  const { label, status, expiresOn, body } = certificate;
  const until = expiresOn ? `until ${calendarDateText(expiresOn, locale)}` : "without an end";
  return `${label}: ${[CERTIFICATE_STATUSES[status].label.toLowerCase(), until, body].filter(Boolean).join(", ")}`;
}
