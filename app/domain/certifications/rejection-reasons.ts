/** The short list a moderator rejects with; the organisation reads the sentence. Values are used in forms only. */
export const REJECTION_REASONS = {
  unreadable: {
    label: "Cannot be read",
    sentence: "The file cannot be read. Send a clearer scan or the PDF of the certification body.",
  },
  other_organisation: {
    label: "Names another organisation",
    sentence: "The certificate names another organisation than yours.",
  },
  facts_differ: {
    label: "Says something else than is claimed",
    sentence: "Number, body, scope or dates on the file differ from what you entered. Correct the entry.",
  },
  other_standard: {
    label: "Another standard",
    sentence: "The certificate is for another standard or an earlier issue of it.",
  },
  incomplete: {
    label: "Pages are missing",
    sentence: "Pages are missing, such as the annex with the scope or the sites.",
  },
  not_confirmed: {
    label: "The body does not confirm it",
    sentence: "The certification body does not confirm this certificate.",
  },
  other: { label: "Another reason", sentence: "" },
} as const satisfies Record<string, { label: string; sentence: string }>;

export type RejectionReason = keyof typeof REJECTION_REASONS;
export const rejectionReasonValues = Object.keys(REJECTION_REASONS) as [
  RejectionReason,
  ...RejectionReason[],
];

/** What the organisation reads: the reason's sentence and what the moderator added. */
export function rejectionText(reason: RejectionReason, explanation: string): string {
  return [REJECTION_REASONS[reason].sentence, explanation].filter(Boolean).join(" ");
}
