import { STOP_WORDS } from "#search/settings.ts";
import { foldNumber, NUMBER, UNIT_LIKE, unitOf } from "#search/units.ts";

/**
 * What is written in several ways but names one thing: a quantity ("10 GHz", "10-GHz"), a standard
 * ("ISO 9001:2015", "ISO/IEC 17025"), a patent ("US 9,876,543 B2").
 */
export type Designation = {
  /** The whole, written together: letters and digits, lower case. */
  joined: string;
  /** The stretch of the text that it takes. */
  start: number;
  end: number;
  /** The stretches whose words are indexed one by one; `as` is read instead of what is written. */
  spans: { start: number; end: number; as?: string }[];
};

/** How a compound begins, if a designation may begin so. */
export type Lead = "number" | "standard" | "patent";

const END = String.raw`(?![\p{L}\p{N}\p{M}])`;

const QUANTITY = new RegExp(
  String.raw`(${NUMBER})(?:([-‐‑–])(${NUMBER}))?[ \u00A0\u2009\u202F‐‑-]?` + String.raw`(${UNIT_LIKE})${END}`,
  "iuy",
);

const OFFICES = "IN US EP WO DE FR GB JP CN KR RU CA AU IL BR SG TW ES IT SE CH EA";
const PATENT = new RegExp(
  String.raw`([A-Za-z]{2})([ -]?)(\d{5,14}|\d{2,4}/\d{5,8}|\d{1,3}(?:[ ,.]\d{3}){1,3})` +
    String.raw`(?:[ -]?[A-CTUY]\d|[A-CTUYa-ctuy]\d?)?${END}`,
  "uy",
);

/** Standards bodies, forerunners of a number; the adopters' names before them say nothing more. */
const BODIES =
  "ISO IEC EN AS AMS ASTM ASME ASNT AWS SAE IEEE IETF ITU ETSI DIN BS NF IS JSS JIS JISQ GB GOST ARINC RTCA DO ED STANAG " +
  "AISI SS AA AL IP IK UL API ANSI NAS NFPA IATF IPC NACE NADCAP";
const ADOPTERS = "BS|DIN|NF|UNI|SS|SN|CSN|NS|IS|EN|SIST|PN";
const STANDARD = new RegExp(
  String.raw`(?:(?:${ADOPTERS})[ /-])*?(MIL[ -]?(?:STD|PRF|DTL|HDBK|SPEC)|DEF[ -]?STAN|${BODIES.replaceAll(" ", "|")})` +
    String.raw`(?:[/ ](?:IEC|IEEE|ASTM|TS|TR|PAS))*([ -]?)` +
    String.raw`((?:[A-Z]-?)?(\d{2,6})(?:[-./](?!(?:19|20)\d\d(?!\d))[A-Z]?\d{1,4})*[A-Z]{0,2})` +
    String.raw`(?:[ ,-]{1,2}rev(?:ision)?\.? ?([A-Z]))?(?:(?: ?: ?|-)(?:19|20)\d\d(?:\+A\d{1,2}(?::\d{4})?)*)?${END}`,
  "diuy",
);
const STANDARD_LEADS = new Set([...BODIES.split(" "), ...ADOPTERS.split("|"), "MIL", "DEF"]);
const PATENT_LEADS = new Set(OFFICES.split(" "));

/** How a compound begins: cheap, because it is asked of every different one. */
export function leadOf(compound: string): Lead | null {
  if (/^\p{Nd}/u.test(compound)) return "number";
  const letters = /^[A-Za-z]{2,6}(?=$|[-‐‑/\d])/.exec(compound)?.[0].toUpperCase();
  if (letters === undefined) return null;
  // An office's letters may also be a body's: the patent's pattern is tried first then.
  if (PATENT_LEADS.has(letters)) return "patent";
  return STANDARD_LEADS.has(letters) ? "standard" : null;
}

function readQuantity(text: string, at: number): Designation[] | null {
  QUANTITY.lastIndex = at;
  const match = QUANTITY.exec(text);
  const unit = match && unitOf(match[4]!);
  if (!match || !unit) return null;
  const [whole, first = "", dash = "", second] = match;
  const end = at + whole.length;
  const from = second === undefined ? at : at + first.length + dash.length;
  const last = second ?? first;
  const quantity = {
    joined: foldNumber(last) + unit,
    start: from,
    end,
    spans: [{ start: from, end }],
  };
  if (second === undefined) return [quantity];
  const span = { start: at, end: at + first.length };
  return [{ joined: foldNumber(first) + unit, ...span, spans: [span] }, quantity];
}

function readPatent(text: string, at: number): Designation[] | null {
  PATENT.lastIndex = at;
  const match = PATENT.exec(text);
  if (!match) return null;
  const [whole, office = "", space = "", number = ""] = match;
  if (!PATENT_LEADS.has(office.toUpperCase())) return null;
  // "in 12345" is English.
  if (space === " " && office !== office.toUpperCase()) return null;
  const digits = number.replace(/\D/g, "");
  const from = at + office.length + space.length;
  return [
    {
      joined: office.toLowerCase() + digits,
      start: at,
      end: at + whole.length,
      spans: [
        { start: at, end: at + office.length },
        { start: from, end: from + number.length, as: digits },
      ],
    },
  ];
}

/** Fewer digits, and "IP 5" or "SS 2" would be one. */
const MINIMUM_DIGITS: Readonly<Record<string, number>> = { aa: 4, al: 4, gb: 4 };

function readStandard(text: string, at: number): Designation[] | null {
  STANDARD.lastIndex = at;
  const match = STANDARD.exec(text);
  if (!match) return null;
  const [, written = "", space = "", number = "", digits = "", revision = ""] = match;
  const body = written.toLowerCase();
  const isWord = STOP_WORDS.has(body);
  if (digits.length < (MINIMUM_DIGITS[body] ?? (isWord ? 3 : 2))) return null;
  // "as 9100" is the standard, "as 1000 were made" is English.
  if (isWord && space === " " && written !== written.toUpperCase() && !/^9\d{3}$/.test(digits)) return null;
  const name = body === "aa" ? "al" : body;
  const spans = [1, 3, 5].flatMap((group) => {
    const [start, end] = match.indices?.[group] ?? [];
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
  return [
    {
      joined: `${name}${number}${revision}`.toLowerCase().replace(/[^a-z0-9]/g, ""),
      start: at,
      end: at + match[0].length,
      spans: [{ ...spans[0]!, as: name }, ...spans.slice(1)],
    },
  ];
}

/** The designations that begin here, in order; null when none does. */
export function readDesignations(text: string, at: number, lead: Lead): Designation[] | null {
  if (lead === "number") return readQuantity(text, at);
  return (lead === "patent" ? readPatent(text, at) : null) ?? readStandard(text, at);
}

/**
 * A patent's number as it is indexed and asked for: country and digits without separators and kind code.
 * @param country ISO 3166-1 alpha-2 or an office's code; may stand before the number as well, or be empty.
 */
export function patentName(country: string, number: string): string {
  const office = country.trim().toUpperCase();
  const own = number.trim().toUpperCase();
  const bare = office !== "" && own.startsWith(office) ? own.slice(office.length) : own;
  const [designation] = readPatent(`${office}${bare.trim()}`, 0) ?? [];
  return (designation?.joined ?? `${office}${bare}`).toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}
