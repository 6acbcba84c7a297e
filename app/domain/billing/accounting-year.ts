/** An accounting year as it is in India, by the year in which it begins: 2026 is April 2026 to March 2027. */
export type AccountingYear = number;

/** The first instant of an accounting year, in Indian time. */
const beginOf = (year: AccountingYear) => new Date(`${String(year).padStart(4, "0")}-04-01T00:00:00+05:30`);

/** The instants of an accounting year. */
export function spanOf(year: AccountingYear): { gte: Date; lt: Date } {
  return { gte: beginOf(year), lt: beginOf(year + 1) };
}

/** "April 2026 to March 2027". */
export function accountingYearText(year: AccountingYear): string {
  return `April ${year} to March ${year + 1}`;
}

/** Reads a year from an address; null for all, and for what is no year. */
export function readAccountingYear(text: string | null): AccountingYear | null {
  return text !== null && /^20\d\d$/.test(text) ? Number(text) : null;
}
