import { createHash } from "node:crypto";
import type { Actor } from "#app/core/actor.ts";
import type { Requirements, SearchReader } from "#app/core/requirements.ts";
import { assessor, type Assessment } from "#app/domain/eligibility/assess.ts";
import { calendarDateIn, type CalendarDate } from "#app/domain/eligibility/calendar.ts";
import type { CapabilityProfile } from "#app/domain/eligibility/profile.ts";
import { readProfiles } from "#app/domain/eligibility/profiles.server.ts";

/** Somebody whose eligibility is in question, with the profile as it is now and the day it is there. */
export type EligibilityReader = SearchReader & {
  profile: CapabilityProfile;
  today: CalendarDate;
  assess(requirements: Requirements): Assessment;
};

function organisationIdOf(who: Actor | string): string | null {
  if (typeof who === "string") return who;
  return who.kind === "person" ? (who.organisation?.id ?? null) : null;
}

/**
 * Asks for an organisation whether it qualifies: the actor's own, or one given by its id (for jobs). The profile
 * is read anew each time, in one statement, so no answer is older than the request.
 * @returns null for those who act for no organisation
 */
export async function readerFor(who: Actor | string, now = new Date()): Promise<EligibilityReader | null> {
  const id = organisationIdOf(who);
  const profile = id && (await readProfiles([id])).get(id);
  if (!profile) return null;
  const today = calendarDateIn(profile.timeZone, now);
  const key = createHash("sha256")
    .update(JSON.stringify([today, profile]))
    .digest("base64url");
  const assess = assessor(profile, today);
  return { key, profile, today, assess, qualifies: remembering(assess) };
}

/** Many opportunities ask for the very same; each kind of requirements is assessed once. */
function remembering(assess: (requirements: Requirements) => Assessment) {
  const known = new Map<string, boolean>();
  return (requirements: Requirements): boolean => {
    const kind = JSON.stringify(requirements);
    const answer = known.get(kind) ?? assess(requirements).verdict === "qualifies";
    known.set(kind, answer);
    return answer;
  };
}
