import { isDeepStrictEqual } from "node:util";
import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { dateTimeText } from "#app/core/formats.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";
import {
  isIndexed,
  REFERENCES,
  type ReferenceName,
  type ReferenceValues,
} from "#app/domain/reference/catalogue.ts";
import { beginningOf, isDay } from "#app/domain/reference/days.ts";
import { tidyText } from "#app/domain/opportunities/typed-text.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

export type ReferenceChange = {
  /** The last version that the moderator saw; 0 when there was none. */
  version: number;
  /** The first day that the value holds, `YYYY-MM-DD`, in India. */
  validFrom: string;
  /** Why, and by what authority. */
  note: string;
  value: unknown;
};

const LONGEST_NOTE = 1_000;

/**
 * A change that can be saved. All that is wrong is said at once.
 * @throws DomainError invalid with errors named like `rows.0.cell`
 */
export function checkedChange<N extends ReferenceName>(name: N, change: ReferenceChange) {
  const fieldErrors: Record<string, string[]> = {};
  const wrong = (field: string, message: string) => (fieldErrors[field] ??= []).push(message);
  const parsed = REFERENCES[name].schema.safeParse(change.value);
  for (const { path, message } of parsed.error?.issues ?? []) wrong(path.join("."), message);
  if (!isDay(change.validFrom))
    wrong("validFrom", "Write the first day that this holds as year, month and day, like 2026-04-01.");
  const note = tidyText(change.note);
  if (note === "") wrong("note", "Say why, and where the rule stands.");
  if (note.length > LONGEST_NOTE) wrong("note", `At most ${LONGEST_NOTE} characters fit here.`);
  if (Object.keys(fieldErrors).length > 0)
    throw new DomainError("invalid", "Some entries cannot be saved. They are marked.", { fieldErrors });
  return { ...change, note, value: parsed.data as ReferenceValues[N] & Prisma.InputJsonValue };
}

/** The last version, while nobody else can add one. */
async function lockLatest(tx: Tx, name: ReferenceName) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`reference.${name}`}))`;
  return tx.referenceVersion.findFirst({
    where: { name },
    orderBy: { version: "desc" },
    include: { changedBy: { select: { name: true } } },
  });
}

/**
 * Enters a new version of a set of reference data; earlier ones stay. Saving the same twice is answered as done.
 * @throws DomainError not_found for everybody but moderators; invalid with errors named like `rows.0.cell`; conflict
 * when somebody else entered a version meanwhile
 */
export function changeReference(
  actor: Actor,
  name: ReferenceName,
  input: ReferenceChange,
): Promise<{ version: number; changed: boolean }> {
  const { userId } = requireModerator(actor);
  const { version, validFrom, note, value } = checkedChange(name, input);
  return db.$transaction(async (tx) => {
    const latest = await lockLatest(tx, name);
    const current = latest?.version ?? 0;
    if (current !== version) {
      const isSame =
        latest?.changedById === userId &&
        current === version + 1 &&
        latest.note === note &&
        latest.validFrom.toISOString().startsWith(validFrom) &&
        isDeepStrictEqual(latest.value, value);
      if (isSame) return { version: current, changed: false };
      const who = latest?.changedBy?.name ?? "Somebody else";
      const when = latest ? dateTimeText(latest.createdAt.toISOString(), "en-IN") : "";
      throw new DomainError(
        "conflict",
        `${who} changed this on ${when}, after you opened it. Read the new version below, then make your change to it.`,
      );
    }
    await tx.referenceVersion.create({
      data: {
        ...{ name, version: version + 1, value, note, changedById: userId },
        validFrom: new Date(`${validFrom}T00:00:00Z`),
      },
    });
    await tx.$executeRaw`select pg_notify('content_changed', '')`;
    if (isIndexed(name)) await rewriteIndex(tx, name, validFrom);
    return { version: version + 1, changed: true };
  });
}

/** Search documents follow the rule: now, or from the day on that it holds. */
async function rewriteIndex(tx: Tx, name: ReferenceName, validFrom: string): Promise<void> {
  await enqueue(
    tx,
    "search.rewrite",
    {},
    { jobKey: `reference.${name}.${validFrom}`, runAt: beginningOf(validFrom) },
  );
}
