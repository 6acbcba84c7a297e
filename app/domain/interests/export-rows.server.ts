import type { Actor } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { pool } from "#app/core/db.server.ts";
import { isCurrency, minorUnitDigits } from "#app/core/reference/currencies.ts";
import { listApplicantCertificates } from "#app/domain/certifications/public-certificates.server.ts";
import { headlineOf } from "#app/domain/eligibility/explain.ts";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import {
  certificateText,
  readApplicants,
  type Applicant,
  type Compared,
} from "#app/domain/interests/compare-applicants.server.ts";
import { requirementRows } from "#app/domain/interests/compare-rows.ts";
import { applicantFacts } from "#app/domain/interests/compare.server.ts";

/** A day is a calendar date in India, `YYYY-MM-DD`; null: nothing to say. */
export type Cell = string | number | null | { day: string };
export type ExportRow = { column: string; cell: Cell }[];

/** So many are read and assessed at a time: a file of thousands never stands in memory as a whole. */
const AT_A_TIME = 250;
const HOME_ZONE = "Asia/Kolkata";

const dayOf = (instant: Date | null): Cell => instant && { day: calendarDateIn(HOME_ZONE, instant) };

type LeadRow = { interestId: string; amountMinor: string; currency: string; probability: number };

/** What the prime expects of each, by the id of the EoI. */
async function leadsOf(interestIds: string[]): Promise<Map<string, LeadRow>> {
  const { rows } = await pool.query<LeadRow>({
    name: "lead-values",
    text: `
      select interest_id as "interestId", amount_minor::text as "amountMinor", currency,
        probability_percent as probability
      from (
        select distinct on (interest_id) * from lead_value where interest_id = any($1::uuid[])
        order by interest_id, version desc
      ) latest where amount_minor is not null`,
    values: [interestIds],
  });
  return new Map(rows.map((row) => [row.interestId, row]));
}

function leadCells(lead: LeadRow | undefined): ExportRow {
  const digits = lead && isCurrency(lead.currency) ? minorUnitDigits(lead.currency) : 2;
  return [
    { column: "Expected value", cell: lead ? Number(lead.amountMinor) / 10 ** digits : null },
    { column: "Currency", cell: lead?.currency ?? null },
    { column: "Probability in %", cell: lead?.probability ?? null },
  ];
}

/** The texts of an EoI and the dates, which the page shows elsewhere. */
function textCells({ id, message, capabilityStatement, declineReason }: Applicant): ExportRow {
  return [
    { column: "Message", cell: message },
    { column: "Capability statement", cell: capabilityStatement },
    { column: "Reason for declining", cell: declineReason },
    { column: "Address", cell: `${config.publicUrl}/desk/interests/${id}` },
  ];
}

/** Told as days rather than as text, so that a spreadsheet can sort by them. */
const DAYS: Record<string, (applicant: Applicant) => Cell> = {
  sent: ({ submittedAt }) => dayOf(submittedAt),
  answered: ({ firstAnsweredAt }) => dayOf(firstAnsweredAt),
};

/**
 * The chosen applicants, or all, as rows of a spreadsheet with the columns of the page and the texts; the earliest
 * first. Every row has the same columns.
 * @param chosen ids of EoIs; none: all that were sent
 */
export async function* exportRows(
  actor: Actor,
  opportunity: Compared,
  chosen: readonly string[],
  locale: string,
): AsyncGenerator<ExportRow> {
  let last: string | undefined;
  for (;;) {
    const applicants = await readApplicants(actor, opportunity, {
      where: chosen.length > 0 ? { id: { in: [...chosen] } } : {},
      orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
      take: AT_A_TIME,
      ...(last ? { cursor: { id: last }, skip: 1 } : {}),
    });
    const ids = applicants.map(({ id }) => id);
    const [certificates, leads] = await Promise.all([
      listApplicantCertificates(
        actor,
        applicants.map(({ organisation }) => organisation.id),
      ),
      leadsOf(ids),
    ]);
    const assessments = applicants.map(({ assessment }) => assessment);
    const requirements = requirementRows(assessments, locale);
    const facts = applicantFacts(applicants, locale);
    for (const [index, applicant] of applicants.entries()) {
      const held = certificates.get(applicant.organisation.id) ?? [];
      yield [
        { column: "Applicant", cell: applicant.organisation.name },
        ...facts.map(({ key, label, cells }) => ({
          column: label,
          cell: DAYS[key] ? DAYS[key](applicant) : (cells[index] ?? null),
        })),
        { column: "Eligibility", cell: headlineOf(applicant.assessment, locale, "they") },
        ...requirements.map(({ asked, cells }) => {
          const found = cells[index];
          return { column: asked, cell: found ? `${found.word}: ${found.answer}` : null };
        }),
        { column: "Certificates", cell: held.map((each) => certificateText(each, locale)).join("; ") },
        ...leadCells(leads.get(applicant.id)),
        ...textCells(applicant),
      ];
    }
    if (applicants.length < AT_A_TIME) return;
    last = ids.at(-1);
  }
}
