import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import type { OpportunityStatus } from "#app/core/reference/terms.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";
import type { DeskListQuery } from "#app/domain/opportunities/desk-list-query.ts";
import type { Prisma } from "#prisma/generated/client.ts";

export const OPPORTUNITIES_PER_PAGE = 20;

/** One opportunity of the actor's own organisation with all that its poster fills in. @throws DomainError not_found */
export async function readOwnOpportunity(actor: Actor, reference: string) {
  const record = await db.opportunity.findFirst({
    where: { AND: [ownedBy(actor), { reference }] },
    include: { certifications: { orderBy: { certification: "asc" } } },
  });
  if (!record) throw notFound("This opportunity");
  return record;
}

/** The figures and the history of one opportunity, by its id; the caller has read it as the actor's own. */
export async function readDeskFacts(actor: Actor, opportunityId: string) {
  const own = { AND: [ownedBy(actor), { id: opportunityId }] };
  const [views, interests, waiting, events] = await Promise.all([
    db.opportunityView.aggregate({ where: { opportunity: own }, _sum: { count: true } }),
    db.interest.count({ where: { opportunity: own, status: { not: "draft" } } }),
    db.interest.count({ where: { opportunity: own, status: "submitted" } }),
    db.opportunityEvent.findMany({
      where: { opportunity: own },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 100,
      select: {
        id: true,
        type: true,
        changes: true,
        reason: true,
        createdAt: true,
        actor: { select: { name: true } },
      },
    }),
  ]);
  return { views: views._sum.count ?? 0, interests, waiting, events };
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

function whereListed(actor: Actor, { q }: Pick<DeskListQuery, "q">): Prisma.OpportunityWhereInput {
  if (!q) return ownedBy(actor);
  const contains = { contains: escapeLike(q), mode: "insensitive" } as const;
  return {
    AND: [
      ownedBy(actor),
      { OR: [{ title: contains }, { reference: contains }, { externalReference: contains }] },
    ],
  };
}

const ORDERS = {
  changed: [{ updatedAt: "desc" }, { id: "asc" }],
  title: [{ title: "asc" }, { id: "asc" }],
  ending: [{ expiresAt: { sort: "asc", nulls: "last" } }, { id: "asc" }],
  interests: [{ interests: { _count: "desc" } }, { updatedAt: "desc" }],
} as const satisfies Record<DeskListQuery["sort"], Prisma.OpportunityOrderByWithRelationInput[]>;

/** One page of the organisation's opportunities, and how many there are in each state under the same search. */
export async function listOwnOpportunities(actor: Actor, query: DeskListQuery) {
  const where = whereListed(actor, query);
  const [groups, rows] = await Promise.all([
    db.opportunity.groupBy({ by: ["status"], where, _count: { _all: true } }),
    db.opportunity.findMany({
      where: query.state ? { AND: [where, { status: query.state }] } : where,
      orderBy: ORDERS[query.sort] as unknown as Prisma.OpportunityOrderByWithRelationInput[],
      skip: (query.page - 1) * OPPORTUNITIES_PER_PAGE,
      take: OPPORTUNITIES_PER_PAGE,
      select: {
        id: true,
        reference: true,
        title: true,
        kind: true,
        status: true,
        expiresAt: true,
        interestDeadline: true,
        updatedAt: true,
        _count: { select: { interests: { where: { status: { not: "draft" } } } } },
      },
    }),
  ]);
  const views = await db.opportunityView.groupBy({
    by: ["opportunityId"],
    where: { opportunityId: { in: rows.map(({ id }) => id) } },
    _sum: { count: true },
  });
  const viewsById = new Map(views.map(({ opportunityId, _sum }) => [opportunityId, _sum.count ?? 0]));
  const counts = Object.fromEntries(groups.map(({ status, _count }) => [status, _count._all])) as Partial<
    Record<OpportunityStatus, number>
  >;
  const all = groups.reduce((sum, { _count }) => sum + _count._all, 0);
  return {
    rows: rows.map((row) => ({ ...row, views: viewsById.get(row.id) ?? 0 })),
    counts,
    all,
    total: query.state ? (counts[query.state] ?? 0) : all,
  };
}
