import { z } from "zod";
import { interestStatusValues } from "#app/core/reference/terms.ts";
import { CAPABILITY_MAX, CONTACT_ROLE_MAX, MESSAGE_MAX, NOTE_MAX } from "#app/domain/interests/limits.ts";
import { LATER_STATUSES } from "#app/domain/interests/lifecycle.ts";

const clean = (text: string) => text.replaceAll("\r\n", "\n").replaceAll("\0", "").trim();

/** Browsers send CRLF in text areas: a limit counts what the person sees, and stored text has one kind of line end. */
function text(what: string, max: number, missing?: string) {
  const tooLong = `${what} may have at most ${max.toLocaleString("en-IN")} characters. Shorten it.`;
  return z
    .string({ error: missing })
    .transform(clean)
    .refine((value) => !missing || value.length > 0, missing)
    .refine((value) => value.length <= max, tooLong);
}

const note = text("The note", NOTE_MAX).default("");

/** The draft that was open on the page: what a colleague saved since is not overrun unseen. */
const draftVersion = z.coerce.number().int().min(0).optional().catch(undefined);

/** A draft may be unfinished; only its lengths are checked. */
export const interestDraftSchema = z.object({
  message: text("The message", MESSAGE_MAX).default(""),
  capabilityStatement: text("The capability statement", CAPABILITY_MAX).default(""),
  contactRole: text("The contact role", CONTACT_ROLE_MAX).default(""),
  version: draftVersion,
});
export type InterestDraft = z.output<typeof interestDraftSchema>;
export type InterestTexts = Omit<InterestDraft, "version">;

/** What is sent must be complete. */
export const interestSchema = z.object({
  message: text(
    "The message",
    MESSAGE_MAX,
    "Write a message: why this opportunity, and what you would do with it.",
  ),
  capabilityStatement: text(
    "The capability statement",
    CAPABILITY_MAX,
    "Write what your organisation can do: processes, machines, people, past supplies.",
  ),
  contactRole: text(
    "The contact role",
    CONTACT_ROLE_MAX,
    "Write the role of the person to talk to, such as Head of production.",
  ),
  version: draftVersion,
  /** How the organisation stood on the page: sending says what has changed since. */
  shown: z.string().max(10_000).optional().catch(undefined),
});

/** The version that the deciding person saw: somebody else's decision in between is not overrun. */
const version = z.coerce
  .number({ error: "Reload the page, then decide again." })
  .int("Reload the page, then decide again.")
  .min(1, "Reload the page, then decide again.");

/** Whether it is on the list is the command's question: moderators change the list. */
const reason = z.string().max(30, "Choose a reason of the list.").default("");

export const decisionSchema = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("acknowledge"), version, note }),
    z.object({ intent: z.literal("shortlist"), version, note }),
    z.object({
      intent: z.literal("advance"),
      version,
      note,
      to: z.enum(LATER_STATUSES, "Reload the page, then choose the next state again."),
    }),
    z.object({ intent: z.literal("decline"), version, reason, explanation: note }),
    z.object({ intent: z.literal("withdraw"), version, note }),
  ],
  { error: "Choose one of the buttons." },
);
export type Decision = z.output<typeof decisionSchema>;
type DecisionOf<I extends Decision["intent"]> = Omit<Extract<Decision, { intent: I }>, "intent">;
export type AcknowledgeInput = DecisionOf<"acknowledge">;
export type ShortlistInput = DecisionOf<"shortlist">;
export type AdvanceInput = DecisionOf<"advance">;
export type DeclineInput = DecisionOf<"decline">;
export type WithdrawInput = DecisionOf<"withdraw">;

/** One row that was ticked: the EoI and the version that its row showed. */
const chosen = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/i, "Go back to the list, then choose again.")
  .transform((text) => ({ id: text.slice(0, 36).toLowerCase(), version: Number(text.slice(37)) }));

export const BULK_MOST = 100;

/** One decision about many EoIs, each with the version that the deciding person saw. */
export const bulkSchema = z.object({
  intent: z.enum(["acknowledge", "shortlist", "decline"], "Choose one of the buttons."),
  interest: z
    .array(chosen, "Tick at least one expression of interest.")
    .min(1, "Tick at least one expression of interest.")
    .max(BULK_MOST, `Choose at most ${BULK_MOST} at a time.`),
  reason,
  explanation: note,
});
export type BulkInput = z.output<typeof bulkSchema>;

/** A card that was put into another column. */
export const moveSchema = z.object({
  interest: chosen,
  to: z.enum(
    ["acknowledged", "shortlisted", "nda", "in_discussion", "agreement"],
    "Choose one of the columns.",
  ),
});
export type MoveInput = z.output<typeof moveSchema>;

/** An EoI's id and an opportunity's reference as they come in an address. */
export const interestIdSchema = z.uuid();
export const referenceSchema = z.string().regex(/^SY-\d{4}-\d{6}$/);

export const INTEREST_SORTS = {
  newest: "Newest first",
  oldest: "Oldest first",
  name: "By organisation",
} as const;

/** The list's query in the address; what cannot be used is left out. */
export const interestListSchema = z.object({
  side: z.enum(["received", "sent"]).optional().catch(undefined),
  opportunity: referenceSchema.optional().catch(undefined),
  state: z.enum(interestStatusValues).optional().catch(undefined),
  q: z.string().transform(clean).pipe(z.string().max(200)).default("").catch(""),
  sort: z.enum(["newest", "oldest", "name"]).default("newest").catch("newest"),
  view: z.enum(["table", "columns"]).default("table").catch("table"),
  rows: z.coerce
    .number()
    .pipe(z.union([z.literal(20), z.literal(100)]))
    .default(20)
    .catch(20),
  page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
});
export type InterestListQuery = z.output<typeof interestListSchema>;
