import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { OPPORTUNITY_STATUSES } from "#app/core/reference/terms.ts";
import { FIELDS, type FieldName } from "#app/domain/opportunities/fields.ts";
import { isEditable } from "#app/domain/opportunities/lifecycle.ts";
import {
  changesBetween,
  columnsOf,
  readForChange,
  replaceCertifications,
  valuesOf,
  writeChange,
  type OpportunityRecord,
  type Target,
} from "#app/domain/opportunities/opportunity-record.server.ts";
import { missingForPublishing } from "#app/domain/opportunities/publishable.ts";
import {
  findContradictions,
  type FieldProblem,
  type OpportunityValues,
} from "#app/domain/opportunities/schema.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";

export type OpportunityUpdate = Target & {
  /** Only what is given changes. */
  values: Partial<OpportunityValues>;
  importedContentHash?: Uint8Array<ArrayBuffer>;
  event?: "edited" | "imported";
};

export type Updated = { id: string; reference: string; version: number; changed: FieldName[] };

/** Amounts of the same opportunity that stand on another page than its currency. */
function strandedAmount(changed: FieldName[], after: OpportunityValues): FieldProblem | null {
  const stays = changed.includes("currency") && !changed.includes("minimumTurnoverMinor");
  return stays && after.minimumTurnoverMinor !== null
    ? {
        field: "currency",
        message: `“${FIELDS.minimumTurnoverMinor.label}” was written in the old currency. Empty it first, then change the currency.`,
      }
    : null;
}

function refuseProblems(record: OpportunityRecord, after: OpportunityValues, changed: FieldName[]): void {
  const problems: FieldProblem[] = findContradictions(after);
  const stranded = strandedAmount(changed, after);
  if (stranded) problems.push(stranded);
  if (record.status === "published") problems.push(...missingForPublishing(record.kind, after, new Date()));
  if (problems.length === 0) return;
  const fieldErrors: Record<string, string[]> = {};
  for (const { field, message } of problems) (fieldErrors[field] ??= []).push(message);
  throw new DomainError("invalid", problems.map((problem) => problem.message).join(" "), { fieldErrors });
}

/**
 * Changes what an opportunity says: a step of the form, or a row of an import. Drafts may have gaps;
 * what is published stays complete, and what was public once keeps a record of every change.
 * Nothing is written when nothing differs.
 * @param tx another command's transaction, to commit with it
 * @throws DomainError not_found, forbidden, conflict (somebody was quicker, or its state takes no changes), invalid with field errors
 */
export async function updateOpportunity(actor: Actor, input: OpportunityUpdate, tx?: Tx): Promise<Updated> {
  if (!tx) return db.$transaction((own) => updateOpportunity(actor, input, own));
  const record = await readForChange(tx, actor, input);
  if (!isEditable(record.status)) {
    const { label } = OPPORTUNITY_STATUSES[record.status];
    throw new DomainError("conflict", `This opportunity cannot be changed any more. Its state: ${label}.`);
  }
  const before = valuesOf(record);
  const changes = changesBetween(before, input.values);
  const changed = Object.keys(changes) as FieldName[];
  const { id, reference, version } = record;
  if (changed.length === 0 && !input.importedContentHash) return { id, reference, version, changed };
  refuseProblems(record, { ...before, ...input.values }, changed);

  const { importedContentHash, event = "edited" } = input;
  const isKnown = record.publishedAt !== null;
  const line = {
    type: event,
    actorId: userIdOf(actor),
    fromStatus: record.status,
    toStatus: record.status,
    changes: isKnown ? changes : {},
  };
  const columns = columnsOf(Object.fromEntries(changed.map((field) => [field, input.values[field]])));
  const next = await writeChange(
    tx,
    record,
    { ...columns, ...(importedContentHash ? { importedContentHash } : {}) },
    (isKnown || event === "imported") && changed.length > 0 ? line : null,
  );
  if (changes.certifications) await replaceCertifications(tx, id, input.values.certifications ?? []);
  if (isKnown) await enqueueIndexing(tx, [id]);
  return { id, reference, version: next, changed };
}
