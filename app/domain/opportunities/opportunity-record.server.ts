import { mayEdit, type Actor } from "#app/core/actor.ts";
import type { Tx } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import type { OpportunityStatus } from "#app/core/reference/terms.ts";
import { fieldNames, type FieldName } from "#app/domain/opportunities/fields.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";
import type { OpportunityValues } from "#app/domain/opportunities/schema.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** What stands in the database of one opportunity, and its history's next line. */
export type OpportunityRecord = Prisma.OpportunityGetPayload<{ include: { certifications: true } }>;

/** Which opportunity a command is about; `version` is the one that the person saw, if a person did. */
export type Target = ({ reference: string } | { id: string }) & { version?: number };

const byTarget = (target: Target) =>
  "reference" in target ? { reference: target.reference } : { id: target.id };

export const CHANGED_MEANWHILE =
  "Somebody else changed this opportunity in the meantime. Look at its present state, then decide again.";

/** Holds the row, so that two who press at once come one after the other. */
async function lockTarget(tx: Tx, target: Target): Promise<void> {
  if ("id" in target)
    await tx.$queryRaw`select 1 from opportunity where id = ${target.id}::uuid for no key update`;
  else await tx.$queryRaw`select 1 from opportunity where reference = ${target.reference} for no key update`;
}

/**
 * The opportunity that a command is about to change, held until its transaction ends.
 * @throws DomainError not_found when it is not the actor's, forbidden for viewers, conflict when it has changed since it was seen
 */
export async function readForChange(tx: Tx, actor: Actor, target: Target): Promise<OpportunityRecord> {
  await lockTarget(tx, target);
  const scope = actor.kind === "system" ? {} : ownedBy(actor);
  const record = await tx.opportunity.findFirst({
    where: { AND: [scope, byTarget(target)] },
    include: { certifications: { orderBy: { certification: "asc" } } },
  });
  if (!record) throw notFound("This opportunity");
  if (actor.kind !== "system" && !mayEdit(actor))
    throw new DomainError(
      "forbidden",
      "Viewers read only. Ask an owner of your organisation to make you an editor.",
    );
  if (target.version !== undefined && target.version !== record.version)
    throw new DomainError("conflict", CHANGED_MEANWHILE);
  return record;
}

type HistoryLine = {
  type: string;
  actorId: string | null;
  fromStatus: OpportunityStatus | null;
  toStatus: OpportunityStatus;
  changes?: Prisma.InputJsonObject;
  reason?: string;
};

/**
 * Writes a change: only if nobody else was quicker since `record` was read, with the version raised by one.
 * @returns the new version @throws DomainError conflict when somebody was
 */
export async function writeChange(
  tx: Tx,
  record: OpportunityRecord,
  data: Prisma.OpportunityUncheckedUpdateManyInput,
  event: HistoryLine | null,
): Promise<number> {
  const { count } = await tx.opportunity.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", CHANGED_MEANWHILE);
  if (event) await tx.opportunityEvent.create({ data: { opportunityId: record.id, ...event } });
  return record.version + 1;
}

/** The fields that a poster fills in, taken out of a row. */
export function valuesOf(record: OpportunityRecord): OpportunityValues {
  const values: Partial<Record<FieldName, unknown>> = {};
  for (const field of fieldNames) values[field] = record[field];
  values.certifications = record.certifications.map(({ certification, level }) => ({ certification, level }));
  return values as OpportunityValues;
}

/** The columns of what was filled in; certifications have a table of their own. */
export function columnsOf(
  values: Partial<OpportunityValues>,
): Partial<Prisma.OpportunityUncheckedCreateInput> {
  const { certifications: _, ...columns } = values;
  return columns as Partial<Prisma.OpportunityUncheckedCreateInput>;
}

/** Puts exactly these certifications in the place of those that were asked for before. */
export async function replaceCertifications(
  tx: Tx,
  opportunityId: string,
  certifications: OpportunityValues["certifications"],
): Promise<void> {
  await tx.opportunityCertification.deleteMany({ where: { opportunityId } });
  await tx.opportunityCertification.createMany({
    data: certifications.map((demand) => ({ opportunityId, ...demand })),
  });
}

/** A value as JSON can hold it: amounts as digits, instants in ISO 8601. */
function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? each.toString() : each)),
  ) as Prisma.InputJsonValue;
}

/** What differs between what is stored and what is wanted: `{ field: [before, after] }`. */
export function changesBetween(
  before: OpportunityValues,
  after: Partial<OpportunityValues>,
): Partial<Record<FieldName, [Prisma.InputJsonValue, Prisma.InputJsonValue]>> {
  const changes: Partial<Record<FieldName, [Prisma.InputJsonValue, Prisma.InputJsonValue]>> = {};
  for (const field of fieldNames) {
    if (after[field] === undefined) continue;
    const pair = [asJson(before[field]), asJson(after[field])] as [
      Prisma.InputJsonValue,
      Prisma.InputJsonValue,
    ];
    if (canonical(pair[0]) !== canonical(pair[1])) changes[field] = pair;
  }
  return changes;
}

/** JSON with sorted keys: PostgreSQL's jsonb does not keep their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
