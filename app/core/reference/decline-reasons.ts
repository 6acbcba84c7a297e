/** One reason of the list a poster declines with. `code` stands in forms and stored decisions and is never reused. */
export type DeclineReasonEntry = {
  code: string;
  /** What the poster chooses. */
  label: string;
  /** What the applicant reads; empty: only what the poster writes. */
  sentence: string;
};
export type DeclineReasons = { reasons: readonly DeclineReasonEntry[] };

export const DECLINE_REASON_LIST: DeclineReasons = {
  reasons: [
    {
      code: "requirements",
      label: "Requirements not met",
      sentence: "Your organisation does not meet the requirements of this opportunity.",
    },
    {
      code: "certification",
      label: "A certificate is missing",
      sentence: "A certificate that this opportunity requires is missing.",
    },
    {
      code: "capability",
      label: "Capability does not fit",
      sentence: "The capability you describe does not fit what is needed here.",
    },
    {
      code: "capacity",
      label: "No more partners sought",
      sentence: "We have found enough partners for this opportunity.",
    },
    {
      code: "release",
      label: "Export release does not allow it",
      sentence: "The export release of this technology does not allow it.",
    },
    {
      code: "information",
      label: "Too little information",
      sentence: "What you sent does not tell us enough to go on.",
    },
    { code: "other", label: "Another reason", sentence: "" },
  ],
};
