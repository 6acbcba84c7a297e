import type { OpportunityKind } from "#app/core/reference/terms.ts";
import { FIELDS, stepValues, type FieldName, type Step } from "#app/domain/opportunities/fields.ts";
import type { OpportunityValues } from "#app/domain/opportunities/schema.ts";

/** What publishing still needs, and the step on which it stands. */
export type Missing = { field: FieldName; step: Step; message: string };

/**
 * Only what a listing makes no sense without: a poster's own catalogue rarely says more, and readers are better
 * served by a listing with gaps, which the quality hints name, than by none.
 */
const ALWAYS: Partial<Record<FieldName, string>> = {
  title: "Write a title.",
  summary: "Write a summary.",
  sector: "Choose a sector.",
};

const OF_KIND: Record<OpportunityKind, Partial<Record<FieldName, string>>> = {
  technology_transfer: {},
  joint_venture: {
    equityMinBps: "Write the smallest share that you offer.",
    equityMaxBps: "Write the largest share that you offer.",
    investmentMinMinor: "Write the investment that you seek, or tick that it is told on request.",
    posterBrings: "Say what you bring into the venture.",
    partnerBrings: "Say what the partner brings into the venture.",
  },
  collaboration_call: { interestDeadline: "Choose the day until which partners can answer." },
  technology_request: {},
};

/** The fields without which this kind cannot be published, with the sentence that asks for each. */
export function requiredFields(kind: OpportunityKind): Partial<Record<FieldName, string>> {
  return { ...ALWAYS, ...OF_KIND[kind] };
}

const isBlank = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Other ways to give what a field asks for. */
function isGivenOtherwise(field: FieldName, values: OpportunityValues): boolean {
  return (
    field === "investmentMinMinor" &&
    (values.investmentMaxMinor !== null || values.termsOnRequest.includes("investment"))
  );
}

/** All that keeps an opportunity from being published, in the order of the form; empty when nothing does. */
export function missingForPublishing(kind: OpportunityKind, values: OpportunityValues, now: Date): Missing[] {
  const asked = Object.entries(requiredFields(kind)) as [FieldName, string][];
  const missing = asked
    .filter(([field]) => isBlank(values[field]) && !isGivenOtherwise(field, values))
    .map(([field, message]) => ({ field, message }));
  const ask = (field: FieldName, message: string) => missing.push({ field, message });
  if (values.interestDeadline && values.interestDeadline <= now)
    ask("interestDeadline", "The deadline for expressions of interest is over. Choose a later day.");
  if (values.exportRegime !== "none" && values.exportClassification === "")
    ask("exportClassification", "Write the number on the control list that you chose.");
  if (values.release === "listed_countries" && values.releaseCountries.length === 0)
    ask("releaseCountries", "List the countries to which the details may be released.");
  return missing
    .map(({ field, message }) => ({ field, message, step: FIELDS[field].step as Step }))
    .sort((a, b) => stepValues.indexOf(a.step) - stepValues.indexOf(b.step));
}
