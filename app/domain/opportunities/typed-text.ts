import { COUNTRY_CODES, countryName, isCountryCode } from "#app/core/reference/countries.ts";

/** A text as somebody typed it, read: the value, or a sentence that says what is wrong and what to write instead. */
export type Reading<T> = { ok: true; value: T } | { ok: false; message: string };

const read = <T>(value: T): Reading<T> => ({ ok: true, value });
const refuse = (message: string): Reading<never> => ({ ok: false, message });

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Several lines: one kind of line end, no control characters (PostgreSQL takes no NUL), no space around. */
export function tidyText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(CONTROL_CHARACTERS, "")
    .trim();
}

/** One line: every run of white space is one space. */
export function tidyLine(text: string): string {
  return tidyText(text).replace(/\s+/g, " ");
}

/** Letters and digits only, so that "Non-exclusive", "non exclusive" and "non_exclusive" are one. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** Cuts a list that was typed into one field: at commas, semicolons, bars and line ends. */
export function splitList(text: string): string[] {
  return text
    .split(/[,;|\n]/)
    .map(tidyLine)
    .filter((part) => part !== "");
}

/** A whole number with an optional unit behind it. */
export function readWhole(text: string, what: string, min: number, max: number): Reading<number> {
  const digits = /^(\d{1,6})$/.exec(text.replace(/[\s,]/g, ""))?.[1];
  const value = Number(digits);
  return digits !== undefined && value >= min && value <= max
    ? read(value)
    : refuse(
        `${what} is a whole number from ${min} to ${max}. Write digits only, like ${Math.min(max, Math.max(min, 3))}.`,
      );
}

/** A length of time in months: "24", "24 months" or "2 years". */
export function readMonths(text: string, what: string, max: number): Reading<number> {
  const parts = /^(\d{1,4})\s*(months?|years?)?$/i.exec(text);
  const months = Number(parts?.[1]) * (parts?.[2]?.toLowerCase().startsWith("year") ? 12 : 1);
  return months >= 1 && months <= max
    ? read(months)
    : refuse(`${what} is a number of months from 1 to ${max}. Write it like 24, or 2 years.`);
}

/** A percentage with at most two decimals, in basis points: "2.5 %" → 250. */
export function readPercent(text: string): Reading<number> {
  const parts = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text);
  const bps = parts ? Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0")) : NaN;
  return bps <= 10_000
    ? read(bps)
    : refuse("Write a percentage from 0 to 100 with at most two decimals, like 2.5.");
}

const YES = new Set(["yes", "y", "true", "1", "on"]);
const NO = new Set(["no", "n", "false", "0", "off"]);

/** Yes or no, as forms and spreadsheets say it. */
export function readYesNo(text: string): Reading<boolean> {
  const word = fold(text);
  if (YES.has(word)) return read(true);
  return NO.has(word) ? read(false) : refuse("Write yes or no.");
}

const INDIAN_OFFSET_MS = 5.5 * 3600 * 1000;

/** The calendar day in India of an instant: YYYY-MM-DD. */
export function indianDay(instant: Date): string {
  return new Date(instant.getTime() + INDIAN_OFFSET_MS).toISOString().slice(0, 10);
}

/** A calendar day, checked against the calendar: 2027-02-30 is refused. Instants count as their day in India. */
export function readDay(text: string): Reading<string> {
  const isInstant = /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
  const day = isInstant ? indianDay(new Date(text)) : text;
  const isDay = /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  return isDay && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
    ? read(day)
    : refuse("Write a date as year-month-day, like 2027-03-31.");
}

/** A deadline: the last second of a calendar day in India. */
export function readDeadline(text: string): Reading<Date> {
  const day = readDay(text);
  return day.ok ? read(new Date(`${day.value}T23:59:59.000+05:30`)) : day;
}

/** An address on the web; the https:// may be left out. */
export function readWebAddress(text: string): Reading<string> {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  const isWeb =
    url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes(".") && address.length <= 500;
  return isWeb ? read(url.href) : refuse("Write a web address, like https://example.org/call.");
}

const COUNTRY_ALIASES: Record<string, string> = {
  usa: "US",
  unitedstatesofamerica: "US",
  america: "US",
  uk: "GB",
  greatbritain: "GB",
  england: "GB",
  uae: "AE",
  korea: "KR",
  czechrepublic: "CZ",
  turkey: "TR",
  holland: "NL",
  bharat: "IN",
};
/** Offices that grant patents for several countries; they are no countries themselves. */
const PATENT_OFFICES = ["EP", "WO", "EA"];
const countryByName = new Map(COUNTRY_CODES.map((code) => [fold(countryName(code)), code]));

/** A country by its code or its English name. */
export function readCountry(text: string): Reading<string> {
  const code = text.trim().toUpperCase();
  if (isCountryCode(code)) return read(code);
  const named = countryByName.get(fold(text)) ?? COUNTRY_ALIASES[fold(text)];
  return named
    ? read(named)
    : refuse(
        `“${text.slice(0, 40)}” is not a country we know. Write its English name or its two letters, like Germany or DE.`,
      );
}

/** A country, or an office such as EP (European patent) or WO (PCT application). */
export function readPatentOffice(text: string): Reading<string> {
  const code = text.trim().toUpperCase();
  return PATENT_OFFICES.includes(code) ? read(code) : readCountry(text);
}

/** One value out of a vocabulary table, by its code or its label. */
export function readChoice<V extends string>(
  text: string,
  values: readonly V[],
  labelOf: (value: V) => string,
): Reading<V> {
  const wanted = fold(text);
  const found = values.find((value) => fold(value) === wanted || fold(labelOf(value)) === wanted);
  if (found !== undefined) return read(found);
  const examples = values.slice(0, 8).map(labelOf).join(", ");
  return refuse(
    `“${text.slice(0, 40)}” is not one of the choices. Choose one of: ${examples}${values.length > 8 ? " …" : ""}.`,
  );
}

/** Reads every part of a list; the first part that cannot be read refuses the whole. Doubles are dropped. */
export function readEach<T>(
  parts: string[],
  max: number,
  readOne: (part: string) => Reading<T>,
): Reading<T[]> {
  if (parts.length > max)
    return refuse(`These are ${parts.length}; at most ${max} fit here. Leave some out.`);
  const values: T[] = [];
  for (const part of parts) {
    const one = readOne(part);
    if (!one.ok) return one;
    if (!values.includes(one.value)) values.push(one.value);
  }
  return read(values);
}
