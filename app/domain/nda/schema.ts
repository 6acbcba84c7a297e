import { z } from "zod";

export const MOST_BODY_CHARACTERS = 60_000;
export const MOST_REASON_CHARACTERS = 1_000;

const said = (what: string, most: number) =>
  z
    .string({ error: what })
    .trim()
    .min(1, what)
    .max(most, `Shorten this to ${most.toLocaleString("en-IN")} characters.`);
const id = z.uuid({ error: "This form is not whole. Reload the page, then press the button again." });
const optional = z
  .string()
  .trim()
  .max(MOST_REASON_CHARACTERS, `Shorten this to ${MOST_REASON_CHARACTERS} characters.`)
  .default("");

/** A new version of an organisation's NDA. `after` is the version that the page showed; 0 when there was none. */
export const ndaTextSchema = z.object({
  after: z.coerce.number().int().min(0).max(1_000_000),
  title: said("Give the agreement a title.", 200),
  body: said("Write the text of the agreement.", MOST_BODY_CHARACTERS).refine(
    (body) => body.length >= 200,
    "This is too short for an agreement: write at least 200 characters.",
  ),
});
export type NdaTextInput = z.output<typeof ndaTextSchema>;

const name = said("Type your full name, as you sign.", 120).refine(
  (typed) => /\p{Letter}.*\s.*\p{Letter}/u.test(typed),
  "Type your full name: first name and family name.",
);
const tick = (what: string) => z.literal("on", { error: what });

/** What the applicant's person types and ticks. `textId` is the text that the page showed. */
export const acceptanceSchema = z.object({
  agreementId: id,
  textId: id,
  name,
  role: said("Say what you are in your organisation, for example Managing director.", 120),
  agrees: tick("Tick that you have read the agreement and may sign for your organisation."),
});
export type Acceptance = z.output<typeof acceptanceSchema>;

export const countersignatureSchema = z.object({ agreementId: id, name });
export type Countersignature = z.output<typeof countersignatureSchema>;

export const endingSchema = z.object({
  agreementId: id,
  reason: said("Give the reason: the other side reads it.", MOST_REASON_CHARACTERS),
});
export type Ending = z.output<typeof endingSchema>;

/** The step shortlisted → nda of an EoI; `version` is the one of the EoI that the page showed. */
export const invitationSchema = z.object({ version: z.coerce.number().int().min(1), note: optional });

export const grantSchema = z.object({ organisationId: id });
