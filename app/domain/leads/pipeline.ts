import { inPaise, type ExchangeRate, type ExchangeRates } from "#app/core/reference/exchange-rates.ts";
import { isCurrency, type Currency } from "#app/core/reference/currencies.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";
import { INTEREST_STATUSES, interestStatusValues, type InterestStatus } from "#app/core/reference/terms.ts";
import { isOpen } from "#app/domain/interests/lifecycle.ts";

/** EoIs with a value that are alike in all that the pipeline tells apart. */
export type LeadGroup = {
  status: InterestStatus;
  sector: string;
  /** The month of sending in India, `YYYY-MM`. */
  month: string;
  currency: string;
  count: number;
  /** The sum in the currency's minor unit. */
  minor: bigint;
  /** The sum of amount times probability in percent: a hundredth of it is what is to be expected. */
  minorPercent: bigint;
};

/** A bar of the chart and a row of its table; amounts in paise. */
export type PipelineBar = { key: string; label: string; count: number; paise: bigint; weightedPaise: bigint };

/** Amounts that nobody can add up, because the operator has entered no rate for their currency. */
export type Unrated = { currency: string; count: number; minor: bigint };

export type Pipeline = {
  open: PipelineBar;
  byState: PipelineBar[];
  /** EoIs that have ended; no part of the pipeline any more. */
  ended: PipelineBar[];
  bySector: PipelineBar[];
  byMonth: PipelineBar[];
  unrated: Unrated[];
  /** The rates that were used. */
  rates: ExchangeRate[];
};

type Rated = Pick<LeadGroup, "status" | "sector" | "month" | "count"> & {
  paise: bigint;
  weightedPaise: bigint;
};

const halfUp = (amount: bigint, unit: bigint) => (amount + unit / 2n) / unit;

function sumUp(key: string, label: string, groups: readonly Rated[]): PipelineBar {
  const bar: PipelineBar = { key, label, count: 0, paise: 0n, weightedPaise: 0n };
  for (const { count, paise, weightedPaise } of groups) {
    bar.count += count;
    bar.paise += paise;
    bar.weightedPaise += weightedPaise;
  }
  return bar;
}

/** The months from one to another, both included: `2026-11`, `2026-12`, `2027-01`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthsAfter(month, 1)) months.push(month);
  return months;
}

/** @param month `YYYY-MM` */
export function monthsAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

const largestFirst = (one: PipelineBar, other: PipelineBar) =>
  one.paise === other.paise ? one.label.localeCompare(other.label) : one.paise < other.paise ? 1 : -1;

/** Groups in rupees, and beside them what has no rate. */
function convert(groups: readonly LeadGroup[], rates: ExchangeRates) {
  const rated: Rated[] = [];
  const used = new Map<Currency, ExchangeRate>();
  const unrated = new Map<string, Unrated>();
  for (const { currency, minor, minorPercent, ...group } of groups) {
    const whole = isCurrency(currency) ? inPaise(minor, currency, rates) : null;
    const weighted = isCurrency(currency) ? inPaise(minorPercent, currency, rates) : null;
    if (whole && weighted) {
      if (whole.rate.currency !== "INR") used.set(whole.rate.currency, whole.rate);
      rated.push({ ...group, paise: whole.paise, weightedPaise: halfUp(weighted.paise, 100n) });
    } else {
      const known = unrated.get(currency) ?? { currency, count: 0, minor: 0n };
      unrated.set(currency, { currency, count: known.count + group.count, minor: known.minor + minor });
    }
  }
  return { rated, unrated: [...unrated.values()], rates: [...used.values()] };
}

/**
 * The pipeline in rupees by state, sector and month, from groups of EoIs with a value. What has ended is told apart and
 * counts nowhere else; what has no rate is named, never dropped. Pure.
 * @param months the months to show, those without an EoI included
 */
export function pipelineOf(
  groups: readonly LeadGroup[],
  months: readonly string[],
  rates: ExchangeRates,
): Pipeline {
  const { rated, ...rest } = convert(groups, rates);
  const open = rated.filter(({ status }) => isOpen(status));
  const barsOf = (statuses: InterestStatus[]) =>
    statuses.map((status) =>
      sumUp(
        status,
        INTEREST_STATUSES[status].label,
        rated.filter((group) => group.status === status),
      ),
    );
  const sectors = [...new Set(open.map(({ sector }) => sector))];
  return {
    open: sumUp("open", "Open", open),
    byState: barsOf(interestStatusValues.filter(isOpen)),
    ended: barsOf(["concluded", "declined", "withdrawn"]).filter(({ count }) => count > 0),
    bySector: sectors
      .map((sector) =>
        sumUp(
          sector,
          sector ? sectorLabel(sector) : "No sector named",
          open.filter((group) => group.sector === sector),
        ),
      )
      .sort(largestFirst),
    byMonth: months.map((month) =>
      sumUp(
        month,
        month,
        open.filter((group) => group.month === month),
      ),
    ),
    ...rest,
  };
}
