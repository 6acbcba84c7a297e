import { db } from "#app/core/db.server.ts";
import { featuredTime } from "#app/domain/billing/featured-time.ts";
import { readLedger } from "#app/domain/billing/ledger.server.ts";
import { tellFeatured, tellPack, type ToldLine } from "#app/domain/billing/purchase-ledger.ts";
import type { PurchaseView } from "#app/domain/billing/purchase-queries.server.ts";

const MS = 1000;

/** How an opportunity's featured time stands now; null when nothing of it is left. */
export async function readFeatured(
  opportunityId: string,
): Promise<{ until: string | null; remainingSeconds: number } | null> {
  const slot = await db.featuredSlot.findUnique({ where: { opportunityId } });
  if (!slot) return null;
  const remainingMs = slot.endsAt ? slot.endsAt.getTime() - Date.now() : Number(slot.remainingMs);
  if (remainingMs <= 0) return null;
  return { until: slot.endsAt?.toISOString() ?? null, remainingSeconds: Math.floor(remainingMs / MS) };
}

const dated = (lines: ToldLine[]) => lines.map(({ at, text }) => ({ at: at.toISOString(), text }));

async function featuredStory(purchaseId: string, opportunityId: string) {
  const [lines, ledger, featured] = await Promise.all([
    db.featuredEvent.findMany({ where: { opportunityId }, orderBy: { id: "asc" } }),
    readLedger(db, opportunityId),
    readFeatured(opportunityId),
  ]);
  const { shares } = featuredTime(ledger, Math.max(Date.now(), ledger.at(-1)?.atMs ?? 0));
  const share = shares.find((each) => each.purchaseId === purchaseId);
  return {
    lines: dated(tellFeatured(lines, purchaseId)),
    featured,
    used: share
      ? { usedSeconds: Math.floor(share.usedMs / MS), entitledSeconds: Math.floor(share.entitledMs / MS) }
      : null,
    creditsLeft: null,
  };
}

async function packStory(packId: string) {
  const entries = await db.creditEntry.findMany({
    where: { packId },
    orderBy: { id: "asc" },
    include: { purchase: { select: { opportunity: { select: { reference: true } } } } },
  });
  const lines = entries.map(({ purchase, ...entry }) => ({
    ...entry,
    reference: purchase.opportunity?.reference ?? null,
  }));
  return {
    lines: dated(tellPack(lines)),
    featured: null,
    used: null,
    creditsLeft: entries.reduce((sum, { change }) => sum + change, 0),
  };
}

/** What the ledgers say of a purchase that the caller has read as the actor's own. */
export function readStory({ id, opportunityId }: Pick<PurchaseView, "id" | "opportunityId">) {
  return opportunityId === null ? packStory(id) : featuredStory(id, opportunityId);
}
