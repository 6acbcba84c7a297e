/** The short list a poster declines with; the applicant reads the sentence. Values are used in forms only. */
export const DECLINE_REASONS = {
  requirements: {
    label: "Requirements not met",
    sentence: "Your organisation does not meet the requirements of this opportunity.",
  },
  certification: {
    label: "A certificate is missing",
    sentence: "A certificate that this opportunity requires is missing.",
  },
  capability: {
    label: "Capability does not fit",
    sentence: "The capability you describe does not fit what is needed here.",
  },
  capacity: {
    label: "No more partners sought",
    sentence: "We have found enough partners for this opportunity.",
  },
  release: {
    label: "Export release does not allow it",
    sentence: "The export release of this technology does not allow it.",
  },
  information: {
    label: "Too little information",
    sentence: "What you sent does not tell us enough to go on.",
  },
  other: { label: "Another reason", sentence: "" },
} as const satisfies Record<string, { label: string; sentence: string }>;

export type DeclineReason = keyof typeof DECLINE_REASONS;
export const declineReasonValues = Object.keys(DECLINE_REASONS) as [DeclineReason, ...DeclineReason[]];

/** What the applicant reads: the reason's sentence and what the poster added. */
export function declineText(reason: DeclineReason, explanation: string): string {
  return [DECLINE_REASONS[reason].sentence, explanation].filter(Boolean).join(" ");
}
