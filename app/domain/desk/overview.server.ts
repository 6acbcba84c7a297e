import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import type { OpportunityStatus } from "#app/core/reference/terms.ts";
import { answerClocks } from "#app/domain/interests/answer-clock.server.ts";
import { receivedBy, sentBy } from "#app/domain/interests/policy.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";

const DAY_MS = 24 * 3600 * 1000;
const SOON_DAYS = 30;
const SHOWN = 5;

/** What an organisation that posts has to know: its opportunities by state, what ends soon, who waits for an answer. */
export async function posterOverview(actor: Actor, now = new Date()) {
  const own = ownedBy(actor);
  const waitingWhere = { AND: [receivedBy(actor), { status: "submitted" as const }] };
  const [groups, expiring, waitingCount, waiting] = await Promise.all([
    db.opportunity.groupBy({ by: ["status"], where: own, _count: { _all: true } }),
    db.opportunity.findMany({
      where: {
        AND: [
          own,
          { status: "published", expiresAt: { gt: now, lt: new Date(now.getTime() + SOON_DAYS * DAY_MS) } },
        ],
      },
      orderBy: { expiresAt: "asc" },
      take: SHOWN,
      select: { reference: true, title: true, expiresAt: true },
    }),
    db.interest.count({ where: waitingWhere }),
    db.interest.findMany({
      where: waitingWhere,
      orderBy: { submittedAt: "asc" },
      take: SHOWN,
      select: {
        id: true,
        submittedAt: true,
        organisation: { select: { name: true } },
        opportunity: { select: { reference: true, title: true } },
      },
    }),
  ]);
  return {
    counts: groups.map(({ status, _count }): { status: OpportunityStatus; count: number } => ({
      status,
      count: _count._all,
    })),
    expiring: expiring.map(({ reference, title, expiresAt }) => ({
      reference,
      title,
      leftMs: expiresAt!.getTime() - now.getTime(),
    })),
    waitingCount,
    waiting: waiting.map(({ id, submittedAt, organisation, opportunity }) => ({
      id,
      applicant: organisation.name,
      ...opportunity,
      waitingMs: now.getTime() - (submittedAt ?? now).getTime(),
    })),
  };
}

/** What an organisation that applies has to know: its latest EoIs, each with its clock and its poster's usual one. */
export async function applicantOverview(actor: Actor, now = new Date()) {
  const where = sentBy(actor);
  const [total, rows] = await Promise.all([
    db.interest.count({ where }),
    db.interest.findMany({
      where,
      orderBy: { updatedAt: "desc" },
      take: SHOWN,
      select: {
        id: true,
        status: true,
        submittedAt: true,
        firstAnsweredAt: true,
        opportunity: {
          select: { reference: true, title: true, organisation: { select: { id: true, name: true } } },
        },
      },
    }),
  ]);
  const clocks = await answerClocks([...new Set(rows.map((row) => row.opportunity.organisation.id))]);
  const interests = rows.map(({ id, status, submittedAt, firstAnsweredAt, opportunity }) => ({
    id,
    status,
    reference: opportunity.reference,
    title: opportunity.title,
    poster: opportunity.organisation.name,
    /** Null for drafts and for those that ended without an answer. */
    answerMs:
      submittedAt && (status === "submitted" || firstAnsweredAt)
        ? (firstAnsweredAt ?? now).getTime() - submittedAt.getTime()
        : null,
    isWaiting: status === "submitted",
    /** The poster's clock; null below five answers. */
    usual: clocks.get(opportunity.organisation.id) ?? null,
  }));
  return { total, interests };
}
