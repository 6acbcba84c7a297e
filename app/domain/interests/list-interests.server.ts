import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import { receivedBy, sentBy } from "#app/domain/interests/policy.ts";
import type { Prisma } from "#prisma/generated/client.ts";

type ListFilter = {
  side: "received" | "sent";
  opportunity?: string;
  state?: InterestStatus;
  q: string;
  sort: "newest" | "oldest" | "name";
  page: number;
  /** How many a page. */
  rows: number;
};

/** `q` is searched in the other side's name, and in the title of what one has answered. */
function listWhere(
  actor: Actor,
  filter: Pick<ListFilter, "side" | "opportunity" | "q">,
): Prisma.InterestWhereInput {
  const { side, opportunity, q } = filter;
  const contains = { contains: q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
  const matching: Prisma.InterestWhereInput =
    side === "received"
      ? { organisation: { name: contains } }
      : { opportunity: { OR: [{ title: contains }, { organisation: { name: contains } }] } };
  return {
    AND: [
      side === "received" ? receivedBy(actor) : sentBy(actor),
      opportunity ? { opportunity: { reference: opportunity } } : {},
      q ? matching : {},
    ],
  };
}

function listOrder({ side, sort }: ListFilter): Prisma.InterestOrderByWithRelationInput[] {
  if (sort === "name")
    return side === "received"
      ? [{ organisation: { name: "asc" } }, { id: "asc" }]
      : [{ opportunity: { organisation: { name: "asc" } } }, { id: "asc" }];
  const direction = sort === "newest" ? "desc" : "asc";
  // Drafts have no date of sending: the newest work of one's own stands first.
  const nulls = sort === "newest" ? "first" : "last";
  return [{ submittedAt: { sort: direction, nulls } }, { id: "asc" }];
}

type StateCounts = Partial<Record<InterestStatus, number>>;

/** How many EoIs there are in each state, under the same filter as the list but for the state. */
export async function countByState(
  actor: Actor,
  filter: Pick<ListFilter, "side" | "opportunity" | "q">,
): Promise<StateCounts> {
  const where = listWhere(actor, filter);
  const groups = await db.interest.groupBy({ by: ["status"], where, _count: { _all: true } });
  return Object.fromEntries(groups.map(({ status, _count }) => [status, _count._all]));
}

/** One page of the actor's received or sent EoIs, and how many there are in each state under the same filter. */
export async function listInterests(actor: Actor, filter: ListFilter) {
  const where = listWhere(actor, filter);
  const [counts, rows] = await Promise.all([
    countByState(actor, filter),
    db.interest.findMany({
      where: filter.state ? { AND: [where, { status: filter.state }] } : where,
      orderBy: listOrder(filter),
      skip: (filter.page - 1) * filter.rows,
      take: filter.rows,
      select: LIST_ROW,
    }),
  ]);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { rows, counts, all, total: filter.state ? (counts[filter.state] ?? 0) : all };
}

export const LIST_ROW = {
  id: true,
  status: true,
  version: true,
  submittedAt: true,
  updatedAt: true,
  firstAnsweredAt: true,
  organisationId: true,
  opportunityId: true,
  organisation: { select: { name: true, country: true, kind: true, verification: true } },
  opportunity: {
    select: { reference: true, title: true, organisation: { select: { id: true, name: true } } },
  },
} as const satisfies Prisma.InterestSelect;
export type ListedInterest = Prisma.InterestGetPayload<{ select: typeof LIST_ROW }>;
