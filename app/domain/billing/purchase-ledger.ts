import { OPPORTUNITY_STATUSES, type OpportunityStatus } from "#app/core/reference/terms.ts";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** A row of the ledger of featured time, as far as it is told. */
export type FeaturedLine = {
  at: Date;
  kind: "entitled" | "running";
  purchaseId: string | null;
  seconds: number | null;
  isRunning: boolean | null;
  reason: string;
};

/** A row of the ledger of credits, as far as it is told. */
export type CreditLine = {
  at: Date;
  kind: "bought" | "withdrawn" | "used" | "restored";
  change: number;
  /** Of the opportunity that a credit was used for. */
  reference: string | null;
};

/** A sentence about a moment. */
export type ToldLine = { at: Date; text: string };

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** "30 days", "12 days 4 hours", "less than an hour"; rounded down. */
export function spanText(seconds: number): string {
  const days = Math.floor(seconds / DAY_SECONDS);
  const hours = Math.floor((seconds % DAY_SECONDS) / HOUR_SECONDS);
  const parts = [days > 0 && counted(days, "day"), hours > 0 && counted(hours, "hour")].filter(Boolean);
  return parts.join(" ") || "less than an hour";
}

function entitlementText({ seconds, reason }: FeaturedLine, isFirst: boolean): string {
  const span = spanText(seconds ?? 0);
  if (isFirst) return reason === "paid by credit" ? `${span}, by credit` : `${span}, paid`;
  if (reason === "paid") return `The payment stands again: ${span} in all`;
  if (reason === "partly refunded") return `Partly refunded: ${span} in all are left to this purchase`;
  if (reason === "refunded") return "Refunded: what was left has ended";
  if (reason === "disputed") return "The bank disputes the payment: what was left does not run";
  return "The amounts do not agree: what was left waits until we have looked at it";
}

function stateText({ isRunning, reason }: FeaturedLine, isOpening: boolean): string {
  if (isRunning) return "Public again: the time runs";
  const label = OPPORTUNITY_STATUSES[reason as OpportunityStatus]?.label ?? reason;
  return isOpening ? `${label} already: the time stands still` : `${label}: the time stands still`;
}

/**
 * What the ledger of an opportunity tells about one purchase: what it entitles to, and when the time stood still since.
 * @param lines all of the opportunity's, in the order of writing
 */
export function tellFeatured(lines: readonly FeaturedLine[], purchaseId: string): ToldLine[] {
  const first = lines.findIndex((line) => line.purchaseId === purchaseId);
  if (first === -1) return [];
  const before = lines.slice(0, first).findLast(({ kind }) => kind === "running");
  const told = lines.slice(first).flatMap((line, place): ToldLine[] => {
    if (line.kind === "running") return [{ at: line.at, text: stateText(line, false) }];
    return line.purchaseId === purchaseId ? [{ at: line.at, text: entitlementText(line, place === 0) }] : [];
  });
  return before && !before.isRunning
    ? [...told.slice(0, 1), { at: told[0]!.at, text: stateText(before, true) }, ...told.slice(1)]
    : told;
}

/** What the ledger of credits tells about one pack, in the order of writing. */
export function tellPack(lines: readonly CreditLine[]): ToldLine[] {
  return lines.map(({ at, kind, change, reference }) => {
    const many = counted(Math.abs(change), "listing");
    if (kind === "bought") return { at, text: `${many} bought` };
    if (kind === "used") return { at, text: `${many} used for ${reference ?? "an opportunity"}` };
    return { at, text: kind === "withdrawn" ? `${many} taken back` : `${many} given again` };
  });
}
