import { z } from "zod";
import { alertFrequencyValues } from "#app/domain/alerts/frequencies.ts";
import { REPORT_TEXT_MAX, TEXT_MAX } from "#app/domain/messages/limits.ts";
import { reportReasonValues } from "#app/domain/messages/report-reasons.ts";
import { tidyText } from "#app/domain/opportunities/typed-text.ts";

const tooLong = (what: string, max: number) =>
  `${what} may have at most ${max.toLocaleString("en-IN")} characters. Shorten it, or attach it as a file.`;

const text = z
  .string()
  .default("")
  .transform(tidyText)
  .refine((value) => value.length <= TEXT_MAX, tooLong("A message", TEXT_MAX));

/** Made with the form. Sending the same form again is the same message. */
const key = z.uuid("Reload the page, then send it again. Your draft is kept.");

export const draftSchema = z.object({ text, key: key.optional().catch(undefined) });

export const composeSchema = z.discriminatedUnion(
  "intent",
  [
    z.object({
      intent: z.enum(["send", "ask"]),
      text,
      key,
      /** Browsers tell the name of a file that was chosen and not attached. */
      file: z
        .string()
        .default("")
        .refine(
          (name) => name === "",
          "The chosen file was not sent along. Choose it, press “Attach”, then send.",
        ),
    }),
    z.object({ intent: z.literal("save_draft"), text }),
    z.object({
      intent: z.literal("remove_file"),
      text,
      attachment: z.uuid("Reload the page, then remove the file again."),
    }),
  ],
  { error: "Choose one of the buttons." },
);

export const preferenceSchema = z.object({
  frequency: z.enum(alertFrequencyValues, { error: "Choose how often you want mail." }),
});

const words = (missing: string) =>
  z
    .string({ error: missing })
    .transform(tidyText)
    .refine((value) => value.length > 0, missing)
    .refine((value) => value.length <= REPORT_TEXT_MAX, `Shorten it to ${REPORT_TEXT_MAX} characters.`);

export const reportSchema = z.object({
  reason: z.enum(reportReasonValues, { error: "Choose what is wrong with the message." }),
  text: words("Write what is wrong, in a sentence or two: a moderator reads it."),
});
export type ReportInput = z.output<typeof reportSchema>;

export const reportDecisionSchema = z.object({
  decision: z.enum(["dismissed", "upheld", "upheld_and_hidden"], { error: "Choose what you decide." }),
  note: words("Write why: whoever reported it reads this."),
});
export type ReportDecision = z.output<typeof reportDecisionSchema>;

export const messageIdSchema = z.uuid();

/** The inbox's query in the address; what cannot be used is left out. */
export const inboxSchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
});
