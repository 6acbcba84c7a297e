import { mayEdit, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { sentBy } from "#app/domain/interests/policy.ts";
import { interestIdSchema } from "#app/domain/interests/schema.ts";

/**
 * Removes an EoI of the actor's organisation that was never sent; it can be begun anew.
 * @throws DomainError not_found, forbidden (viewers), conflict when it was sent
 */
export async function discardInterest(actor: Actor, id: string): Promise<void> {
  if (!interestIdSchema.safeParse(id).success) throw notFound("This expression of interest");
  const own = { AND: [{ id }, sentBy(actor)] };
  if (!(await db.interest.findFirst({ where: own, select: { id: true } })))
    throw notFound("This expression of interest");
  if (!mayEdit(actor))
    throw new DomainError("forbidden", "You may read your organisation's drafts, not discard them.");
  // Asked of the database at once: a colleague may be sending it at this moment.
  const { count } = await db.interest.deleteMany({ where: { ...own, status: "draft" } });
  if (count === 0)
    throw new DomainError("conflict", "This was sent in the meantime. You can withdraw it instead.");
}
