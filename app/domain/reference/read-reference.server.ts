import { pool, type Tx } from "#app/core/db.server.ts";
import { log } from "#app/core/log.server.ts";
import { sharedRead } from "#app/core/shared-read.server.ts";
import {
  isReferenceName,
  REFERENCES,
  referenceNames,
  type ReferenceName,
  type ReferenceValues,
} from "#app/domain/reference/catalogue.ts";
import { today } from "#app/domain/reference/days.ts";

type Row = { name: string; version: number; value: unknown };

/** What is stored, if it still is what the schema asks for; otherwise what holds to begin with. */
function valueOf<N extends ReferenceName>(name: N, row: Row | undefined): ReferenceValues[N] {
  const { schema, start } = REFERENCES[name];
  if (!row) return start.value as ReferenceValues[N];
  const parsed = schema.safeParse(row.value);
  if (parsed.success) return parsed.data as ReferenceValues[N];
  log.error(
    { name, version: row.version, err: parsed.error },
    "reference data does not fit its schema any more",
  );
  return start.value as ReferenceValues[N];
}

async function readRows(day: string, knownAt: Date | null): Promise<Row[]> {
  const { rows } = await pool.query<Row>({
    name: "reference-on",
    text: "select name, version, value from reference_on($1::date, coalesce($2::timestamptz, 'infinity'))",
    values: [day, knownAt],
  });
  return rows;
}

function valuesOf(rows: Row[]): ReferenceValues {
  const known = new Map(rows.filter(({ name }) => isReferenceName(name)).map((row) => [row.name, row]));
  return Object.fromEntries(
    referenceNames.map((name) => [name, valueOf(name, known.get(name))]),
  ) as ReferenceValues;
}

/** By the day, so that what begins at midnight holds from midnight. */
const shared = sharedRead(async (day) => valuesOf(await readRows(day, null)));

/**
 * All reference data as it holds today in India: what moderators entered, or what the product begins with. Kept in
 * memory by processes that are told of changes, and read anew as soon as one is.
 */
export function readReferences(): Promise<ReferenceValues> {
  return shared(today());
}

/**
 * One set of reference data as it holds today: see readReferences.
 * @param tx the transaction that decides by it: read anew, and on its own connection
 */
export async function readReference<N extends ReferenceName>(name: N, tx?: Tx): Promise<ReferenceValues[N]> {
  if (!tx) return (await readReferences())[name];
  const rows = await tx.$queryRaw<Row[]>`select name, version, value from reference_on(${today()}::date)`;
  return valuesOf(rows)[name];
}

/**
 * A set as it held on a day, to explain what was decided then.
 * @param day `YYYY-MM-DD`, in India
 * @param knownAt leaves out what was entered later; without it, what is known now about that day
 */
export async function readReferenceAt<N extends ReferenceName>(
  name: N,
  day: string,
  knownAt: Date | null = null,
): Promise<ReferenceValues[N]> {
  return valuesOf(await readRows(day, knownAt))[name];
}
