import { clockText } from "#app/components/answer-clock.tsx";
import type { InterestOffer } from "#app/components/opportunity/interest-action.tsx";
import type { Actor } from "#app/core/actor.ts";
import { INTEREST_STATUSES } from "#app/core/reference/terms.ts";
import { answerClockOf } from "#app/domain/interests/answer-clock.server.ts";
import { interestRefusal, type InterestSubject } from "#app/domain/interests/policy.ts";
import { ownInterest } from "#app/domain/interests/queries.server.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

/** What this reader can do about an opportunity, and how fast its poster answers. */
export async function interestOfferOf(
  actor: Actor,
  opportunity: InterestSubject,
  isOpen: boolean,
): Promise<InterestOffer> {
  const [step, clock] = await Promise.all([
    nextStep(actor, opportunity, isOpen),
    answerClockOf(opportunity.organisationId),
  ]);
  return { ...step, clock: clock && `The poster ${clockText(clock)}.` };
}

/** Express interest, read what was sent, or know why not. */
async function nextStep(
  actor: Actor,
  opportunity: InterestSubject,
  isOpen: boolean,
): Promise<Omit<InterestOffer, "clock">> {
  const own = actor.kind === "person" && actor.organisation ? await ownInterest(actor, opportunity.id) : null;
  if (own && own.status !== "draft")
    return {
      message: `Your organisation has expressed interest. State: ${INTEREST_STATUSES[own.status].label}.`,
      button: { label: "See your interest", to: `/desk/interests/${own.id}`, isMain: true },
    };
  const refusal = interestRefusal(actor, opportunity, new Date(), await readReference("release"));
  if (refusal === null)
    return {
      message: "",
      button: {
        label: own ? "Go on with your draft" : "Express interest",
        to: `/opportunities/${opportunity.reference}/interest`,
        isMain: true,
      },
    };
  if (refusal.reason !== "signed_out")
    return { message: refusal.message, button: refusal.action && { ...refusal.action, isMain: false } };
  if (!isOpen)
    return {
      message: "This opportunity takes no new interest.",
      button: { label: "Look for others", to: "/opportunities", isMain: false },
    };
  return {
    message: "You will be asked to sign in, or to join if your organisation is new here.",
    button: { label: "Express interest", to: refusal.action!.to, isMain: true },
  };
}
