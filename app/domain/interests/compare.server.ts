import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { dateText } from "#app/core/formats.ts";
import { countryName } from "#app/core/reference/countries.ts";
import {
  ENTERPRISE_CLASSES,
  INTEREST_STATUSES,
  ORGANISATION_KINDS,
  VERIFICATION_STATUSES,
} from "#app/core/reference/terms.ts";
import {
  listApplicantCertificates,
  type ApplicantCertificate,
} from "#app/domain/certifications/public-certificates.server.ts";
import { signOf } from "#app/domain/eligibility/explain.ts";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import { knownClass } from "#app/domain/eligibility/partner-kinds.ts";
import {
  bestApplicants,
  certificateText,
  readApplicants,
  readCompared,
  type Applicant,
  type Compared,
} from "#app/domain/interests/compare-applicants.server.ts";
import { COMPARED_AT_FIRST, type CompareQuery } from "#app/domain/interests/compare-query.ts";
import { factRow, requirementRows, type FactRow } from "#app/domain/interests/compare-rows.ts";
import { receivedBy } from "#app/domain/interests/policy.ts";

/** What the profile says of an applicant, as one row of cells each. */
export function applicantFacts(
  applicants: readonly Applicant[],
  locale: string,
  now = new Date(),
): FactRow[] {
  const row = (key: string, label: string, cell: (applicant: Applicant) => string) =>
    factRow(key, label, applicants.map(cell));
  return [
    row("kind", "Kind", ({ organisation }) => ORGANISATION_KINDS[organisation.kind].label),
    row("class", "Enterprise class", ({ organisation }) => {
      const known = knownClass(organisation);
      return known ? ENTERPRISE_CLASSES[known].label : "Not stated";
    }),
    row("years", "In business", ({ organisation: { foundedYear, timeZone } }) => {
      if (foundedYear === null) return "Not stated";
      const years = Math.max(0, Number(calendarDateIn(timeZone, now).slice(0, 4)) - foundedYear);
      return `${years} ${years === 1 ? "year" : "years"}, since ${foundedYear}`;
    }),
    // The amount itself stays with the applicant: a requirement says whether it is enough.
    row("turnover", "Turnover", ({ organisation }) =>
      organisation.yearlyTurnoverMinor === null ? "Not stated" : "Stated, kept confidential",
    ),
    row("country", "Country", ({ organisation }) => countryName(organisation.country)),
    row("place", "Place", ({ organisation }) => organisation.city || "Not stated"),
    row(
      "verification",
      "Checked",
      ({ organisation }) => VERIFICATION_STATUSES[organisation.verification].label,
    ),
    row("state", "State", ({ status }) => INTEREST_STATUSES[status].label),
    row("sent", "Sent", ({ submittedAt }) =>
      submittedAt ? dateText(submittedAt.toISOString(), locale) : "",
    ),
    row("answered", "First answer", ({ firstAnsweredAt }) =>
      firstAnsweredAt ? dateText(firstAnsweredAt.toISOString(), locale) : "None yet",
    ),
    row("contact", "Talk to", ({ contactRole }) => contactRole || "Not stated"),
  ];
}

function columnOf(applicant: Applicant, certificates: ApplicantCertificate[], locale: string) {
  const { id, status, organisation, assessment } = applicant;
  return {
    id,
    status,
    name: organisation.name,
    slug: organisation.slug,
    sign: signOf(assessment, locale, "they"),
    certificates: certificates.map((each) => ({
      id: each.id,
      text: certificateText(each, locale),
      evidence: each.evidence.map(({ name, href }) => ({ name, href })),
    })),
  };
}
export type ComparedColumn = ReturnType<typeof columnOf>;

/** The chosen ones in the order they were chosen, or the best qualified when nobody has chosen. */
async function columnsOf(
  actor: Actor,
  opportunity: Compared,
  { chosen }: CompareQuery,
): Promise<Applicant[]> {
  if (chosen.length === 0) return bestApplicants(actor, opportunity, COMPARED_AT_FIRST);
  const found = await readApplicants(actor, opportunity, { where: { id: { in: chosen } } });
  const place = ({ id }: Applicant) => chosen.indexOf(id);
  return found.sort((one, other) => place(one) - place(other));
}

/** So many applicants to choose from stand on a page. */
export const CHOICES_PER_PAGE = 20;

/** Who else has answered, the earliest first, with how each stands today. */
async function choicesOf(
  actor: Actor,
  opportunity: Compared,
  shown: string[],
  { q, page }: CompareQuery,
  locale: string,
) {
  const contains = { contains: q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
  const where = { id: { notIn: shown }, ...(q ? { organisation: { name: contains } } : {}) };
  const [total, applicants] = await Promise.all([
    db.interest.count({ where: { AND: [receivedBy(actor), { opportunityId: opportunity.id }, where] } }),
    readApplicants(actor, opportunity, {
      where,
      orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
      skip: (page - 1) * CHOICES_PER_PAGE,
      take: CHOICES_PER_PAGE,
    }),
  ]);
  return {
    total,
    choices: applicants.map(({ id, status, organisation, assessment }) => ({
      id,
      status,
      name: organisation.name,
      country: countryName(organisation.country),
      sign: signOf(assessment, locale, "they"),
    })),
  };
}

/**
 * Applicants of one opportunity beside each other, requirement by requirement, for those who posted it.
 * @throws DomainError not_found for everybody else
 */
export async function presentComparison(
  actor: Actor,
  reference: string,
  query: CompareQuery,
  locale: string,
) {
  const opportunity = await readCompared(actor, reference);
  const applicants = await columnsOf(actor, opportunity, query);
  const shown = applicants.map(({ id }) => id);
  const [choices, certificates] = await Promise.all([
    choicesOf(actor, opportunity, shown, query, locale),
    listApplicantCertificates(
      actor,
      applicants.map(({ organisation }) => organisation.id),
    ),
  ]);
  const differing = <Row extends { differs: boolean }>(rows: Row[]) =>
    query.onlyDiffering ? rows.filter(({ differs }) => differs) : rows;
  const assessments = applicants.map(({ assessment }) => assessment);
  return {
    opportunity: { reference, title: opportunity.title },
    columns: applicants.map((each) => columnOf(each, certificates.get(each.organisation.id) ?? [], locale)),
    requirements: differing(requirementRows(assessments, locale)),
    facts: differing(applicantFacts(applicants, locale)),
    isChosen: query.chosen.length > 0,
    missing: query.leftOut + Math.max(0, query.chosen.length - applicants.length),
    ...choices,
  };
}
