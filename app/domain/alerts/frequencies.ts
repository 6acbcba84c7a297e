import type { AlertFrequency } from "#prisma/generated/enums.ts";

/** How often a person hears of new matches: stored value → label and one plain sentence. */
export const ALERT_FREQUENCIES = {
  at_once: { label: "At once", explanation: "A mail within minutes of each new match." },
  daily: { label: "Daily", explanation: "One mail at 8 in the morning, if there is something new." },
  weekly: {
    label: "Weekly",
    explanation: "One mail on Monday at 8 in the morning, if there is something new.",
  },
  none: { label: "No mail", explanation: "The search waits on your desk and counts what is new." },
} as const satisfies Record<AlertFrequency, { label: string; explanation: string }>;

export const alertFrequencyValues = Object.keys(ALERT_FREQUENCIES) as [AlertFrequency, ...AlertFrequency[]];
export type { AlertFrequency };
