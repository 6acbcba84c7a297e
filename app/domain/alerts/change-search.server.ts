import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { savedBy } from "#app/domain/alerts/policy.ts";
import { queueAlert } from "#app/domain/alerts/queue-alert.server.ts";
import { firstDigestAt } from "#app/domain/alerts/save-search.server.ts";
import type { ChangeSearchInput } from "#app/domain/alerts/schema.ts";

const WHAT = "This saved search";

async function readOwn(tx: Tx, actor: Actor, id: string) {
  const search = await tx.savedSearch.findFirst({
    where: { id, ...savedBy(actor) },
    select: { id: true, frequency: true, organisationId: true, pausedAt: true },
  });
  if (!search) throw notFound(WHAT);
  return search;
}

/**
 * Renames a saved search and changes how often it sends mail. What was found while no mail was wanted stays on
 * the desk; what waits for a digest leaves at once when "at once" is chosen.
 * @throws DomainError not_found
 */
export async function changeSearch(actor: Actor, { id, name, frequency }: ChangeSearchInput): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await readOwn(tx, actor, id);
    const isChanged = before.frequency !== frequency;
    await tx.savedSearch.update({
      where: { id },
      data: {
        name,
        ...(isChanged
          ? { frequency, nextDigestAt: await firstDigestAt(tx, before.organisationId, frequency) }
          : {}),
        ...(before.frequency === "none" && isChanged ? { mailFrom: new Date() } : {}),
      },
    });
    if (isChanged && frequency === "at_once") await queueAlert(tx, id);
  });
}

/** Sends no mail for it until it is resumed. @throws DomainError not_found */
export async function pauseSearch(actor: Actor, id: string): Promise<void> {
  const { count } = await db.savedSearch.updateMany({
    where: { id, ...savedBy(actor) },
    data: { pausedAt: new Date() },
  });
  if (count === 0) throw notFound(WHAT);
}

/** Sends mail again, for what is found from now on. @throws DomainError not_found */
export async function resumeSearch(actor: Actor, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const { pausedAt } = await readOwn(tx, actor, id);
    if (!pausedAt) return;
    await tx.savedSearch.update({ where: { id }, data: { pausedAt: null, mailFrom: new Date() } });
  });
}

/** Forgets a saved search with all that it found. @throws DomainError not_found */
export async function deleteSearch(actor: Actor, id: string): Promise<void> {
  const { count } = await db.savedSearch.deleteMany({ where: { id, ...savedBy(actor) } });
  if (count === 0) throw notFound(WHAT);
}
