import { z } from "zod";
import { opportunityStatusValues } from "#app/core/reference/terms.ts";

export const DESK_SORTS = {
  changed: "Changed last",
  title: "Title",
  ending: "Ending soonest",
  interests: "Most interest",
} as const;

/** The address of the desk's list; anything unknown in it means the default. */
export const deskListSchema = z.object({
  q: z.string().trim().max(200).catch("").default(""),
  state: z.enum(opportunityStatusValues).optional().catch(undefined),
  sort: z
    .enum(Object.keys(DESK_SORTS) as [keyof typeof DESK_SORTS, ...(keyof typeof DESK_SORTS)[]])
    .catch("changed")
    .default("changed"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type DeskListQuery = z.output<typeof deskListSchema>;
