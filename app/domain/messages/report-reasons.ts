import type { MessageReportReason, MessageReportState } from "#prisma/generated/enums.ts";

/** What a message can be reported for: stored value → label. */
export const REPORT_REASONS = {
  insult: { label: "It insults, threatens or discriminates" },
  spam: { label: "It is advertising or has nothing to do with this opportunity" },
  fraud: { label: "It looks like fraud: asks for money, passwords or payment elsewhere" },
  confidential: { label: "It shows what the sender may not pass on" },
  other: { label: "Something else" },
} as const satisfies Record<MessageReportReason, { label: string }>;

export const reportReasonValues = Object.keys(REPORT_REASONS) as [
  MessageReportReason,
  ...MessageReportReason[],
];
export type { MessageReportReason };

/** What became of a report: stored value → label. */
export const REPORT_STATES = {
  open: { label: "Waits for a decision" },
  dismissed: { label: "Dismissed" },
  upheld: { label: "Upheld" },
} as const satisfies Record<MessageReportState, { label: string }>;
