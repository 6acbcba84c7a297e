import type { InterestSide } from "#app/domain/interests/lifecycle.ts";
import type { NdaStatus } from "#prisma/generated/enums.ts";

type Steps = Partial<Record<NdaStatus, InterestSide>>;

/**
 * The life of an agreement as data: from a state, to which states, and whose editors may take that step. An agreement
 * in force is `replaced` by the next one's countersignature, never by a decision of its own.
 */
export const NDA_STEPS: Record<NdaStatus, Steps> = {
  invited: { accepted: "applicant", revoked: "poster" },
  accepted: { countersigned: "poster", refused: "poster", revoked: "poster" },
  countersigned: { revoked: "poster" },
  refused: {},
  revoked: {},
  replaced: {},
};

/** What each state is called, and what it means for both sides. */
export const NDA_STATUSES: Record<NdaStatus, { label: string; explanation: string }> = {
  invited: { label: "Invited", explanation: "The applicant reads the text and accepts it." },
  accepted: { label: "Accepted", explanation: "The applicant has accepted; the poster countersigns." },
  countersigned: { label: "In force", explanation: "Both sides have signed." },
  refused: { label: "Not countersigned", explanation: "The poster did not countersign." },
  revoked: { label: "Revoked", explanation: "The poster has ended it; nothing opens under it any more." },
  replaced: { label: "Replaced", explanation: "A newer agreement between the two has taken its place." },
};

/** Whether this side may bring an agreement from one state into another. */
export function mayStep(from: NdaStatus, to: NdaStatus, side: InterestSide | null): boolean {
  return side !== null && NDA_STEPS[from][to] === side;
}

/** Waits for a signature of one of the two. */
export function isBeingSigned(status: NdaStatus): boolean {
  return status === "invited" || status === "accepted";
}
