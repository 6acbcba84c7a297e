import { z } from "zod";
import { tidyText } from "#app/domain/opportunities/typed-text.ts";
import { rejectionReasonValues } from "#app/domain/certifications/rejection-reasons.ts";

export const EXPLANATION_MAX = 1_000;

const version = z.coerce.number({ error: "Open the certificate again" }).int().min(1);

/** A moderator's decision. `version` is the one that the page showed. */
export const certificateDecisionSchema = z
  .discriminatedUnion("intent", [
    z.object({ intent: z.literal("verify"), version }),
    z.object({
      intent: z.literal("reject"),
      version,
      reason: z.enum(rejectionReasonValues, { error: "Choose a reason from the list" }),
      explanation: z
        .string()
        .overwrite(tidyText)
        .max(EXPLANATION_MAX, "Shorten this to 1,000 characters")
        .default(""),
    }),
  ])
  .superRefine((decision, context) => {
    if (decision.intent === "reject" && decision.reason === "other" && decision.explanation === "")
      context.addIssue({
        code: "custom",
        path: ["explanation"],
        message: "Say in your own words why it is not accepted",
      });
  });
export type CertificateDecision = z.output<typeof certificateDecisionSchema>;
