import { createHash } from "node:crypto";
import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { nextDigestAt } from "#app/domain/alerts/digest-time.ts";
import type { AlertFrequency } from "#app/domain/alerts/frequencies.ts";
import { savedBy } from "#app/domain/alerts/policy.ts";
import { SAVED_SEARCHES_MAX, type SaveSearchInput } from "#app/domain/alerts/schema.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/** When the first digest of this frequency is due; null where none is sent by the clock. */
export async function firstDigestAt(
  tx: Tx,
  organisationId: string,
  frequency: AlertFrequency,
): Promise<Date | null> {
  if (frequency !== "daily" && frequency !== "weekly") return null;
  const { timeZone } = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { timeZone: true },
  });
  return nextDigestAt(frequency, timeZone, new Date());
}

/**
 * Keeps a search. A job then writes down what it finds already, so that only later matches are news.
 * @param input `query` as searchParamsOf writes it, without order and page
 * @returns the id
 * @throws DomainError conflict when the same is saved already or there are too many; forbidden without an organisation
 */
export async function saveSearch(actor: Actor, { query, name, frequency }: SaveSearchInput): Promise<string> {
  const owner = savedBy(actor);
  const queryHash = new Uint8Array(createHash("sha256").update(query).digest());
  return db.$transaction(async (tx) => {
    // One at a time for each member, so that two buttons pressed at once do not make one too many.
    const locked = await tx.$executeRaw`
      select from membership where user_id = ${owner.userId}::uuid
        and organisation_id = ${owner.organisationId}::uuid for update`;
    if (locked === 0)
      throw new DomainError("forbidden", "You are not a member of this organisation any more.");
    const same = await tx.savedSearch.findFirst({ where: { ...owner, queryHash }, select: { name: true } });
    if (same)
      throw new DomainError(
        "conflict",
        `You have saved this search already, as “${same.name}”. Change that one on your desk instead.`,
      );
    if ((await tx.savedSearch.count({ where: owner })) >= SAVED_SEARCHES_MAX)
      throw new DomainError(
        "conflict",
        `You have ${SAVED_SEARCHES_MAX} saved searches, which is all there is room for. Delete one on your desk first.`,
      );
    const nextDigestAt = await firstDigestAt(tx, owner.organisationId, frequency);
    const { id } = await tx.savedSearch.create({
      data: { ...owner, name, query, queryHash, frequency, nextDigestAt },
      select: { id: true },
    });
    await enqueue(tx, "alerts.match", {}, { queueName: "alerts" });
    return id;
  });
}
