import { keptPerLocale } from "#app/core/formats.ts";

/** A day without time and zone, `YYYY-MM-DD`; two of them compare as text. */
export type CalendarDate = string;

const inZone = keptPerLocale(
  (timeZone) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }),
);
const inWords = keptPerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }),
);

/** The day it is in a time zone at an instant. @param timeZone IANA name @throws RangeError for an unknown zone */
export function calendarDateIn(timeZone: string, instant = new Date()): CalendarDate {
  return inZone(timeZone).format(instant);
}

/** The calendar date of a `date` column, which is read as midnight UTC. */
export function calendarDateOf(column: Date): CalendarDate {
  return column.toISOString().slice(0, 10);
}

/** "3 March 2026". */
export function calendarDateText(date: CalendarDate, locale: string): string {
  return inWords(locale).format(new Date(`${date}T00:00:00Z`));
}

/** Whole days from one date to another; negative when the other lies before it. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
