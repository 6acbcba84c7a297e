import type { Tx } from "#app/core/db.server.ts";
import { featuredTime, type LedgerEvent } from "#app/domain/billing/featured-time.ts";
import type { FeaturedEvent } from "#prisma/generated/client.ts";

/** Everybody who writes the ledger of an opportunity comes one after the other. */
async function lockLedger(tx: Tx, opportunityId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`featured.${opportunityId}`}))`;
}

function eventOf({ at, kind, purchaseId, seconds, isRunning }: FeaturedEvent): LedgerEvent {
  return kind === "entitled"
    ? { atMs: at.getTime(), kind, purchaseId: purchaseId!, entitledMs: seconds! * 1000 }
    : { atMs: at.getTime(), kind, isRunning: isRunning! };
}

/** The ledger of one opportunity in the order of writing. */
export async function readLedger(
  tx: Pick<Tx, "featuredEvent">,
  opportunityId: string,
): Promise<LedgerEvent[]> {
  const rows = await tx.featuredEvent.findMany({ where: { opportunityId }, orderBy: { id: "asc" } });
  return rows.map(eventOf);
}

type NewLine = { reason: string } & (
  { kind: "entitled"; purchaseId: string; seconds: number } | { kind: "running"; isRunning: boolean }
);

/** Writes lines and what follows from them. Times never go back, whatever clocks do. */
async function append(tx: Tx, opportunityId: string, known: LedgerEvent[], lines: NewLine[]): Promise<void> {
  const at = new Date(Math.max(Date.now(), known.at(-1)?.atMs ?? 0));
  await tx.featuredEvent.createMany({ data: lines.map((line) => ({ ...line, opportunityId, at })) });
  const time = featuredTime(await readLedger(tx, opportunityId), at.getTime());
  const slot = {
    isRunning: time.isRunning,
    endsAt: time.endsAtMs === null ? null : new Date(time.endsAtMs),
    remainingMs: BigInt(time.remainingMs),
  };
  await tx.featuredSlot.upsert({
    where: { opportunityId },
    create: { opportunityId, ...slot },
    update: slot,
  });
  await tx.$executeRaw`select pg_notify('content_changed', '')`;
}

/**
 * Writes to how much featured time a purchase entitles from now on; nothing when the ledger says so already. The clock
 * runs while the opportunity is published.
 * @param seconds in all, not in addition
 */
export async function recordEntitlement(
  tx: Tx,
  {
    opportunityId,
    purchaseId,
    seconds,
    reason,
  }: { opportunityId: string; purchaseId: string; seconds: number; reason: string },
): Promise<void> {
  await lockLedger(tx, opportunityId);
  const known = await readLedger(tx, opportunityId);
  const last = known.findLast((event) => event.kind === "entitled" && event.purchaseId === purchaseId);
  const lastMs = last?.kind === "entitled" ? last.entitledMs : 0;
  if (lastMs === seconds * 1000) return;
  const entitled: NewLine = { kind: "entitled", purchaseId, seconds, reason };
  if (known.length > 0) return append(tx, opportunityId, known, [entitled]);
  const { status } = await tx.opportunity.findUniqueOrThrow({
    where: { id: opportunityId },
    select: { status: true },
  });
  await append(tx, opportunityId, known, [
    { kind: "running", isRunning: status === "published", reason: status },
    entitled,
  ]);
}

/**
 * Lets the clock of an opportunity's featured time run or stand, with every change of its state. Nothing is written
 * for those that were never featured. To be called after the state was written, in the same transaction.
 */
export async function recordFeaturedState(tx: Tx, opportunityId: string, status: string): Promise<void> {
  await lockLedger(tx, opportunityId);
  const known = await readLedger(tx, opportunityId);
  if (known.length === 0) return;
  const isRunning = status === "published";
  const last = known.findLast((event) => event.kind === "running");
  if (last?.kind === "running" && last.isRunning === isRunning) return;
  await append(tx, opportunityId, known, [{ kind: "running", isRunning, reason: status }]);
}

/** Everybody who writes an organisation's credits comes one after the other. */
export async function lockCredits(tx: Tx, organisationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`credits.${organisationId}`}))`;
}

/** What is left of an organisation's packs, the oldest first; packs without anything left are not among them. */
export async function creditsLeft(
  tx: Pick<Tx, "creditEntry">,
  organisationId: string,
): Promise<{ packId: string; left: number }[]> {
  const packs = await tx.creditEntry.groupBy({
    by: ["packId"],
    where: { organisationId },
    _sum: { change: true },
    _min: { id: true },
    orderBy: { _min: { id: "asc" } },
  });
  return packs.flatMap(({ packId, _sum }) =>
    (_sum.change ?? 0) > 0 ? [{ packId, left: _sum.change! }] : [],
  );
}

/**
 * Brings the credits of a pack to what it entitles to. Those that were used are not taken back.
 * @param credits in all, not in addition
 */
export async function recordPack(
  tx: Tx,
  { organisationId, packId, credits }: { organisationId: string; packId: string; credits: number },
): Promise<void> {
  await lockCredits(tx, organisationId);
  const entries = await tx.creditEntry.findMany({ where: { packId }, select: { kind: true, change: true } });
  const sum = (isUse: boolean) =>
    entries.reduce((total, { kind, change }) => total + ((kind === "used") === isUse ? change : 0), 0);
  const [given, used] = [sum(false), -sum(true)];
  const change = Math.max(credits, used) - given;
  if (change === 0) return;
  const kind = change < 0 ? "withdrawn" : entries.length === 0 ? "bought" : "restored";
  await tx.creditEntry.create({ data: { organisationId, purchaseId: packId, packId, kind, change } });
}
