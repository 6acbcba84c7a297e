import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { creditsLeft, lockCredits, recordEntitlement } from "#app/domain/billing/ledger.server.ts";
import type { OrderInput, OrderTerms } from "#app/domain/billing/schema.ts";
import { findFeaturable, readBuyer } from "#app/domain/billing/start-purchase.server.ts";

const DAY_SECONDS = 24 * 3600;

/**
 * Features an opportunity for one credit of the oldest pack that has one left. The same form again takes no second one.
 * @throws DomainError forbidden, not_found; conflict when no credit is left
 */
export function spendCredit(
  actor: Actor,
  input: OrderInput & { reference: string },
): Promise<{ purchaseId: string; redirectTo: string }> {
  return db.$transaction(async (tx) => {
    const buyer = await readBuyer(tx, actor);
    const organisationId = buyer.organisation.id;
    await lockCredits(tx, organisationId);
    const key = { organisationId, requestKey: input.requestKey };
    const known = await tx.purchase.findUnique({
      where: { organisationId_requestKey: key },
      select: { id: true },
    });
    if (known) return { purchaseId: known.id, redirectTo: `/desk/billing/purchases/${known.id}` };
    const opportunity = await findFeaturable(tx, buyer, input.reference);
    const [oldest] = await creditsLeft(tx, organisationId);
    if (!oldest)
      throw new DomainError("conflict", "No credit is left. Buy a pack, or pay for this listing alone.");
    const pack = await tx.purchase.findUniqueOrThrow({ where: { id: oldest.packId } });
    const terms = pack.terms as OrderTerms;
    const days = terms.creditDays!;
    const order = await tx.purchase.create({
      data: {
        ...key,
        product: "featured",
        planCode: pack.planCode,
        opportunityId: opportunity.id,
        days,
        paidWith: "credit",
        currency: pack.currency,
        netMinor: 0,
        totalMinor: 0,
        terms: { ...terms, creditDays: null, description: `Featured listing for ${days} days, by credit` },
        status: "paid",
        paidAt: new Date(),
        createdById: buyer.userId,
      },
      select: { id: true },
    });
    await tx.creditEntry.create({
      data: { organisationId, purchaseId: order.id, packId: oldest.packId, kind: "used", change: -1 },
    });
    await recordEntitlement(tx, {
      opportunityId: opportunity.id,
      purchaseId: order.id,
      seconds: days * DAY_SECONDS,
      reason: "paid by credit",
    });
    return { purchaseId: order.id, redirectTo: `/desk/billing/purchases/${order.id}` };
  });
}
