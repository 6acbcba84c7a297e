import { db } from "#app/core/db.server.ts";
import { paymentSettings } from "#app/core/stripe.server.ts";
import { creditsLeft } from "#app/domain/billing/ledger.server.ts";
import { buyingRefusal } from "#app/domain/billing/policy.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

async function readCredits(organisationId: string) {
  const packs = await creditsLeft(db, organisationId);
  const oldest = packs[0]
    ? await db.purchase.findUniqueOrThrow({ where: { id: packs[0].packId }, select: { terms: true } })
    : null;
  return {
    left: packs.reduce((sum, { left }) => sum + left, 0),
    /** Of the listing that the next credit pays for. */
    days: oldest ? (oldest.terms as OrderTerms).creditDays : null,
  };
}

/** Whether this member may buy and why not, who could give the right, whom invoices name, and what credits are left. */
export async function readBuying(actor: Member) {
  const { id: organisationId } = actor.organisation;
  const [members, profile, credits] = await Promise.all([
    db.membership.findMany({
      where: { organisationId, OR: [{ userId: actor.userId }, { role: "owner" }] },
      orderBy: { createdAt: "asc" },
      select: { userId: true, role: true, mayBuy: true, user: { select: { name: true } } },
    }),
    db.billingProfile.findUnique({ where: { organisationId } }),
    readCredits(organisationId),
  ]);
  const mayBuy = members.some((member) => member.userId === actor.userId && member.mayBuy);
  const isSelling = paymentSettings() !== null;
  return {
    refusal: isSelling ? buyingRefusal(actor, mayBuy) : "Nothing is sold here for now.",
    owners: members.filter(({ role }) => role === "owner").map(({ user }) => user.name),
    profile,
    credits,
    isSandbox: paymentSettings()?.mode === "sandbox",
  };
}
