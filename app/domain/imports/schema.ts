import { z } from "zod";
import { importFieldNames, type ImportField } from "#app/domain/imports/fields.ts";
import { opportunityKindValues } from "#app/core/reference/terms.ts";

const column = z.string().min(1, "Name a column of the file").max(300);

/** Where one field's value comes from. */
export const sourceSchema = z.union(
  [
    column,
    z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]).transform(String) }),
    z.strictObject({
      column,
      /** Cuts a text that is too long at the end of a sentence, and a list at its longest length. */
      shorten: z.boolean().optional(),
      /** Between the values of a list; "; " or ", " or " | " are recognised without it. */
      separator: z.string().min(1).max(5).optional(),
      /** The file's words to ours. */
      values: z.record(z.string(), z.string()).optional(),
      /** For words that are not in `values`. */
      otherwise: z.string().optional(),
    }),
  ],
  {
    error:
      'Should be a column\'s name, { "value": … } or { "column": …, "shorten"?, "separator"?, "values"?, "otherwise"? }',
  },
);
export type ImportSource = z.infer<typeof sourceSchema>;

/** Our field's name (as the API spells it) to the file's column, a constant, or a column with a rule. */
export const importMappingSchema = z
  .record(z.string(), sourceSchema)
  .superRefine((mapping, context) => {
    for (const field of Object.keys(mapping))
      if (!(importFieldNames as string[]).includes(field))
        context.addIssue({
          code: "custom",
          path: [field],
          message: `There is no field "${field}". The fields are: ${importFieldNames.join(", ")}.`,
        });
  })
  .transform((mapping) => mapping as Partial<Record<ImportField, ImportSource>>);
export type ImportMapping = z.infer<typeof importMappingSchema>;

export const importOptionsSchema = z.object({
  kind: z.enum(opportunityKindValues).nullable().default(null),
  publish: z.boolean().default(false),
  dryRun: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** One thing that is wrong with one row: which column of the file, what is wrong, what to do. */
export type RowProblem = { column: string; reason: string; remedy: string };
export const rowProblemsSchema = z.array(
  z.object({ column: z.string(), reason: z.string(), remedy: z.string() }),
);

/** The most rows one file may have. */
export const MOST_ROWS = 200_000;
