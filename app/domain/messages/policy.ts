import { mayEdit, type Actor } from "#app/core/actor.ts";
import type { InterestStatus, MemberRole } from "#app/core/reference/terms.ts";
import type { AlertFrequency } from "#app/domain/alerts/frequencies.ts";
import { isFinal, type InterestSide } from "#app/domain/interests/lifecycle.ts";
import { receivedBy, sentBy } from "#app/domain/interests/policy.ts";
import { WRITABLE_AFTER_END_DAYS } from "#app/domain/messages/limits.ts";
import type { Prisma } from "#prisma/generated/client.ts";

const DAY_MS = 24 * 3600 * 1000;

/**
 * The EoIs whose conversation an actor may read, as a where clause: the two sides', once sent. Moderators are no
 * side: they read what was reported, see report-queries.server.ts.
 */
export function conversationsOf(actor: Actor): Prisma.InterestWhereInput {
  return { status: { not: "draft" }, OR: [sentBy(actor), receivedBy(actor)] };
}

/** From when on nothing more can be written about an EoI that ended then. */
export function writableUntil(endedAt: Date): Date {
  return new Date(endedAt.getTime() + WRITABLE_AFTER_END_DAYS * DAY_MS);
}

type Subject = { status: InterestStatus; endedAt: Date | null };

/** Why this actor may not write here now, as a sentence with its remedy; null when it may. */
export function writeRefusal(actor: Actor, { status, endedAt }: Subject, now = new Date()): string | null {
  if (actor.kind !== "person" || !actor.organisation)
    return "Only the applicant and the organisation that posted the opportunity write here.";
  const { organisation } = actor;
  if (organisation.verification === "suspended")
    return `${organisation.name} is suspended and cannot write on the marketplace for now.`;
  if (!mayEdit(actor))
    return `Your role at ${organisation.name} is viewer, which may read but not write. Ask an owner of your organisation to make you an editor.`;
  if (isFinal(status) && endedAt && writableUntil(endedAt) <= now)
    return `This expression of interest ended more than ${WRITABLE_AFTER_END_DAYS} days ago. The conversation can be read, and takes no new messages.`;
  return null;
}

/** From the NDA on what is written may be confidential, so mails do not repeat it: they only say that there is news. */
export function mailMayQuote(status: InterestStatus): boolean {
  return !["nda", "in_discussion", "agreement", "concluded"].includes(status);
}

/** How often a member hears of new messages who has not chosen. */
export function usualFrequency(role: MemberRole): AlertFrequency {
  return role === "viewer" ? "none" : "at_once";
}

export const otherSide = (side: InterestSide): InterestSide => (side === "poster" ? "applicant" : "poster");
