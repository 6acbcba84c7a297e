import { nicDivision } from "#app/core/reference/nic.ts";

/**
 * Checks of official numbers: the form first, the check digit where there is one.
 * Passing proves that a number could exist, never that it was issued or belongs to anyone.
 * Each check forgives spaces around and small letters where the official form has capitals;
 * `value` is the official spelling, which is the one to store.
 */
export type IdentifierCheck = { ok: true; value: string } | { ok: false; message: string };

const refuse = (message: string): IdentifierCheck => ({ ok: false, message });
const capitals = (text: string) => text.trim().toUpperCase();

function byForm(value: string, form: RegExp, message: string): IdentifierCheck {
  return form.test(value) ? { ok: true, value } : refuse(message);
}

/** Udyam registration number of an Indian MSME: UDYAM-KA-03-0012345. */
export function checkUdyam(text: string): IdentifierCheck {
  return byForm(
    capitals(text),
    /^UDYAM-[A-Z]{2}-\d{2}-\d{7}$/,
    "A Udyam number looks like UDYAM-KA-03-0012345: state, two digits, seven digits. Copy it from the certificate.",
  );
}

/** Permanent account number of Indian income tax: ten characters. It has no public check digit. */
export function checkPan(text: string): IdentifierCheck {
  return byForm(
    capitals(text),
    /^[A-Z]{5}\d{4}[A-Z]$/,
    "A PAN has five letters, four digits and a letter, like AAPFU0939F.",
  );
}

const BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * The fifteenth character of a GSTIN: weights 1 and 2 in turn, each product's quotient and remainder by 36 summed.
 * @param first14 the first fourteen characters, digits and capitals only
 */
