/**
 * Numbers, dates and countries as text. Making an Intl formatter costs about a hundred times what using it
 * costs, so each is made once for a locale and kept.
 */
const KEPT_LOCALES = 50;

/** Makes a formatter for each locale (or other key) once. */
export function keptPerLocale<T>(make: (locale: string) => T): (locale: string) => T {
  const kept = new Map<string, T>();
  return (locale) => {
    let formatter = kept.get(locale);
    if (!formatter) {
      // Accept-Language is the reader's to choose: never more than a handful of locales in memory.
      if (kept.size >= KEPT_LOCALES) kept.clear();
      kept.set(locale, (formatter = make(locale)));
    }
    return formatter;
  };
}

/** All dates are shown in Indian time, where the marketplace's deadlines are kept. */
const timeZone = "Asia/Kolkata";
const dates = keptPerLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }));
const times = keptPerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }),
);
const numbers = keptPerLocale((locale) => new Intl.NumberFormat(locale));
const percents = keptPerLocale(
  (locale) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }),
);
const countries = keptPerLocale((locale) => new Intl.DisplayNames(locale, { type: "region" }));
const lists = keptPerLocale((locale) => new Intl.ListFormat(locale, { type: "conjunction" }));

/** "3 Mar 2027" in Indian time. @param iso an instant in ISO 8601 */
export function dateText(iso: string, locale: string): string {
  return dates(locale).format(new Date(iso));
}

/** "3 Mar 2027, 5:30 pm IST". @param iso an instant in ISO 8601 */
export function dateTimeText(iso: string, locale: string): string {
  return `${times(locale).format(new Date(iso))} IST`;
}

/** A whole number in the reader's grouping. */
export function numberText(number: number, locale: string): string {
  return numbers(locale).format(number);
}

/** A percentage kept in basis points: 350 → "3.5%". */
export function percentText(bps: number, locale: string): string {
  return percents(locale).format(bps / 10_000);
}

/** The English name of a country, as all texts are English; the code itself when it is no country's. */
export function countryText(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countries("en").of(code) ?? code) : code;
}

/** "AS9100D, ISO 9001 and NABL". */
export function listText(items: readonly string[]): string {
  return lists("en-GB").format(items);
}

/** "1 opportunity", "37 opportunities". `many` is needed where an s is not enough. */
export function countText(count: number, one: string, locale: string, many = `${one}s`): string {
  return `${numberText(count, locale)} ${count === 1 ? one : many}`;
}
