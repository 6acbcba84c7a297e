import { interestStatusValues, type InterestStatus } from "#app/core/reference/terms.ts";

/** Whose editors may make a step: the organisation that sent the EoI, or the one that receives it. */
export type InterestSide = "applicant" | "poster";

type Steps = Partial<Record<InterestStatus, InterestSide>>;

/** How an EoI ends early, from every open state. */
const ENDINGS = { declined: "poster", withdrawn: "applicant" } as const satisfies Steps;

/** The life of an EoI as data: from a state, to which states, and who may take that step. */
export const INTEREST_STEPS: Record<InterestStatus, Steps> = {
  draft: { submitted: "applicant" },
  submitted: { acknowledged: "poster", ...ENDINGS },
  acknowledged: { shortlisted: "poster", ...ENDINGS },
  shortlisted: { nda: "poster", ...ENDINGS },
  nda: { in_discussion: "poster", ...ENDINGS },
  in_discussion: { agreement: "poster", ...ENDINGS },
  agreement: { concluded: "poster", ...ENDINGS },
  concluded: {},
  declined: {},
  withdrawn: {},
};

/** The states that the poster reaches one after the other once an EoI is shortlisted. */
export const LATER_STATUSES = ["nda", "in_discussion", "agreement", "concluded"] as const;
export type LaterStatus = (typeof LATER_STATUSES)[number];

/** Where the decisions lead that are taken about many EoIs at once. */
export const INTEREST_TARGETS = {
  acknowledge: "acknowledged",
  shortlist: "shortlisted",
  decline: "declined",
} as const satisfies Record<string, InterestStatus>;

/** Sent and not ended: something can still happen. */
export function isOpen(status: InterestStatus): boolean {
  return status !== "draft" && Object.keys(INTEREST_STEPS[status]).length > 0;
}

export const openStatuses: InterestStatus[] = interestStatusValues.filter(isOpen);

/** Nothing follows this state, for good. */
export function isFinal(status: InterestStatus): boolean {
  return Object.keys(INTEREST_STEPS[status]).length === 0;
}

/**
 * The states to pass through from one to another, the last one included, or null when this side may not
 * get there. An EoI that was just sent may be shortlisted at once: it counts as acknowledged on the way.
 */
export function pathBetween(
  from: InterestStatus,
  to: InterestStatus,
  side: InterestSide,
): InterestStatus[] | null {
  if (INTEREST_STEPS[from][to] === side) return [to];
  if (from === "submitted" && to === "shortlisted" && side === "poster")
    return ["acknowledged", "shortlisted"];
  return null;
}

/** The later state that the poster may move an EoI on to, or null. */
export function nextLaterStatus(status: InterestStatus): LaterStatus | null {
  return LATER_STATUSES.find((later) => INTEREST_STEPS[status][later] === "poster") ?? null;
}

/** The side that may bring an EoI into this state. */
export function sideThatReaches(to: InterestStatus): InterestSide | null {
  for (const steps of Object.values(INTEREST_STEPS)) if (steps[to]) return steps[to];
  return null;
}

/** The columns that a card may be put into: the poster's steps but the endings, which ask for more than a place. */
export function columnsFrom(
  status: InterestStatus,
): Exclude<LaterStatus | "acknowledged" | "shortlisted", "concluded">[] {
  const columns = ["acknowledged", "shortlisted", "nda", "in_discussion", "agreement"] as const;
  return columns.filter((to) => pathBetween(status, to, "poster") !== null);
}
