import { system } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { DAY_MS, WARN_DAYS } from "#app/domain/opportunities/lifecycle.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";

/** So many at a time: a transaction each, so that one that cannot be ended does not keep the others. */
const BATCH = 200;

async function expireOne(id: string): Promise<boolean> {
  try {
    await changeStatus(system("Its time ran out"), "expire", { id });
    return true;
  } catch (error) {
    // Somebody renewed or closed it in the same moment: they won.
    if (error instanceof DomainError && error.code === "conflict") return false;
    throw error;
  }
}

/** Marks it as warned and queues the mails; only one of several processes does. */
async function warnOne(id: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.opportunity.updateMany({
      where: { id, status: "published", expiryWarnedAt: null },
      data: { expiryWarnedAt: new Date() },
    });
    if (count === 0) return false;
    const people = await tx.membership.findMany({
      where: {
        role: { in: ["owner", "editor"] },
        organisation: { opportunities: { some: { id } } },
        user: { emailVerifiedAt: { not: null } },
      },
      select: { userId: true },
    });
    for (const { userId } of people)
      await enqueue(tx, "mail.send", { template: "opportunity_expiring", opportunityId: id, userId });
    return true;
  });
}

/**
 * Ends what has outlived its time or its deadline for interest, and warns posters once, 14 days before the end.
 * Safe to run twice, late, or in several processes at once.
 */
export async function expireOpportunities(now = new Date()): Promise<{ expired: number; warned: number }> {
  const done = { expired: 0, warned: 0 };
  const over = await db.opportunity.findMany({
    where: {
      status: { in: ["published", "on_hold"] },
      OR: [{ expiresAt: { lte: now } }, { interestDeadline: { lte: now } }],
    },
    orderBy: { expiresAt: "asc" },
    select: { id: true },
    take: BATCH,
  });
  for (const { id } of over) if (await expireOne(id)) done.expired += 1;

  const ending = await db.opportunity.findMany({
    where: {
      status: "published",
      expiryWarnedAt: null,
      expiresAt: { gt: now, lte: new Date(now.getTime() + WARN_DAYS * DAY_MS) },
    },
    orderBy: { expiresAt: "asc" },
    select: { id: true },
    take: BATCH,
  });
  for (const { id } of ending) if (await warnOne(id)) done.warned += 1;
  return done;
}
