import { createHash } from "node:crypto";
import type { Actor } from "#app/core/actor.ts";
import type { Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { OPPORTUNITY_KINDS, opportunityKindValues, type OpportunityKind } from "#app/core/reference/terms.ts";
import { importFieldLabel, type ImportField } from "#app/domain/imports/fields.ts";
import { columnOf, mapRow, type MappedRow } from "#app/domain/imports/mapping.ts";
import type { FileRow } from "#app/domain/imports/read-rows.server.ts";
import type { ReportRow } from "#app/domain/imports/report.ts";
import type { ImportMapping, ImportOptions, RowProblem } from "#app/domain/imports/schema.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { createOpportunity } from "#app/domain/opportunities/create-opportunity.server.ts";
import { parseOpportunityInput, type OpportunityValues } from "#app/domain/opportunities/schema.ts";
import { readChoice } from "#app/domain/opportunities/typed-text.ts";
import { updateOpportunity } from "#app/domain/opportunities/update-opportunity.server.ts";

export type ImportContext = {
  actor: Actor;
  organisationId: string;
  mapping: ImportMapping;
  options: ImportOptions;
};

/** A row of the file, read by the mapping, and whether an earlier row of the same file took its place. */
export type PreparedRow = {
  line: number;
  mapped: MappedRow;
  externalReference: string;
  contentHash: Uint8Array<ArrayBuffer>;
  earlier: { line: number; isSame: boolean } | null;
};

const text = (value: string | string[] | undefined) =>
  typeof value === "string" ? value : (value ?? []).join("; ");

/** Reads rows in the file's order and remembers which reference stood where: the first one counts. */
export function rowPreparer(context: ImportContext): (row: FileRow) => PreparedRow {
  const seen = new Map<string, { line: number; contentHash: Buffer }>();
  return ({ line, cells }) => {
    const mapped = mapRow(context.mapping, cells);
    const externalReference = text(mapped.externalReference);
    const content = JSON.stringify([context.options.kind, Object.entries(mapped).sort()]);
    const contentHash = createHash("sha256").update(content).digest();
    const identity = externalReference || contentHash.toString("base64");
    const first = seen.get(identity);
    if (!first) seen.set(identity, { line, contentHash });
    return {
      line,
      mapped,
      externalReference,
      contentHash: new Uint8Array(contentHash),
      earlier: first ? { line: first.line, isSame: first.contentHash.equals(contentHash) } : null,
    };
  };
}

/** Says no to a row; the columns are those of the file. */
class RowRefusal extends Error {
  constructor(readonly problems: RowProblem[]) {
    super("row refused");
  }
}

/**
 * Brings one row into the database, within the caller's transaction. Whatever is wrong becomes a rejected row
 * that leaves nothing behind; a dry run does the same work and takes it back.
 * @throws only what has nothing to do with the row, such as a lost connection
 */
export async function importRow(tx: Tx, context: ImportContext, row: PreparedRow): Promise<ReportRow> {
  const report = {
    line: row.line,
    externalReference: row.externalReference.slice(0, 200),
    title: text(row.mapped.title).slice(0, 200),
    reference: "",
    problems: [],
  };
  await tx.$executeRaw`savepoint import_row`;
  try {
    const applied = await applyRow(tx, context, row);
    await (context.options.dryRun
      ? tx.$executeRaw`rollback to savepoint import_row`
      : tx.$executeRaw`release savepoint import_row`);
    const reference = context.options.dryRun && applied.outcome === "created" ? "" : applied.reference;
    return { ...report, ...applied, reference };
  } catch (error) {
    const problems = problemsOf(error, context.mapping);
    if (!problems) throw error;
    await tx.$executeRaw`rollback to savepoint import_row`;
    return { ...report, outcome: "rejected", problems };
  }
}

type Applied = { outcome: "created" | "updated" | "unchanged"; reference: string; problems: RowProblem[] };

async function applyRow(tx: Tx, context: ImportContext, row: PreparedRow): Promise<Applied> {
  if (row.earlier) return repeatedRow(row, context.mapping);
  const { actor, organisationId, mapping, options } = context;
  const kind = kindOf(row.mapped, context);
  const existing = await findExisting(tx, organisationId, row);
  if (existing && existing.kind !== kind) throw new RowRefusal([kindChanged(existing, kind, mapping)]);
  const isSame = existing?.importedContentHash
    ? Buffer.from(existing.importedContentHash).equals(row.contentHash)
    : false;
  const publishes = options.publish && (!existing || existing.status === "draft");
  if (existing && isSame && !publishes)
    return { outcome: "unchanged", reference: existing.reference, problems: [] };

  const values = valuesOf(row.mapped, kind, mapping, existing !== null);
  const { contentHash: importedContentHash, externalReference } = row;
  const saved = existing
    ? isSame
      ? existing
      : await updateOpportunity(
          actor,
          { id: existing.id, values, importedContentHash, event: "imported" },
          tx,
        )
    : await createOpportunity(
        actor,
        {
          kind,
          values,
          organisationId,
          importedContentHash,
          externalReference: externalReference || undefined,
          event: "imported",
        },
        tx,
      );
  if (publishes) await changeStatus(actor, "publish", { id: saved.id }, tx);
  return { outcome: existing ? "updated" : "created", reference: saved.reference, problems: [] };
}

function repeatedRow({ earlier, externalReference }: PreparedRow, mapping: ImportMapping): Applied {
  if (earlier!.isSame) return { outcome: "unchanged", reference: "", problems: [] };
  throw new RowRefusal([
    {
      column: columnName(mapping, "externalReference"),
      reason: `Line ${earlier!.line} has the same reference, “${externalReference.slice(0, 80)}”, and other contents.`,
      remedy:
        "A reference stands for one opportunity. Give this row a reference of its own, or delete one of the two rows.",
    },
  ]);
}

function findExisting(tx: Tx, organisationId: string, row: PreparedRow) {
  const { externalReference, contentHash } = row;
  return tx.opportunity.findFirst({
    where: {
      organisationId,
      ...(externalReference
        ? { externalReference }
        : { externalReference: null, importedContentHash: contentHash }),
    },
    select: { id: true, reference: true, kind: true, status: true, importedContentHash: true },
  });
}

function kindOf(mapped: MappedRow, { mapping, options }: ImportContext): OpportunityKind {
  if (options.kind) return options.kind;
  const typed = text(mapped.kind);
  const column = columnName(mapping, "kind");
  const remedy = `Write one of: ${Object.values(OPPORTUNITY_KINDS)
    .map(({ label }) => label)
    .join(", ")}; or choose one kind for the whole file.`;
  if (typed === "") throw new RowRefusal([{ column, reason: "The kind of opportunity is missing.", remedy }]);
  const reading = readChoice(typed, opportunityKindValues, (kind) => OPPORTUNITY_KINDS[kind].label);
  if (!reading.ok) throw new RowRefusal([{ column, reason: reading.message, remedy }]);
  return reading.value;
}

function kindChanged(
  existing: { reference: string; kind: OpportunityKind },
  kind: OpportunityKind,
  mapping: ImportMapping,
): RowProblem {
  return {
    column: columnName(mapping, "kind"),
    reason: `${existing.reference} has this reference and is of another kind: ${OPPORTUNITY_KINDS[existing.kind].label}, not ${OPPORTUNITY_KINDS[kind].label}.`,
    remedy: "The kind of an opportunity cannot change. Give the row a reference of its own.",
  };
}

/** What the row says of each mapped field. On an update a cell that has become empty empties the field. */
function valuesOf(
  mapped: MappedRow,
  kind: OpportunityKind,
  mapping: ImportMapping,
  isUpdate: boolean,
): Partial<OpportunityValues> {
  const { kind: _kind, externalReference, ...fields } = mapped;
  const blanks = isUpdate ? Object.fromEntries(Object.keys(mapping).map((field) => [field, ""])) : {};
  const { values, problems } = parseOpportunityInput({ ...blanks, ...fields }, { kind });
  const all = problems.map(({ field, message }) => toProblem(mapping, field, message));
  if (text(externalReference).length > 200)
    all.push(
      toProblem(
        mapping,
        "externalReference",
        `Your own reference has ${text(externalReference).length} characters; 200 fit. Shorten it.`,
      ),
    );
  if (all.length > 0) throw new RowRefusal(all);
  return values;
}

/** The file's column that feeds a field, or the field's own name where there is none. */
function columnName(mapping: ImportMapping, field: string): string {
  const source = mapping[field as ImportField];
  return (source && columnOf(source)) || importFieldLabel(field as ImportField);
}

/** Our sentences end with what to do; the report has a column of its own for that. */
function toProblem(mapping: ImportMapping, field: string, message: string): RowProblem {
  const [, reason = message, remedy = ""] = /^(.*[.!?”])\s+(\S.*)$/s.exec(message) ?? [];
  const column = columnName(mapping, field);
  return { column, reason, remedy: remedy || `Correct “${column}” in the file and import it again.` };
}

function problemsOf(error: unknown, mapping: ImportMapping): RowProblem[] | null {
  if (error instanceof RowRefusal) return error.problems;
  if (!(error instanceof DomainError)) return null;
  const byField = Object.entries(error.fieldErrors).flatMap(([field, messages]) =>
    messages.map((message) => toProblem(mapping, field, message)),
  );
  if (byField.length > 0) return byField;
  return [
    { column: "", reason: error.message, remedy: "Open it on the desk to see its state, then import again." },
  ];
}
