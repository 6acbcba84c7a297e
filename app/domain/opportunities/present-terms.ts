import { dateTimeText, percentText } from "#app/core/formats.ts";
import { formatMoney, moneyInWords } from "#app/core/money.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import type { FdiRules } from "#app/core/reference/fdi.ts";
import { LICENCES } from "#app/core/reference/terms.ts";
import { foreignInvestmentOf, ventureOf } from "#app/domain/opportunities/foreign-investment.ts";
import type { PublicRow } from "#app/domain/opportunities/queries.server.ts";

/** One line of a list of facts. `note` stands below in a quieter voice. */
export type TermRow = { term: string; value: string; note?: string };

const ON_REQUEST = "On request";
const NOT_STATED = "Not stated. Ask in your expression of interest.";

/** "₹12,50,000 (₹12.5 lakh)": exact, and short where the short form says something else. */
export function moneyText(minor: bigint, currency: string, locale: string): string {
  const exact = formatMoney(minor, currency as Currency, locale);
  if (currency !== "INR") return exact;
  const short = moneyInWords(minor, currency, locale);
  return short === exact ? exact : `${exact} (${short})`;
}

type Line = [term: string, value: string | null, note?: string];

/** Lines that have something to say. */
function rows(lines: Line[]): TermRow[] {
  return lines.flatMap(([term, value, note]) => (value ? [{ term, value, ...(note ? { note } : {}) }] : []));
}

/** The amount, "on request", or nothing. */
function amount(row: PublicRow, minor: bigint | null, name: string, locale: string): string | null {
  if (minor !== null) return minor === 0n ? "None" : moneyText(minor, row.currency, locale);
  return row.termsOnRequest.includes(name) ? ON_REQUEST : null;
}

function between(min: string | null, max: string | null): string | null {
  if (min && max && min !== max) return `${min} to ${max}`;
  if (min && max) return min;
  return min ? `from ${min}` : max && `up to ${max}`;
}

const percent = (bps: number | null, locale: string) => (bps === null ? null : percentText(bps, locale));
const months = (count: number | null) =>
  count === null ? null : count % 12 === 0 ? years(count / 12) : `${count} months`;
const years = (count: number) => `${count} ${count === 1 ? "year" : "years"}`;
const yesNo = (answer: boolean | null, yes: string, no: string) =>
  answer === null ? null : answer ? yes : no;

function royaltyText(row: PublicRow, locale: string): string | null {
  const domestic = percent(row.royaltyDomesticBps, locale);
  const onExport = percent(row.royaltyExportBps, locale);
  const parts = [domestic && `${domestic} of sales in India`, onExport && `${onExport} of exports`].filter(
    Boolean,
  );
  if (parts.length > 0) return parts.join(", ");
  return row.termsOnRequest.includes("royalty") ? ON_REQUEST : null;
}

function milestoneText(row: PublicRow, locale: string): string | null {
  const milestones = (row.milestones ?? []) as { label: string; amountMinor: string }[];
  if (milestones.length === 0) return row.termsOnRequest.includes("milestones") ? ON_REQUEST : null;
  return milestones
    .map(({ label, amountMinor }) => `${label}: ${moneyText(BigInt(amountMinor), row.currency, locale)}`)
    .join("; ");
}

/** @param noFee what stands where the fee is missing: its readers look for it first */
function transferTerms(row: PublicRow, locale: string, noFee: string | null): TermRow[] {
  const licence = row.licence && LICENCES[row.licence];
  return rows([
    ["Licence", licence && licence.label, licence?.explanation],
    ["ToT fee, paid once", amount(row, row.totFeeMinor, "tot_fee", locale) ?? noFee],
    ["Royalty", royaltyText(row, locale)],
    ["Least fee a year", amount(row, row.minimumAnnualFeeMinor, "minimum_annual_fee", locale)],
    ["Paid in steps", milestoneText(row, locale)],
    ["Security deposit", amount(row, row.securityDepositMinor, "security_deposit", locale)],
    ["Term of the licence", months(row.licenceTermMonths)],
    ["Territory", row.licenceTerritory],
    ["Field of use", row.licenceFieldOfUse],
    ["Sublicences", yesNo(row.sublicensing, "Allowed", "Not allowed")],
  ]);
}

function ventureTerms(row: PublicRow, locale: string, rules?: FdiRules): TermRow[] {
  const { equityMinBps, equityMaxBps, newIndustrialLicence } = row;
  const fdi = foreignInvestmentOf(ventureOf(row, row.organisation.country), rules);
  const money = (minor: bigint | null) => (minor === null ? null : moneyText(minor, row.currency, locale));
  const investment = between(money(row.investmentMinMinor), money(row.investmentMaxMinor));
  return rows([
    ["Share offered", between(percent(equityMinBps, locale), percent(equityMaxBps, locale))],
    ["Investment sought", investment ?? (row.termsOnRequest.includes("investment") ? ON_REQUEST : null)],
    ["The poster brings", row.posterBrings],
    ["The partner brings", row.partnerBrings],
    ["Place of manufacture", row.placeOfManufacture],
    ["New industrial licence", yesNo(newIndustrialLicence, "Will be sought", "Will not be sought")],
    ["Foreign investment", fdi && fdi.sentence, fdi?.disclaimer],
  ]);
}

function callTerms(row: PublicRow, locale: string): TermRow[] {
  const deadline = (end: Date | null) => end && dateTimeText(end.toISOString(), locale);
  return rows([
    ["Interest wanted by", deadline(row.interestDeadline)],
    ["Deadline of the call", deadline(row.callDeadline)],
    ["Programme", row.programme],
    ["Call identifier", row.callIdentifier],
    ["Coordinator", yesNo(row.coordinatorSought, "Sought", "Found already")],
    ["Budget", amount(row, row.budgetMinor, "budget", locale)],
    ["Duration", months(row.durationMonths)],
  ]);
}

/**
 * The terms that this kind of opportunity has, written for the reader.
 * @param rules of foreign investment as they hold now: readReference("fdi"); without them, those to begin with
 */
export function termsOf(row: PublicRow, locale: string, rules?: FdiRules): TermRow[] {
  switch (row.kind) {
    case "technology_transfer":
      return [...transferTerms(row, locale, NOT_STATED), ...callTerms(row, locale)];
    case "joint_venture":
      return [...ventureTerms(row, locale, rules), ...callTerms(row, locale)];
    case "collaboration_call":
      return callTerms(row, locale);
    case "technology_request":
      return [...callTerms(row, locale), ...transferTerms(row, locale, null)];
  }
}
