const ALPHA_2 =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
  "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
  "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
  "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT " +
  "MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
  "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
  "UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/** All officially assigned ISO 3166-1 alpha-2 codes, in alphabetical order. */
export const COUNTRY_CODES: readonly string[] = ALPHA_2.split(" ");
const countryCodes = new Set(COUNTRY_CODES);

/** Whether a text is an assigned ISO 3166-1 alpha-2 code (upper case). */
export function isCountryCode(code: string): boolean {
  return countryCodes.has(code);
}

/** The country's name in a reader's locale, e.g. "Germany"; the code itself when it is unknown. */
export function countryName(code: string, locale = "en"): string {
  return isCountryCode(code) ? (new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code) : code;
}

/** Codes with names, sorted as a reader of this locale expects; India first, since most entries are Indian. */
export function countryOptions(locale = "en"): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const options = COUNTRY_CODES.map((code) => ({ code, name: names.of(code) ?? code }));
  options.sort((a, b) => a.name.localeCompare(b.name, locale));
  return [...options.filter(({ code }) => code === "IN"), ...options.filter(({ code }) => code !== "IN")];
}

/** India's states and union territories: ISO 3166-2 subdivision, name and the two digits that open a GSTIN. */
export const INDIAN_STATES = [
  { code: "AN", name: "Andaman and Nicobar Islands", gstCode: "35" },
  { code: "AP", name: "Andhra Pradesh", gstCode: "37" },
  { code: "AR", name: "Arunachal Pradesh", gstCode: "12" },
  { code: "AS", name: "Assam", gstCode: "18" },
  { code: "BR", name: "Bihar", gstCode: "10" },
  { code: "CH", name: "Chandigarh", gstCode: "04" },
  { code: "CG", name: "Chhattisgarh", gstCode: "22" },
  { code: "DH", name: "Dadra and Nagar Haveli and Daman and Diu", gstCode: "26" },
  { code: "DL", name: "Delhi", gstCode: "07" },
  { code: "GA", name: "Goa", gstCode: "30" },
  { code: "GJ", name: "Gujarat", gstCode: "24" },
  { code: "HR", name: "Haryana", gstCode: "06" },
  { code: "HP", name: "Himachal Pradesh", gstCode: "02" },
  { code: "JK", name: "Jammu and Kashmir", gstCode: "01" },
  { code: "JH", name: "Jharkhand", gstCode: "20" },
  { code: "KA", name: "Karnataka", gstCode: "29" },
  { code: "KL", name: "Kerala", gstCode: "32" },
  { code: "LA", name: "Ladakh", gstCode: "38" },
  { code: "LD", name: "Lakshadweep", gstCode: "31" },
  { code: "MP", name: "Madhya Pradesh", gstCode: "23" },
  { code: "MH", name: "Maharashtra", gstCode: "27" },
  { code: "MN", name: "Manipur", gstCode: "14" },
  { code: "ML", name: "Meghalaya", gstCode: "17" },
  { code: "MZ", name: "Mizoram", gstCode: "15" },
  { code: "NL", name: "Nagaland", gstCode: "13" },
  { code: "OD", name: "Odisha", gstCode: "21" },
  { code: "PY", name: "Puducherry", gstCode: "34" },
  { code: "PB", name: "Punjab", gstCode: "03" },
  { code: "RJ", name: "Rajasthan", gstCode: "08" },
  { code: "SK", name: "Sikkim", gstCode: "11" },
  { code: "TN", name: "Tamil Nadu", gstCode: "33" },
  { code: "TS", name: "Telangana", gstCode: "36" },
  { code: "TR", name: "Tripura", gstCode: "16" },
  { code: "UP", name: "Uttar Pradesh", gstCode: "09" },
  { code: "UK", name: "Uttarakhand", gstCode: "05" },
  { code: "WB", name: "West Bengal", gstCode: "19" },
] as const;

export type IndianState = (typeof INDIAN_STATES)[number]["code"];
export const indianStateValues = INDIAN_STATES.map((state) => state.code) as [IndianState, ...IndianState[]];

/** The name of an Indian state or union territory; the code itself when it is unknown. */
export function indianStateName(code: string): string {
  return INDIAN_STATES.find((state) => state.code === code)?.name ?? code;
}
