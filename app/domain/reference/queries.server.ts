import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";
import {
  isReferenceName,
  REFERENCES,
  referenceNames,
  type ReferenceName,
} from "#app/domain/reference/catalogue.ts";
import { checkedChange, type ReferenceChange } from "#app/domain/reference/change-reference.server.ts";
import { today } from "#app/domain/reference/days.ts";
import { differencesOf, type Difference } from "#app/domain/reference/differences.ts";
import { shapeOf } from "#app/domain/reference/shape.ts";

const VERSION = {
  version: true,
  value: true,
  validFrom: true,
  note: true,
  createdAt: true,
  changedBy: { select: { name: true } },
} as const;

/** One version as its readers see it; version 0 is what the product begins with. */
type Entry = {
  version: number;
  validFrom: string;
  note: string;
  /** Null for what the product begins with. */
  enteredAt: string | null;
  enteredBy: string;
};

type Stored = Omit<Awaited<ReturnType<typeof readVersions>>[number], "value"> & { value: unknown };

/** Newest first. */
function readVersions(name: ReferenceName) {
  return db.referenceVersion.findMany({ where: { name }, orderBy: { version: "desc" }, select: VERSION });
}

function startOf(name: ReferenceName): Entry & { value: unknown } {
  const { value, validFrom, source } = REFERENCES[name].start;
  return { version: 0, value, validFrom, note: source, enteredAt: null, enteredBy: "" };
}

/** What is stored; null when it fits the set's schema no more. */
function readable(name: ReferenceName, value: unknown): unknown {
  return REFERENCES[name].schema.safeParse(value).data ?? null;
}

function entryOf({
  version,
  value,
  validFrom,
  note,
  createdAt,
  changedBy,
}: Stored): Entry & { value: unknown } {
  return {
    ...{ version, value, note, enteredAt: createdAt.toISOString() },
    validFrom: validFrom.toISOString().slice(0, 10),
    enteredBy: changedBy?.name ?? "somebody whose account is gone",
  };
}

/** The same order as reference_on: valid latest, and of several for one day the last entered. */
function holdingOn<E extends Entry>(entries: E[], day: string): E | undefined {
  return entries
    .filter(({ validFrom }) => validFrom <= day)
    .sort((a, b) =>
      a.validFrom === b.validFrom ? b.version - a.version : a.validFrom < b.validFrom ? 1 : -1,
    )[0];
}

/** Every set with the version that holds today and the one entered last. @throws DomainError not_found but for moderators */
export async function listReferences(actor: Actor) {
  requireModerator(actor);
  const rows = await db.referenceVersion.findMany({
    orderBy: { version: "desc" },
    select: { ...VERSION, name: true, value: false },
  });
  return referenceNames.map((name) => {
    const entries = rows.filter((row) => row.name === name).map((row) => entryOf({ ...row, value: null }));
    const { value: _, ...start } = startOf(name);
    const { label, explanation } = REFERENCES[name];
    const current = holdingOn(entries, today()) ?? start;
    return { name, label, explanation, validFrom: current.validFrom, latest: entries[0] ?? start };
  });
}

/**
 * One set for its moderators: what holds today and every version, the newest first, each with what it changed.
 * @throws DomainError not_found for an unknown name and for everybody but moderators
 */
export async function readReferenceSet(actor: Actor, name: string, locale: string) {
  requireModerator(actor);
  if (!isReferenceName(name)) throw notFound("This reference data");
  const { label, explanation } = REFERENCES[name];
  const shape = shapeOf(name);
  const versions = (await readVersions(name)).map((row) =>
    entryOf({ ...row, value: readable(name, row.value) }),
  );
  const entries = [...versions, startOf(name)];
  const current = holdingOn(versions, today()) ?? entries.at(-1)!;
  const history = entries.map(({ value, ...entry }, index) => {
    const before = entries[index + 1]?.value ?? null;
    const isComparable = before !== null && value !== null;
    const differences = isComparable ? differencesOf(shape, before, value, locale) : [];
    return { ...entry, isCurrent: entry.version === current.version, differences };
  });
  return {
    name,
    label,
    explanation,
    shape,
    current: current.value === null ? startOf(name) : current,
    entries,
    history,
    latestVersion: entries[0]!.version,
  };
}

/**
 * What a change would change in what holds today, before it is saved.
 * @throws DomainError not_found for everybody but moderators; invalid as changeReference throws it
 */
export async function previewReference(
  actor: Actor,
  name: ReferenceName,
  change: ReferenceChange,
  locale: string,
): Promise<Difference[]> {
  const { current, shape } = await readReferenceSet(actor, name, locale);
  const { value } = checkedChange(name, change);
  return differencesOf(shape, current.value, value, locale);
}