export function gstinCheckCharacter(first14: string): string {
  let sum = 0;
  for (const [position, character] of [...first14].entries()) {
    const product = BASE_36.indexOf(character) * (position % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return BASE_36.charAt((36 - (sum % 36)) % 36);
}

/** Goods and services tax number: state code, PAN, entity, Z, check character. */
export function checkGstin(text: string): IdentifierCheck {
  const value = capitals(text);
  if (!/^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/.test(value)) {
    return refuse(
      "A GSTIN has 15 characters: two digits for the state, the PAN, one character, Z and a check character, like 27AAPFU0939F1ZV.",
    );
  }
  return gstinCheckCharacter(value.slice(0, 14)) === value.charAt(14)
    ? { ok: true, value }
    : refuse(
        "This GSTIN's last character does not fit the others, so one of them is mistyped. Compare it with the certificate.",
      );
}

/** The PAN inside a GSTIN that passed its check (characters 3 to 12). */
export function panOfGstin(gstin: string): string {
  return gstin.slice(2, 12);
}

/** States and territories by the first two digits of a GSTIN, as the GST law numbers them. */
const GST_STATES: Readonly<Record<string, string>> = {
  "01": "Jammu and Kashmir",
  "02": "Himachal Pradesh",
  "03": "Punjab",
  "04": "Chandigarh",
  "05": "Uttarakhand",
  "06": "Haryana",
  "07": "Delhi",
  "08": "Rajasthan",
  "09": "Uttar Pradesh",
  "10": "Bihar",
  "11": "Sikkim",
  "12": "Arunachal Pradesh",
  "13": "Nagaland",
  "14": "Manipur",
  "15": "Mizoram",
  "16": "Tripura",
  "17": "Meghalaya",
  "18": "Assam",
  "19": "West Bengal",
  "20": "Jharkhand",
  "21": "Odisha",
  "22": "Chhattisgarh",
  "23": "Madhya Pradesh",
  "24": "Gujarat",
  "25": "Daman and Diu",
  "26": "Dadra and Nagar Haveli and Daman and Diu",
  "27": "Maharashtra",
  "28": "Andhra Pradesh",
  "29": "Karnataka",
  "30": "Goa",
  "31": "Lakshadweep",
  "32": "Kerala",
  "33": "Tamil Nadu",
  "34": "Puducherry",
  "35": "Andaman and Nicobar Islands",
  "36": "Telangana",
  "37": "Andhra Pradesh",
  "38": "Ladakh",
};

/**
 * The state in which a GSTIN was given, by its first two digits; null for numbers that belong to no state. A hint: a
 * company registers in every state it sells from, wherever its office is.
 */
export function stateOfGstin(gstin: string): string | null {
  return GST_STATES[gstin.slice(0, 2)] ?? null;
}

/** ISO 7064 MOD 97-10 remainder; letters count as two digits, A = 10 to Z = 35. */
function mod97(value: string): number {
  let remainder = 0;
  for (const character of value) {
    const number = BASE_36.indexOf(character);
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
  }
  return remainder;
}

/** The two digits that end a legal entity identifier with these first eighteen characters (02 to 98). */
export function leiCheckDigits(first18: string): string {
  return String(98 - mod97(`${first18}00`)).padStart(2, "0");
}

/** Legal entity identifier, ISO 17442: eighteen characters and two check digits. */
export function checkLei(text: string): IdentifierCheck {
  const value = capitals(text);
  if (!/^[0-9A-Z]{18}\d{2}$/.test(value)) {
    return refuse("An LEI has 20 characters: 18 letters or digits and two check digits at the end.");
  }
  return leiCheckDigits(value.slice(0, 18)) === value.slice(18)
    ? { ok: true, value }
    : refuse(
        "This LEI's two check digits do not fit the rest, so a character is mistyped. Compare it with your LEI certificate.",
      );
}

/** D-U-N-S number: nine digits, often written with hyphens (12-345-6789). */
export function checkDuns(text: string): IdentifierCheck {
  return byForm(text.replace(/[\s-]/g, ""), /^\d{9}$/, "A D-U-N-S number has nine digits, like 12-345-6789.");
}

/** Indian national industrial classification (NIC-2008) at its finest level: five digits that begin with a division. */
export function checkNic(text: string): IdentifierCheck {
  const value = text.trim();
  if (!/^\d{5}$/.test(value)) return refuse("A NIC-2008 code has five digits, like 30305.");
  return nicDivision(value) === null
    ? refuse(
        `No division of NIC-2008 begins with ${value.slice(0, 2)}. Compare the code with your Udyam certificate.`,
      )
    : { ok: true, value };
}

/** Capitals up to the first dot; what follows it is written small in the control lists. */
function listSpelling(text: string): string {
  const [head = "", ...rest] = text.trim().split(".");
  return [head.toUpperCase(), ...rest.map((part) => part.toLowerCase())].join(".");
}

/** Number on India's SCOMET list, like 5A101 or 8A301.a. */
export function checkScomet(text: string): IdentifierCheck {
  return byForm(
    listSpelling(text),
    /^[0-8][A-E]\d{3}(\.[a-z0-9]+)*$/,
    "A SCOMET number has a digit from 0 to 8, a letter from A to E and three digits, then points: 5A101 or 8A301.a.",
  );
}

/** Export control classification number of the United States' EAR (also the form of the EU's list), like 3A001.b.2, or EAR99. */
export function checkEccn(text: string): IdentifierCheck {
  if (capitals(text) === "EAR99") return { ok: true, value: "EAR99" };
  return byForm(
    listSpelling(text),
    /^[0-9][A-E]\d{3}(\.[a-z0-9]+)*$/,
    "A classification number has a digit, a letter from A to E and three digits, then points: 3A001.b.2; or write EAR99.",
  );
}

/** Category of the United States Munitions List (ITAR): a roman number I to XXI, then paragraphs, like XI(a)(3). */
export function checkUsml(text: string): IdentifierCheck {
  const compact = text.replace(/\s/g, "").replace(/^category/i, "");
  const [category = "", ...paragraphs] = compact.split("(");
  return byForm(
    [category.toUpperCase(), ...paragraphs.map((paragraph) => paragraph.toLowerCase())].join("("),
    /^(?=[IVX])(?:X?(?:IX|IV|V?I{0,3})|XXI?)(?:\([a-z]{1,2}\)(?:\([a-z0-9]{1,4}\))*)?$/,
    "A USML category is a roman number from I to XXI, then paragraphs in brackets: XI(a)(3).",
  );
}
