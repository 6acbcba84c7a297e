/** One line of the ledger of featured time of one opportunity. */
export type LedgerEvent = { atMs: number } & (
  | {
      kind: "entitled";
      purchaseId: string;
      /** All that this purchase entitles to from then on: a refund writes a smaller total. */
      entitledMs: number;
    }
  | { kind: "running"; isRunning: boolean }
);

/** What one purchase entitles to, and how much of it was used. */
export type FeaturedShare = { purchaseId: string; entitledMs: number; usedMs: number };

export type FeaturedTime = {
  isRunning: boolean;
  /** In the order in which they are used: as they were paid. */
  shares: FeaturedShare[];
  remainingMs: number;
  /** When it ends if nothing else happens; null while the clock stands still. */
  endsAtMs: number | null;
};

const leftOf = ({ entitledMs, usedMs }: FeaturedShare) => Math.max(0, entitledMs - usedMs);

/** Lets time pass: the oldest share with something left is used first. */
function consume(shares: FeaturedShare[], spanMs: number): void {
  for (const share of shares) {
    const taken = Math.min(spanMs, leftOf(share));
    share.usedMs += taken;
    spanMs -= taken;
  }
}

/**
 * What follows from a ledger. Time is used while the opportunity is published, share after share; a refund or a
 * dispute takes from its own purchase only, and never what was shown already. The rules stand in README.md.
 * @param events in the order of writing; times never go back
 * @param nowMs not before the last of them
 */
export function featuredTime(events: LedgerEvent[], nowMs: number): FeaturedTime {
  const shares: FeaturedShare[] = [];
  let isRunning = false;
  let lastMs = events[0]?.atMs ?? nowMs;
  const passUntil = (atMs: number) => {
    if (isRunning) consume(shares, Math.max(0, atMs - lastMs));
    lastMs = Math.max(lastMs, atMs);
  };
  for (const event of events) {
    passUntil(event.atMs);
    if (event.kind === "running") isRunning = event.isRunning;
    else {
      const known = shares.find(({ purchaseId }) => purchaseId === event.purchaseId);
      if (known) known.entitledMs = event.entitledMs;
      else shares.push({ purchaseId: event.purchaseId, entitledMs: event.entitledMs, usedMs: 0 });
    }
  }
  passUntil(nowMs);
  const remainingMs = shares.reduce((sum, share) => sum + leftOf(share), 0);
  return { isRunning, shares, remainingMs, endsAtMs: isRunning ? lastMs + remainingMs : null };
}
