import { indianDay } from "#app/domain/opportunities/typed-text.ts";

const INDIAN_MIDNIGHT = "T00:00:00+05:30";

/** Whether a text is a day of the calendar, `YYYY-MM-DD`: 2027-02-30 is none, nor is what lies outside 1900 to 2199. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** The instant at which a day begins in India, where the rules come from. @param day `YYYY-MM-DD` */
export function beginningOf(day: string): Date {
  return new Date(day + INDIAN_MIDNIGHT);
}

/** Today in India. */
export function today(now = new Date()): string {
  return indianDay(now);
}
