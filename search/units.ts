/** Numbers and units of measurement as people write them, each to the one form that is indexed. */

/** A number, as a pattern: thousands as 1,000 or 1,00,000 or with narrow spaces, a decimal point or comma. */
export const NUMBER =
  String.raw`(?:\p{Nd}{1,3}(?:,\p{Nd}{2,3})*,\p{Nd}{3}(?!\p{Nd})(?:\.\p{Nd}+)?|\p{Nd}{1,3}(?:[\u00A0\u2009\u202F]\p{Nd}{3}(?!\p{Nd}))+` +
  String.raw`|\p{Nd}+(?:\.\p{Nd}+)+|(?<!,)\p{Nd}+,\p{Nd}+(?![,\p{Nd}])|\p{Nd}+)`;

/** Where an Indian script's zero stands among the 128 characters of its block. */
const INDIAN_ZERO = 0x66;
const INDIAN_BLOCK = 0x80;

/** Digits of the Indian scripts (Devanagari to Malayalam) and full-width ones as ASCII digits. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0966-\u0D6F\uFF10-\uFF19]/g, (sign) => {
    const code = sign.charCodeAt(0);
    const digit = code >= 0xff10 ? code - 0xff10 : ((code - 0x900) % INDIAN_BLOCK) - INDIAN_ZERO;
    return /\p{Nd}/u.test(sign) ? String(digit) : sign;
  });
}

/** A number as it is indexed: ASCII digits, no separators, the decimal point as "p" (3.3 is 3p3). */
export function foldNumber(number: string): string {
  const digits = asciiDigits(number).replace(/[\u00A0\u2009\u202F]/g, "");
  const plain = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/.test(digits) ? digits.replaceAll(",", "") : digits;
  return plain.replace(/[.,]/g, "p");
}

const PREFIXES = {
  p: "pico",
  n: "nano",
  u: "micro",
  m: "milli mega",
  c: "centi",
  k: "kilo",
  g: "giga",
  t: "tera",
};
const PREFIXED_UNITS: readonly (readonly [symbol: string, names: string])[] = [
  ["hz", "hertz"],
  ["w", "watt"],
  ["v", "volt"],
  ["a", "amp ampere"],
  ["m", "metre meter"],
  ["g", "gram gramme"],
  ["s", "second"],
  ["f", "farad"],
  ["h", "henry"],
  ["ohm", "ohm"],
  ["pa", "pascal"],
  ["n", "newton"],
  ["j", "joule"],
  ["b", "byte"],
  ["l", "litre liter"],
  ["t", "tonne tesla"],
  ["bar", "bar"],
  ["ev", "electronvolt"],
  ["wh", ""],
  ["va", ""],
  ["ah", ""],
  ["bps", "bit/s"],
  ["nm", ""],
];
const OTHER_UNITS =
  "c:°c,℃,ºc,˚c,degc,celsius,°celsius f:°f,℉,ºf,˚f,degf,fahrenheit,°fahrenheit k:kelvin deg:°,º,˚,degree,degrees mps:m/s kmps:km/s kmph:km/h,kmh,kph " +
  "mph kn:knot,knots,kt,kts rpm db dbm dbi dbc dbw psi ppm lm:lumen,lumens cd sv gy bq inch:inches ft:foot,feet " +
  "lb:lbs,pound,pounds hp:horsepower gsm um:micron,microns nmm2:n/mm2,n/mm² kgm3:kg/m3,kg/m³ wkg:w/kg whkg:wh/kg wm2:w/m2,w/m² " +
  "gcm3:g/cm3,g/cm³,g/cc gcc ms2:m/s2,m/s² lpm:l/min m2:m² m3:m³ mm2:mm² cm2:cm² cm3:cm³";

function unitTable(): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  const set = (unit: string, names: string[]) => [unit, ...names].forEach((name) => units.set(name, unit));
  for (const [symbol, text] of PREFIXED_UNITS) {
    const names = text.split(" ").filter((name) => name !== "");
    set(symbol, [...names, ...names.map((name) => `${name}s`)]);
    for (const [prefix, longs] of Object.entries(PREFIXES)) {
      const whole = longs.split(" ").flatMap((long) => names.map((name) => long + name));
      set(prefix + symbol, [...whole, ...whole.map((name) => `${name}s`)]);
    }
  }
  for (const entry of OTHER_UNITS.split(" ")) {
    const [unit = "", others = ""] = entry.split(":");
    set(unit, others.split(","));
  }
  units.delete("");
  return units;
}

/** Every way to write a unit, to the one that is indexed. Small and capital letters are one, as typed words are. */
const UNITS = unitTable();

/** A unit's signs or name, as a pattern; `unitOf` says whether it is one. */
export const UNIT_LIKE = String.raw`(?:[℃℉]|[°º˚] ?[CFK]?|deg(?:rees?)? (?:C|celsius|fahrenheit)|[\p{L}\u2126]{1,14}(?:/\p{L}{1,3}[23²³]?|[23²³])?)`;

/** The unit that is written so; undefined when it is none. */
export function unitOf(written: string): string | undefined {
  const plain = written.replace(/^deg(?:rees?)? (?=[cf])/i, "°").replaceAll(" ", "");
  const unit = plain
    .toLowerCase()
    .replace(/[\u2126\u03C9]/g, "ohm")
    .replace(/[\u00B5\u03BC]/g, "u");
  // "5 A" is a current, "5 a day" is not.
  return written === "a" ? undefined : UNITS.get(unit);
}

const ALONE = new RegExp(`^${NUMBER}(${UNIT_LIKE})?$`, "iu");

/** Whether this is a number, alone or with a unit behind it. */
export function isQuantity(text: string): boolean {
  const [whole, unit] = ALONE.exec(text) ?? [];
  return whole !== undefined && (unit === undefined || unitOf(unit) !== undefined);
}
