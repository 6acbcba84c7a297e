import { keptPerLocale } from "#app/core/formats.ts";
import { CURRENCIES, minorUnitDigits, type Currency } from "#app/core/reference/currencies.ts";

const PAISE_PER_LAKH = 10_000_000n;
const PAISE_PER_CRORE = 1_000_000_000n;
/** PostgreSQL's bigint ends here. */
const LARGEST_MINOR = 9_223_372_036_854_775_807n;
const LONGEST_INPUT = 60;

/** Rupees keep the Indian grouping for every reader, other currencies never take it (€1,250,000, not €12,50,000). */
function localeFor(currency: Currency, locale: string): string {
  const isIndian = locale.endsWith("-IN");
  if (currency === "INR") return isIndian ? locale : "en-IN";
  return isIndian ? "en" : locale;
}

/** The exact decimal text of an integer amount: (12550, 2) → "125.50". */
export function decimalText(minor: bigint, digits: number): `${number}` {
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return (digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(-digits)}`) as `${number}`;
}

/** By locale and currency: "en-IN INR". */
const exactFormats = keptPerLocale((key) => {
  const [locale, currency] = key.split(" ") as [string, Currency];
  const digits = minorUnitDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: "stripIfInteger",
  });
});
const shortFormats = keptPerLocale((key) => {
  const [locale, currency] = key.split(" ");
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    notation: "compact",
    maximumFractionDigits: 2,
  });
});
const unitFormat = new Intl.NumberFormat("en-IN", { maximumFractionDigits: 2 });

/**
 * The full amount as a reader of this locale writes it: ₹1,25,00,000 · €12,500.50.
 * Whole amounts are shown without decimals. Exact: no floating-point number is involved.
 * @param minor amount in the currency's minor unit (paise, cents)
 */
export function formatMoney(minor: bigint, currency: Currency, locale = "en-IN"): string {
  return exactFormats(`${localeFor(currency, locale)} ${currency}`).format(
    decimalText(minor, minorUnitDigits(currency)),
  );
}

/** `minor / unit` as text with at most two decimals, rounded half away from zero, Indian grouping. */
function inUnits(minor: bigint, unit: bigint): string {
  const hundredths = (minor * 100n + unit / 2n) / unit;
  return unitFormat.format(decimalText(hundredths, 2));
}

/**
 * The short form for lists and cards: "₹1.25 crore", "₹12.5 lakh", "€1.25M"; at most two decimals, so rounded.
 * Amounts below one lakh rupees are given in full.
 * @param minor amount in the currency's minor unit
 */
export function moneyInWords(minor: bigint, currency: Currency, locale = "en-IN"): string {
  if (currency !== "INR")
    return shortFormats(`${localeFor(currency, locale)} ${currency}`).format(
      decimalText(minor, minorUnitDigits(currency)),
    );
  if (minor < 0n) return `-${moneyInWords(-minor, currency, locale)}`;
  if (minor < PAISE_PER_LAKH) return formatMoney(minor, currency, locale);
  const roundsToCrore = minor * 100n + PAISE_PER_LAKH / 2n >= PAISE_PER_CRORE * 100n;
  return roundsToCrore
    ? `₹${inUnits(minor, PAISE_PER_CRORE)} crore`
    : `₹${inUnits(minor, PAISE_PER_LAKH)} lakh`;
}

export type ParsedMoney = { ok: true; minor: bigint } | { ok: false; message: string };

/** Words that multiply, with their power of ten. */
const SCALES: Record<string, number> = {
  thousand: 3,
  k: 3,
  lakh: 5,
  lakhs: 5,
  lac: 5,
  lacs: 5,
  l: 5,
  million: 6,
  millions: 6,
  mn: 6,
  m: 6,
  crore: 7,
  crores: 7,
  cr: 7,
  billion: 9,
  billions: 9,
  bn: 9,
};

const marksByCurrency = new Map<Currency, string[]>();

/** How a currency may be marked in front of or behind an amount: its code, its signs, and "Rs" for rupees. */
function marksOf(currency: Currency): string[] {
  const known = marksByCurrency.get(currency);
  if (known) return known;
  const sign = (locale: string, currencyDisplay: "symbol" | "narrowSymbol") =>
    new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay })
      .formatToParts(1)
      .find((part) => part.type === "currency")?.value ?? currency;
  const marks = new Set([currency, sign("en", "narrowSymbol")]);
  for (const locale of ["en", "en-IN", "en-GB"]) marks.add(sign(locale, "symbol"));
  if (currency === "INR") ["Rs.", "Rs", "Re", "Rupees"].forEach((mark) => marks.add(mark));
  const longestFirst = [...marks].map((mark) => mark.toLowerCase()).sort((a, b) => b.length - a.length);
  marksByCurrency.set(currency, longestFirst);
  return longestFirst;
}

const TWO_LETTERS = /^[a-z]{2}$/;

/** The text without this currency's mark, or undefined when it has none. A mark is not part of a longer word. */
function withoutMark(text: string, currency: Currency): string | undefined {
  for (const mark of marksOf(currency)) {
    const [start, end] = [mark.length, text.length - mark.length];
    if (text.startsWith(mark) && !TWO_LETTERS.test(text.slice(start - 1, start + 1)))
      return text.slice(start).trim();
    if (text.endsWith(mark) && !TWO_LETTERS.test(text.slice(end - 1, end + 1)))
      return text.slice(0, end).trim();
  }
  return undefined;
}

const PLAIN_NUMBER = /^\d+$/;
const GROUPED_NUMBER = /^\d{1,3}(?:(?:,\d{2,3})*,\d{3})$/;
const refuse = (message: string): ParsedMoney => ({ ok: false, message });

/**
 * Reads an amount as people type it: "1.25 crore", "₹ 1,25,00,000", "12.5 lakh", "1,250.50", "EUR 40000".
 * Exact: never goes through a floating-point number; never rounds.
 * @returns the amount in the currency's minor unit, or a sentence that says what is wrong and what to write instead
 */
export function parseMoney(text: string, currency: Currency): ParsedMoney {
  const typed = text.normalize("NFKC").trim();
  const example = currency === "INR" ? "1,25,000 or 1.25 lakh" : "125,000 or 1.25 million";
  if (typed === "") return refuse(`Write an amount in ${currency}, for example ${example}.`);
  if (typed.length > LONGEST_INPUT)
    return refuse(`This is too long for an amount. Write only the amount, for example ${example}.`);
  if (/^\D*[-−–]\s*\d|^\D{0,4}[-−–]/.test(typed))
    return refuse("An amount cannot be negative. Leave out the minus sign.");

  const lower = typed.toLowerCase().replace(/\s*\/-+$/, "");
  const amount = withoutMark(lower, currency) ?? lower;
  const parts = /^([\d.,'’\s]*\d\.?)\s*([a-z]*)\.?$/.exec(amount);
  if (!parts) return refuse(unreadable(lower, currency, example));
  const [, number = "", word = ""] = parts;
  const power = word === "" ? 0 : SCALES[word];
  if (power === undefined)
    return refuse(
      `“${word}” is not a known word for an amount. Use thousand, lakh, crore, million or billion.`,
    );
  return readNumber(number, power, currency);
}

/** Says why a text is no amount: another currency's mark, or no amount at all. */
function unreadable(lower: string, currency: Currency, example: string): string {
  const other = CURRENCIES.find(
    (candidate) => candidate !== currency && withoutMark(lower, candidate) !== undefined,
  );
  if (other && /\d/.test(lower))
    return `This amount seems to be in ${other}; it must be in ${currency}. Change the currency or the amount.`;
  return `This cannot be read as an amount. Write digits, for example ${example}.`;
}

/** Turns digits, separators and a power of ten into minor units. */
function readNumber(number: string, power: number, currency: Currency): ParsedMoney {
  const compact = number.replace(/['’\s]/g, "");
  const [whole = "", fraction = "", ...more] = compact.split(".");
  if (more.length > 0 || fraction.includes(",")) {
    return refuse("Use commas between groups of digits and one full stop before the decimals: 1,250.50.");
  }
  if (whole !== "" && !PLAIN_NUMBER.test(whole) && !GROUPED_NUMBER.test(whole)) {
    return refuse(
      "The commas are not where groups of digits end. Write 1,25,000 or 125,000, and decimals after a full stop: 1250.50.",
    );
  }
  const digits = minorUnitDigits(currency);
  const exponent = power + digits;
  const decimals = fraction.replace(/0+$/, "");
  if (decimals.length > exponent) {
    return refuse(
      power === 0
        ? `${currency} has ${digits === 0 ? "no decimals" : `at most ${digits} decimals`}. Shorten the part after the full stop.`
        : `This is more exact than the smallest unit of ${currency}. Use fewer digits after the full stop.`,
    );
  }
  const minor = BigInt(whole.replaceAll(",", "") + decimals) * 10n ** BigInt(exponent - decimals.length);
  if (minor > LARGEST_MINOR) return refuse("This amount is too large. Check the number of zeros.");
  return { ok: true, minor };
}
