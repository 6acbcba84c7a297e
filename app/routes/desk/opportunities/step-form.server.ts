import type { Actor } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import { submitForm } from "#app/core/http.server.ts";
import { readOwnOpportunity } from "#app/domain/opportunities/desk-queries.server.ts";
import {
  fieldsOfStep,
  STEPS,
  stepValues,
  type FieldName,
  type Step,
} from "#app/domain/opportunities/fields.ts";
import { valuesOf, type OpportunityRecord } from "#app/domain/opportunities/opportunity-record.server.ts";
import { missingForPublishing, requiredFields } from "#app/domain/opportunities/publishable.ts";
import { currencyOf, stepSchema } from "#app/domain/opportunities/schema.ts";
import { updateOpportunity, type Updated } from "#app/domain/opportunities/update-opportunity.server.ts";
import type { StepProgress } from "#app/components/posting/progress-list.tsx";

/** Three digits and more in a row's number: nobody has so many rows. */
const ABSURD_ROW = /\[\d{3,}\]/;
/** Fields that have a value before anybody has chosen one. */
const PRESET: readonly FieldName[] = ["currency", "exportRegime", "release", "industrialLicenceRequired"];

/**
 * Saves one step as it was typed. Wrong fields and refusals come back with everything that was typed;
 * `then` makes the answer of a success.
 */
export async function saveStep<R>(
  actor: Actor,
  reference: string,
  step: Step,
  formData: FormData,
  then: (updated: Updated) => R,
) {
  const record = await readOwnOpportunity(actor, reference);
  if ([...formData.keys()].some((name) => ABSURD_ROW.test(name)))
    throw new DomainError("invalid", "There are too many rows. Leave some out.");
  const schema = stepSchema(step, record.kind, currencyOf(formData.get("currency") ?? record.currency));
  const version = Number(formData.get("version"));
  return submitForm(formData, schema, async (values) => {
    try {
      return then(await updateOpportunity(actor, { reference, version, values }));
    } catch (error) {
      throw error instanceof DomainError ? onThisPage(error, fieldsOfStep(step, record.kind)) : error;
    }
  });
}

/** A refusal that also concerns fields of other steps is told as a whole: there is no field here to stand beside. */
function onThisPage(error: DomainError, fields: FieldName[]): DomainError {
  const isHere = Object.keys(error.fieldErrors).every((name) => (fields as string[]).includes(name));
  return isHere ? error : new DomainError(error.code, error.message);
}

/** Marks what publishing needs; saving does without, and all rules are checked on the server. */
export function constraintOf(record: OpportunityRecord, step: Step): Record<string, { required: true }> {
  const required = Object.keys(requiredFields(record.kind)).concat("currency", "exportRegime", "release");
  const here = fieldsOfStep(step, record.kind).filter((name) => required.includes(name));
  return Object.fromEntries(here.map((name) => [name, { required: true }]));
}

const isFilled = (value: unknown) =>
  value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

/** How far each step is, for the progress list. */
export function progressOf(record: OpportunityRecord): StepProgress[] {
  const values = valuesOf(record);
  const missing = missingForPublishing(record.kind, values, new Date());
  return stepValues.map((step) => ({
    step,
    title: STEPS[step].title,
    missing: missing.filter((each) => each.step === step).length,
    isStarted:
      step === "release" ||
      fieldsOfStep(step, record.kind).some((name) => !PRESET.includes(name) && isFilled(values[name])),
  }));
}
