import type { Actor, Person, ActingOrganisation } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { isFinal, type InterestSide } from "#app/domain/interests/lifecycle.ts";
import { sideOf } from "#app/domain/interests/policy.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";
import { conversationsOf } from "#app/domain/messages/policy.ts";
import type { Prisma } from "#prisma/generated/client.ts";

const WHAT = "This conversation";

const THREAD = {
  id: true,
  status: true,
  version: true,
  organisationId: true,
  organisation: { select: { name: true } },
  opportunity: {
    select: {
      reference: true,
      title: true,
      organisationId: true,
      organisation: { select: { name: true } },
    },
  },
  events: {
    where: { toStatus: { in: ["concluded", "declined", "withdrawn"] } },
    orderBy: { createdAt: "desc" },
    take: 1,
    select: { createdAt: true },
  },
} as const satisfies Prisma.InterestSelect;

/** One EoI as its conversation needs it, from the side of whoever asks. */
export type Thread = Omit<Prisma.InterestGetPayload<{ select: typeof THREAD }>, "events"> & {
  side: InterestSide;
  endedAt: Date | null;
  person: Person & { organisation: ActingOrganisation };
};

/** Reads the EoI whose conversation the actor's organisation takes part in. @throws DomainError not_found */
export async function openThread(actor: Actor, interestId: string, tx: Tx = db): Promise<Thread> {
  if (!interestIdSchema.safeParse(interestId).success) throw notFound(WHAT);
  const found = await tx.interest.findFirst({
    where: { AND: [{ id: interestId }, conversationsOf(actor)] },
    select: THREAD,
  });
  const side = found && sideOf(actor, found);
  if (!found || !side || actor.kind !== "person" || !actor.organisation) throw notFound(WHAT);
  const { events, ...thread } = found;
  return {
    ...thread,
    side,
    endedAt: isFinal(found.status) ? (events[0]?.createdAt ?? null) : null,
    person: actor as Thread["person"],
  };
}

/** The same, held until the transaction ends: writers of one conversation come one after the other. @throws the same */
export async function holdThread(tx: Tx, actor: Actor, interestId: string): Promise<Thread> {
  if (!interestIdSchema.safeParse(interestId).success) throw notFound(WHAT);
  await tx.$queryRaw`select 1 from interest where id = ${interestId}::uuid for update`;
  return openThread(actor, interestId, tx);
}

/** The id of the organisation on the other side. */
export function organisationOpposite({ side, organisationId, opportunity }: Thread): string {
  return side === "poster" ? organisationId : opportunity.organisationId;
}
