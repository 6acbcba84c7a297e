import { mapRow, suggestMapping, type Cells } from "#app/domain/imports/mapping.ts";
import type { ImportField } from "#app/domain/imports/fields.ts";
import type { ImportMapping } from "#app/domain/imports/schema.ts";
import { parseOpportunityInput } from "#app/domain/opportunities/schema.ts";

/**
 * A mapping guessed from the columns' names, less what the first rows speak against: a column called "Categories"
 * is no sector when its words are not ours.
 */
export function proposeMapping(columns: readonly string[], sample: readonly Cells[]): ImportMapping {
  const mapping = suggestMapping(columns);
  for (const field of Object.keys(mapping) as ImportField[]) {
    if (field === "externalReference" || field === "kind") continue;
    const values = sample.map((cells) => mapRow({ [field]: mapping[field] }, cells)[field]).filter(Boolean);
    const wrong = values.filter(
      (value) =>
        parseOpportunityInput({ [field]: value }, { kind: "technology_transfer" }).problems.length > 0,
    );
    if (wrong.length > values.length / 2) delete mapping[field];
  }
  return mapping;
}
