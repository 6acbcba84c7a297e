import { z } from "zod";
import { alertFrequencyValues } from "#app/domain/alerts/frequencies.ts";

/** One person's in one organisation. */
export const SAVED_SEARCHES_MAX = 100;
export const NAME_MAX = 120;
/** Of the words of an address. */
export const QUERY_MAX = 4_000;

const name = z
  .string({ error: "Write a name by which you will know the search again." })
  .trim()
  .min(1, "Write a name by which you will know the search again.")
  .max(NAME_MAX, `Shorten the name to ${NAME_MAX} characters.`)
  .regex(/^\P{Cc}*$/u, "Write the name in one line, without special control characters.");

const frequency = z.enum(alertFrequencyValues, { error: "Choose how often you want mail." });

const id = z.uuid("Reload the page, then use its buttons again.");

export const saveSearchSchema = z.object({
  /** The words of an address; the route reads them before they are kept. */
  query: z
    .string()
    .max(QUERY_MAX, "This search has too many filters to be saved. Choose fewer, then save it.")
    .default(""),
  name,
  frequency,
});
export type SaveSearchInput = z.output<typeof saveSearchSchema>;

export const changeSearchSchema = z.object({ id, name, frequency });
export type ChangeSearchInput = z.output<typeof changeSearchSchema>;

export const savedSearchIdSchema = z.object({ id });
