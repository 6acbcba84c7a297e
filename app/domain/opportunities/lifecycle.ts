import type { OpportunityStatus } from "#app/core/reference/terms.ts";

/** An opportunity lives this long after publishing or renewing, and its poster is warned before. */
export const LIFE_DAYS = 365;
export const WARN_DAYS = 14;
export const DAY_MS = 24 * 3600 * 1000;

/** What can be done with an opportunity: from which states, to which one, and the word for it in its history. */
export const ACTIONS = {
  publish: { from: ["draft"], to: "published", event: "published" },
  hold: { from: ["published"], to: "on_hold", event: "held" },
  resume: { from: ["on_hold"], to: "published", event: "resumed" },
  close: { from: ["published", "on_hold"], to: "closed", event: "closed" },
  renew: { from: ["published", "expired"], to: "published", event: "renewed" },
  expire: { from: ["published", "on_hold"], to: "expired", event: "expired" },
  archive: { from: ["closed", "expired"], to: "archived", event: "archived" },
} as const satisfies Record<
  string,
  { from: readonly OpportunityStatus[]; to: OpportunityStatus; event: string }
>;
export type Action = keyof typeof ACTIONS;
export const actionValues = Object.keys(ACTIONS) as [Action, ...Action[]];

/** States in which the texts may be changed; what is over stays as it was read. */
const EDITABLE: readonly OpportunityStatus[] = ["draft", "published", "on_hold", "expired"];

/** The state that an action leads to, or undefined when it cannot be done in this state. */
export function nextStatus(action: Action, status: OpportunityStatus): OpportunityStatus | undefined {
  const { from, to } = ACTIONS[action];
  return (from as readonly OpportunityStatus[]).includes(status) ? to : undefined;
}

/** What a person may do in this state, in the order of the table; expiring is left to time. */
export function actionsIn(status: OpportunityStatus): Action[] {
  return actionValues.filter((action) => action !== "expire" && nextStatus(action, status) !== undefined);
}

export function isEditable(status: OpportunityStatus): boolean {
  return EDITABLE.includes(status);
}

/** The columns that change with an action, beside the state itself. */
export type LifeDates = {
  publishedAt: Date | null;
  expiresAt: Date | null;
  expiryWarnedAt: Date | null;
  closedAt: Date | null;
};

/** The dates that an action changes: publishing and renewing start a new life, closing writes down its end. */
export function datesAfter(action: Action, now: Date): Partial<LifeDates> {
  const newLife = { expiresAt: new Date(now.getTime() + LIFE_DAYS * DAY_MS), expiryWarnedAt: null };
  if (action === "publish") return { ...newLife, publishedAt: now };
  if (action === "renew") return newLife;
  return action === "close" ? { closedAt: now } : {};
}

/** When it stops taking interest: the earlier of its life's end and its own deadline; null for drafts. */
export function closingAt(dates: { expiresAt: Date | null; interestDeadline: Date | null }): Date | null {
  const ends = [dates.expiresAt, dates.interestDeadline].filter((end) => end !== null);
  return ends.length > 0 ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null;
}
