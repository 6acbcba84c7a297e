import { mayEdit, type Actor } from "#app/core/actor.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";
import { VERIFICATION_STATUSES, type InterestStatus } from "#app/core/reference/terms.ts";
import { assessApplicants } from "#app/domain/eligibility/applicants.server.ts";
import type { Assessment } from "#app/domain/eligibility/assess.ts";
import { presentApplicant, presentEligibility } from "#app/domain/eligibility/present-eligibility.ts";
import { answerClocks } from "#app/domain/interests/answer-clock.server.ts";
import { declineLabel, listDeclineReasons } from "#app/domain/interests/decline-reasons.server.ts";
import { readSentAssessment } from "#app/domain/interests/eligibility-at-sending.ts";
import {
  isOpen,
  nextLaterStatus,
  sideThatReaches,
  type InterestSide,
} from "#app/domain/interests/lifecycle.ts";
import { decisionRefusal } from "#app/domain/interests/policy.ts";
import { readInterest } from "#app/domain/interests/queries.server.ts";

type Read = Awaited<ReturnType<typeof readInterest>>;

/** What comes next, said to each side. */
function nextSentence(status: InterestStatus, side: InterestSide | null, poster: string): string {
  if (side === "applicant")
    return {
      draft: "This is a draft. Only your organisation sees it until you send it.",
      submitted: `${poster} finds it on its desk and acknowledges, shortlists or declines it with a reason. We write to you with each step.`,
      acknowledged: `${poster} has read it and decides whether to look closer. We write to you with each step.`,
      shortlisted: `${poster} wants to look closer and will come back to you, usually to agree on confidentiality first.`,
      nda: `${poster} shows confidential documents only under an agreement. The NDA page says what there is to read and who signs next.`,
      in_discussion: "You and the poster talk about terms now.",
      agreement: "The contract is being prepared.",
      concluded: "The contract is in force. Nothing is left to do here.",
      declined: "Nothing is left to do here. Other opportunities are open.",
      withdrawn: "You have taken it back. Nothing is left to do here.",
    }[status];
  if (side === "poster")
    return status === "submitted"
      ? "It waits for your first answer. The applicant sees for how long."
      : status === "nda"
        ? "The applicant was invited to sign your NDA. The NDA page says who signs next."
        : status === "withdrawn"
          ? "The applicant has taken it back. Nothing is left to do here."
          : "";
  return "";
}

/** Colleagues are named, people of the other side are not: their organisation is. */
function timelineOf({ events, side, organisation, opportunity }: Read) {
  return events.map(({ toStatus, note, createdAt, actor }) => {
    const by = sideThatReaches(toStatus);
    const organisationName = by === "applicant" ? organisation.name : opportunity.organisation.name;
    return {
      status: toStatus,
      at: createdAt.toISOString(),
      who: by === side && actor ? actor.name : organisationName,
      note,
    };
  });
}

async function clockOf({ submittedAt, firstAnsweredAt, status, opportunity }: Read) {
  const clocks = await answerClocks([opportunity.organisation.id]);
  return {
    sentAt: submittedAt?.toISOString() ?? null,
    sinceSentMs: submittedAt ? Date.now() - submittedAt.getTime() : 0,
    firstAnswerMs: submittedAt && firstAnsweredAt ? firstAnsweredAt.getTime() - submittedAt.getTime() : null,
    isWaiting: status === "submitted",
    median: clocks.get(opportunity.organisation.id) ?? null,
  };
}

/** How the applicant stands today and how it stood when it sent, said to each side; nothing for a draft. */
async function eligibilityFor(actor: Actor, interest: Read, locale: string) {
  const { status, side, organisationId, opportunity, eligibilityAtSending } = interest;
  if (status === "draft") return null;
  const today = (await assessApplicants(opportunity.id, [organisationId])).get(organisationId);
  const sent = readSentAssessment(eligibilityAtSending);
  const present = (assessment: Assessment, mayMend: boolean) =>
    side === "applicant"
      ? presentEligibility(assessment, { locale, mayMend, further: [] })
      : presentApplicant(assessment, locale);
  return {
    today: today ? present(today, mayEdit(actor) && isOpen(status)) : null,
    sent: sent && { on: sent.on, ...present(sent, false) },
  };
}

/**
 * One EoI as its page on the desk shows it, to whichever side asks.
 * @param locale of the reader, for dates and amounts
 * @throws DomainError not_found
 */
export async function presentInterest(actor: Actor, id: string, locale = "en-IN") {
  const interest = await readInterest(actor, id);
  const { status, side, organisation, opportunity } = interest;
  const { name, slug, kind, city, country, sectors, foundedYear, verification } = organisation;
  return {
    id: interest.id,
    status,
    side,
    version: interest.version,
    message: interest.message,
    capabilityStatement: interest.capabilityStatement,
    contactRole: interest.contactRole,
    declineReason: interest.declineReason,
    declineLabel: await declineLabel(interest.declineCode),
    eligibility: await eligibilityFor(actor, interest, locale),
    isOpen: isOpen(status),
    nextStatus: nextLaterStatus(status),
    next: nextSentence(status, side, opportunity.organisation.name),
    refusal: decisionRefusal(actor, side, side === "poster" ? "declined" : "withdrawn"),
    declineReasons: await listDeclineReasons(),
    applicant: {
      name,
      slug,
      kind,
      foundedYear,
      place: [city, countryName(country)].filter(Boolean).join(", "),
      sectors: sectors.map(sectorLabel).join(", "),
      verification: VERIFICATION_STATUSES[verification].label,
    },
    opportunity: {
      reference: opportunity.reference,
      title: opportunity.title,
      organisation: opportunity.organisation,
    },
    events: timelineOf(interest),
    clock: await clockOf(interest),
  };
}
