import { mayEdit, type Actor } from "#app/core/actor.ts";
import type { ReleaseRules } from "#app/core/reference/release-rules.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import { releaseBar, releaseRefusalText } from "#app/domain/opportunities/release.ts";
import { sideThatReaches, type InterestSide } from "#app/domain/interests/lifecycle.ts";
import type { Prisma } from "#prisma/generated/client.ts";

const NOTHING = { id: { in: [] } } satisfies Prisma.InterestWhereInput;

/** The EoIs that the actor's organisation wrote, drafts included. */
export function sentBy(actor: Actor): Prisma.InterestWhereInput {
  if (actor.kind !== "person" || !actor.organisation) return NOTHING;
  return { organisationId: actor.organisation.id };
}

/** The EoIs that reached the actor's organisation: never somebody's draft. */
export function receivedBy(actor: Actor): Prisma.InterestWhereInput {
  if (actor.kind !== "person" || !actor.organisation) return NOTHING;
  return { posterId: actor.organisation.id, status: { not: "draft" } };
}

/**
 * The EoIs an actor may read, as a where clause: every read starts from it. The applicant's organisation
 * reads all of its own, the poster's what was sent, moderators what was sent, others nothing.
 */
export function visibleTo(actor: Actor): Prisma.InterestWhereInput {
  if (actor.kind === "system") return {};
  const own = [sentBy(actor), receivedBy(actor)];
  if (actor.kind === "person" && actor.isModerator) return { OR: [...own, { status: { not: "draft" } }] };
  return { OR: own };
}

type Parties = { organisationId: string; opportunity: { organisationId: string } };

/** On which side of an EoI the actor's organisation stands; null for moderators and everybody else. */
export function sideOf(actor: Actor, interest: Parties): InterestSide | null {
  if (actor.kind !== "person" || !actor.organisation) return null;
  if (actor.organisation.id === interest.organisationId) return "applicant";
  return actor.organisation.id === interest.opportunity.organisationId ? "poster" : null;
}

/** Why this actor may not bring an EoI into this state, as a sentence with its remedy, or null. */
export function decisionRefusal(actor: Actor, side: InterestSide | null, to: InterestStatus): string | null {
  if (actor.kind !== "person" || !actor.organisation || side === null)
    return "Only the applicant and the organisation that posted the opportunity decide here.";
  const { organisation } = actor;
  if (organisation.verification === "suspended")
    return `${organisation.name} is suspended and cannot act on the marketplace for now.`;
  if (!mayEdit(actor))
    return `Your role at ${organisation.name} is viewer, which may read but not decide. Ask an owner of your organisation to make you an editor.`;
  if (sideThatReaches(to) !== side)
    return side === "applicant"
      ? "This decision belongs to the organisation that posted the opportunity."
      : "This decision belongs to the applicant.";
  return null;
}

/** What the rules need to know of an opportunity. */
export const INTEREST_SUBJECT = {
  id: true,
  reference: true,
  organisationId: true,
  status: true,
  expiresAt: true,
  interestDeadline: true,
  release: true,
  releaseCountries: true,
} as const satisfies Prisma.OpportunitySelect;
export type InterestSubject = Prisma.OpportunityGetPayload<{ select: typeof INTEREST_SUBJECT }>;

export type RefusalReason =
  | "signed_out"
  | "no_organisation"
  | "own_opportunity"
  | "viewer"
  | "suspended"
  | "unconfirmed_email"
  | "not_open"
  | "past_deadline"
  | "release";

/** Why not, and what to do about it. `action` leads to the remedy where there is one to click. */
export type InterestRefusal = {
  reason: RefusalReason;
  message: string;
  action: { label: string; to: string } | null;
};

const refuse = (
  reason: RefusalReason,
  message: string,
  action: InterestRefusal["action"] = null,
): InterestRefusal => ({ reason, message, action });

/**
 * Why this actor's organisation may not send an EoI for this opportunity now, as a sentence with its
 * remedy; null when it may. Whether it has already sent one is another question: see ownInterest.
 * @param rules of release as they hold now: readReference("release"); without them, those the product begins with
 */
export function interestRefusal(
  actor: Actor,
  opportunity: InterestSubject,
  now = new Date(),
  rules?: ReleaseRules,
): InterestRefusal | null {
  return (
    personRefusal(actor, opportunity) ??
    timeRefusal(opportunity, now) ??
    releaseRefusal(actor, opportunity, rules)
  );
}

function personRefusal(actor: Actor, opportunity: InterestSubject): InterestRefusal | null {
  if (actor.kind !== "person")
    return refuse(
      "signed_out",
      "Sign in to express interest. If your organisation is new here, join first.",
      {
        label: "Sign in",
        to: `/login?${new URLSearchParams({ next: `/opportunities/${opportunity.reference}/interest` })}`,
      },
    );
  const { organisation } = actor;
  if (!organisation)
    return refuse(
      "no_organisation",
      "Only organisations express interest, and your account belongs to none. Ask a colleague to invite you to yours.",
      { label: "See your account", to: "/desk/account" },
    );
  if (organisation.id === opportunity.organisationId)
    return refuse("own_opportunity", "This is an opportunity of your own organisation.", {
      label: "Open it on your desk",
      to: `/desk/opportunities/${opportunity.reference}`,
    });
  if (organisation.verification === "suspended")
    return refuse(
      "suspended",
      `${organisation.name} is suspended and cannot act on the marketplace. The message about the suspension says what to do.`,
    );
  if (!mayEdit(actor))
    return refuse(
      "viewer",
      `Your role at ${organisation.name} is viewer, which may read but not send. Ask an owner of your organisation to make you an editor.`,
      { label: "See who the owners are", to: "/desk/organisation/members" },
    );
  if (!actor.emailVerified)
    return refuse("unconfirmed_email", "Confirm your e-mail address first: open the link that we sent you.", {
      label: "Send the link again",
      to: "/desk/account#confirm",
    });
  return null;
}

function timeRefusal(opportunity: InterestSubject, now: Date): InterestRefusal | null {
  const others = { label: "Look for others", to: "/opportunities" };
  if (opportunity.status !== "published" || (opportunity.expiresAt && opportunity.expiresAt <= now))
    return refuse("not_open", "This opportunity is not open any more, so it takes no new interest.", others);
  if (opportunity.interestDeadline && opportunity.interestDeadline <= now)
    return refuse("past_deadline", "The deadline for expressions of interest has passed.", others);
  return null;
}

function releaseRefusal(
  actor: Actor,
  opportunity: InterestSubject,
  rules?: ReleaseRules,
): InterestRefusal | null {
  if (actor.kind !== "person" || !actor.organisation) return null;
  const bar = releaseBar(actor.organisation, opportunity, rules);
  if (!bar) return null;
  const why = releaseRefusalText(bar, actor.organisation, opportunity, "express interest", rules);
  return refuse("release", `${why} The country and kind given when your organisation joined decide this.`, {
    label: "See your organisation",
    to: "/desk/organisation",
  });
}
