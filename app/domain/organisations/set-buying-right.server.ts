import { db } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { lockMembersAsOwner, type Member } from "#app/domain/organisations/membership-lock.server.ts";

/**
 * Gives an editor the right to buy for the organisation, or takes it. The same again changes nothing.
 * @throws DomainError forbidden; not_found; conflict when the member is no editor
 */
export async function setBuyingRight(
  actor: Member,
  { userId, mayBuy }: { userId: string; mayBuy: boolean },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockMembersAsOwner(tx, actor);
    const key = { userId_organisationId: { userId, organisationId: actor.organisation.id } };
    const membership = await tx.membership.findUnique({ where: key, select: { role: true } });
    if (!membership) throw notFound("This member");
    if (membership.role !== "editor")
      throw new DomainError(
        "conflict",
        "Only editors get the billing right: owners have it anyway, and viewers only read.",
      );
    await tx.membership.update({ where: key, data: { mayBuy } });
  });
}
