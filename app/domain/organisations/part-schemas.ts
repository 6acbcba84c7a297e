import { z } from "zod";
import type { Currency } from "#app/core/reference/currencies.ts";
import { processCodes } from "#app/core/reference/processes.ts";
import { readCountry, readEach, splitList } from "#app/domain/opportunities/typed-text.ts";
import { identifierFields } from "#app/domain/organisations/identifier-fields.ts";
import { equipmentRows, supplyRows } from "#app/domain/organisations/part-rows.ts";
import { shownPartValues, type Part } from "#app/domain/organisations/parts.ts";
import { aboutFields, foundedYearField } from "#app/domain/organisations/schema.ts";
import { readSize, sizeFields } from "#app/domain/organisations/size.ts";

const MOST_OWN_WORDS = 20;
const MOST_COUNTRIES = 60;

const ownWords = z
  .string()
  .default("")
  .transform((text, context): string[] => {
    const parts = [...new Set(splitList(text))];
    if (parts.length > MOST_OWN_WORDS)
      context.addIssue({ code: "custom", message: `Name at most ${MOST_OWN_WORDS} of them.` });
    if (parts.some((part) => part.length > 80))
      context.addIssue({ code: "custom", message: "Shorten each to 80 characters." });
    return parts;
  });

const countries = z
  .string()
  .default("")
  .transform((text, context): string[] => {
    const read = readEach(splitList(text), MOST_COUNTRIES, readCountry);
    if (read.ok) return read.value.sort();
    context.addIssue({ code: "custom", message: read.message });
    return [];
  });

const size = z
  .object({
    foundedYear: foundedYearField,
    licenceDetails: z.string().trim().max(300, "Shorten this to 300 characters").default(""),
    ...sizeFields,
  })
  .transform(({ foundedYear = null, licenceDetails, ...typed }, context) => ({
    organisation: { foundedYear },
    size: readSize(typed, context),
    capability: { licenceDetails },
  }));

const processes = z
  .object({
    processes: z.array(z.enum(processCodes, { error: "Choose processes from the list" })).default([]),
    otherProcesses: ownWords,
  })
  .transform((capability) => ({ capability }));

const equipment = z.object({ equipment: equipmentRows }).transform((capability) => ({ capability }));

const supplies = (currency: Currency) =>
  z
    .object({ pastSupplies: supplyRows(currency, new Date().getFullYear()), countriesServed: countries })
    .transform((capability) => ({ capability }));

const identifiers = identifierFields.transform((capability) => ({ capability }));

const shown = z
  .object({
    shownParts: z.array(z.enum(shownPartValues, { error: "Choose from the list" })).default([]),
  })
  .transform((capability) => ({ capability }));

/**
 * The schema of one part's form. What it gives says which record each value belongs to; what is left empty is not stated.
 * @param currency of the organisation's amounts, for the values of supplies
 */
export function partSchema(part: Part, currency: Currency): z.ZodType<ProfileChange> {
  switch (part) {
    case "about":
      return aboutFields.transform((organisation) => ({ organisation }));
    case "size":
      return size;
    case "processes":
      return processes;
    case "equipment":
      return equipment;
    case "supplies":
      return supplies(currency);
    case "identifiers":
      return identifiers;
    case "shown":
      return shown;
  }
}

/** What changes in a profile, by the record that keeps it; what is not named stays. */
export type ProfileChange = {
  organisation?: Partial<z.output<typeof aboutFields>> & { foundedYear?: number | null };
  size?: ReturnType<typeof readSize>;
  capability?: Partial<
    z.output<typeof identifierFields> & {
      licenceDetails: string;
      processes: string[];
      otherProcesses: string[];
      equipment: z.output<typeof equipmentRows>;
      pastSupplies: z.output<ReturnType<typeof supplyRows>>;
      countriesServed: string[];
      shownParts: string[];
    }
  >;
};
