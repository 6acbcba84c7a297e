import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { dateText, dateTimeText } from "#app/core/formats.ts";
import { INTEREST_STATUSES, ORGANISATION_KINDS } from "#app/core/reference/terms.ts";
import { listApplicantCertificates } from "#app/domain/certifications/public-certificates.server.ts";
import { assessApplicants } from "#app/domain/eligibility/applicants.server.ts";
import type { Assessment } from "#app/domain/eligibility/assess.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";
import { headlineOf, reasonOf, type Voice } from "#app/domain/eligibility/explain.ts";
import { certificateText } from "#app/domain/interests/compare-applicants.server.ts";
import { outcomeWord } from "#app/domain/interests/compare-rows.ts";
import { readSentAssessment } from "#app/domain/interests/eligibility-at-sending.ts";
import { visibleTo } from "#app/domain/interests/policy.ts";
import { presentInterest } from "#app/domain/interests/present-interest.server.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";

/** A part of the dossier: a heading, and below it paragraphs or terms with their texts. */
export type DossierPart = {
  title: string;
  lines: ({ text: string } | { term: string; text: string })[];
};
export type Dossier = {
  reference: string;
  title: string;
  subtitle: string;
  madeAt: string;
  parts: DossierPart[];
};

/** What stands where there is nothing to say. */
const NONE = "Nothing written.";

function findingLines({ findings }: Assessment, locale: string, voice: Voice): DossierPart["lines"] {
  return findings.map((finding) => {
    const { asked, answer } = reasonOf(finding, locale, voice);
    return {
      term: `${asked}${finding.level === "preferred" ? " (preferred)" : ""}`,
      text: `${outcomeWord(finding)}: ${answer}`,
    };
  });
}

/** How the applicant stood when it was sent, where that was kept, and how it stands now. */
async function eligibilityParts(actor: Actor, id: string, locale: string, voice: Voice, now: Date) {
  const row = await db.interest.findFirst({
    where: { AND: [{ id }, visibleTo(actor)] },
    select: { opportunityId: true, organisationId: true, eligibilityAtSending: true },
  });
  if (!row) throw notFound("This expression of interest");
  const then = readSentAssessment(row.eligibilityAtSending);
  const [assessments, certificates] = await Promise.all([
    assessApplicants(row.opportunityId, [row.organisationId], now),
    listApplicantCertificates(actor, [row.organisationId], now),
  ]);
  const today = assessments.get(row.organisationId);
  const held = certificates.get(row.organisationId) ?? [];
  const parts: DossierPart[] = [];
  const part = (title: string, assessment: Assessment) =>
    parts.push({
      title,
      lines: [
        { text: `${headlineOf(assessment, locale, voice)}.` },
        ...findingLines(assessment, locale, voice),
      ],
    });
  if (then) part(`Eligibility when it was sent, ${calendarDateText(then.on, locale)}`, then);
  if (today) part("Eligibility today", today);
  parts.push({
    title: "Certificates that count today",
    lines:
      held.length > 0 ? held.map((each) => ({ text: certificateText(each, locale) })) : [{ text: "None." }],
  });
  return parts;
}

/**
 * One EoI with all that its reader may see of it, as parts for paper. Each side reads it as its own page says it:
 * colleagues are named, people of the other side are not, and nobody's address stands in it.
 * @throws DomainError not_found
 */
export async function readDossier(
  actor: Actor,
  id: string,
  locale: string,
  now = new Date(),
): Promise<Dossier> {
  if (!interestIdSchema.safeParse(id).success) throw notFound("This expression of interest");
  const interest = await presentInterest(actor, id);
  const { applicant, opportunity, side, status, clock, events } = interest;
  const eligibility = await eligibilityParts(actor, id, locale, side === "applicant" ? "you" : "they", now);
  const facts: [string, string | number | null][] = [
    ["Opportunity", `${opportunity.title}, ${opportunity.reference}`],
    ["Posted by", opportunity.organisation.name],
    ["Applicant", applicant.name],
    ["Kind", ORGANISATION_KINDS[applicant.kind].label],
    ["Place", applicant.place],
    ["Sectors", applicant.sectors],
    ["Founded", applicant.foundedYear],
    ["Checked", applicant.verification],
    ["Talk to", interest.contactRole],
    ["State", INTEREST_STATUSES[status].label],
    ["Sent", clock.sentAt && dateText(clock.sentAt, locale)],
  ];
  return {
    reference: opportunity.reference,
    title: `Interest of ${applicant.name}`,
    subtitle: `Expression of interest in ${opportunity.title}`,
    madeAt: dateTimeText(now.toISOString(), locale),
    parts: [
      {
        title: "In short",
        lines: facts.flatMap(([term, text]) => (text ? [{ term, text: String(text) }] : [])),
      },
      { title: "Message", lines: [{ text: interest.message || NONE }] },
      { title: "Capability statement", lines: [{ text: interest.capabilityStatement || NONE }] },
      ...(status === "declined"
        ? [{ title: "Why it was declined", lines: [{ text: interest.declineReason }] }]
        : []),
      ...eligibility,
      {
        title: "What has happened",
        lines: events.map(({ status: to, at, who, note }) => ({
          term: dateTimeText(at, locale),
          text: [`${INTEREST_STATUSES[to].label}: ${who}`, note].filter(Boolean).join("\n"),
        })),
      },
    ],
  };
}
