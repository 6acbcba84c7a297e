import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkDuns,
  checkEccn,
  checkGstin,
  checkLei,
  checkNic,
  checkPan,
  checkScomet,
  checkUdyam,
  checkUsml,
  gstinCheckCharacter,
  leiCheckDigits,
  panOfGstin,
  stateOfGstin,
  type IdentifierCheck,
} from "#app/core/identifiers.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS = "0123456789";
const letter = fc.constantFrom(...LETTERS);
const digit = fc.constantFrom(...DIGITS);
const either = fc.constantFrom(...DIGITS, ...LETTERS);
const text = (unit: fc.Arbitrary<string>, length: number) =>
  fc.array(unit, { minLength: length, maxLength: length }).map((characters) => characters.join(""));
const replaceAt = (value: string, index: number, character: string) =>
  value.slice(0, index) + character + value.slice(index + 1);

const cases: [string, (typed: string) => IdentifierCheck, [string, string][], string[]][] = [
  [
    "Udyam",
    checkUdyam,
    [
      ["UDYAM-KA-03-0012345", "UDYAM-KA-03-0012345"],
      [" udyam-mh-18-0000001 ", "UDYAM-MH-18-0000001"],
    ],
    ["", "UDYAM-KA-3-0012345", "UDYAM-KA-03-00123456", "KA-03-0012345"],
  ],
  [
    "PAN",
    checkPan,
    [
      ["AAPFU0939F", "AAPFU0939F"],
      ["aapfu0939f", "AAPFU0939F"],
    ],
    ["", "AAPF0939F", "AAPFU09390", "AAPFU0939FF"],
  ],
  [
    "GSTIN",
    checkGstin,
    [
      ["27AAPFU0939F1ZV", "27AAPFU0939F1ZV"],
      ["29AAGCB7383J1Z4", "29AAGCB7383J1Z4"],
    ],
    ["", "27AAPFU0939F1ZX", "27AAPFU0939F0ZV", "27AAPFU0939F1YV", "27AAPFU0939F1Z"],
  ],
  [
    "D-U-N-S",
    checkDuns,
    [
      ["123456789", "123456789"],
      ["12-345-6789", "123456789"],
    ],
    ["", "12345678", "1234567890", "12345678A"],
  ],
  ["NIC", checkNic, [["30305", "30305"]], ["", "3030", "303050", "3030a", "00123", "04123", "34567"]],
  [
    "SCOMET",
    checkScomet,
    [
      ["5A101", "5A101"],
      ["8a301.A.1", "8A301.a.1"],
    ],
    ["", "9A101", "5F101", "5A10", "5A101.", "5A101..a"],
  ],
  [
    "ECCN",
    checkEccn,
    [
      ["3A001.b.2", "3A001.b.2"],
      ["ear99", "EAR99"],
      ["9e003", "9E003"],
    ],
    ["", "EAR98", "3F001", "3A001.", "3A001-b"],
  ],
  [
    "USML",
    checkUsml,
    [
      ["XI(a)(3)", "XI(a)(3)"],
      ["Category viii (h)", "VIII(h)"],
      ["XXI", "XXI"],
      ["IX", "IX"],
    ],
    ["", "XXII", "IIII", "VV", "XI(", "XI(3)", "11(a)", "XIa"],
  ],
];

describe.each(cases)("%s", (_name, check, accepted, refused) => {
  it.each(accepted)("accepts “%s”", (typed, value) => expect(check(typed)).toEqual({ ok: true, value }));
  it.each(refused)("refuses “%s” with a sentence", (typed) => {
    const result = check(typed);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.message).toMatch(/^[A-Z].{20,}\.$/);
  });
});

it("knows all 21 USML categories and no other roman number", () => {
  const roman = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split(" ");
  for (const category of roman) expect(checkUsml(category), category).toEqual({ ok: true, value: category });
  for (const category of ["XXII", "XXIV", "XXX", "L", "C", "XIIII"])
    expect(checkUsml(category).ok, category).toBe(false);
});

describe("GSTIN check character", () => {
  const gstins = fc
    .tuple(
      text(digit, 2),
      text(letter, 5),
      text(digit, 4),
      letter,
      fc.constantFrom(...DIGITS.slice(1), ...LETTERS),
    )
    .map(([state, name, number, last, entity]) => `${state}${name}${number}${last}${entity}Z`)
    .map((first14) => first14 + gstinCheckCharacter(first14));

  it("is accepted as computed and holds the PAN", () => {
    fc.assert(
      fc.property(gstins, (gstin) => {
        expect(checkGstin(gstin)).toEqual({ ok: true, value: gstin });
        expect(checkPan(panOfGstin(gstin)).ok).toBe(true);
      }),
    );
  });
  it("detects every single wrong character", () => {
    fc.assert(
      fc.property(gstins, fc.nat(14), either, (gstin, index, character) => {
        fc.pre(gstin.charAt(index) !== character);
        expect(checkGstin(replaceAt(gstin, index, character)).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
  it("detects every swap of neighbours except 0 and Z", () => {
    fc.assert(
      fc.property(gstins, fc.nat(12), (gstin, index) => {
        const [a, b] = [gstin.charAt(index), gstin.charAt(index + 1)];
        fc.pre(a !== b && [a, b].sort().join("") !== "0Z");
        expect(checkGstin(gstin.slice(0, index) + b + a + gstin.slice(index + 2)).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("LEI", () => {
  const leis = text(either, 18).map((first18) => first18 + leiCheckDigits(first18));

  it("follows ISO 7064 MOD 97-10, worked out with one big number", () => {
    fc.assert(
      fc.property(leis, (lei) => {
        expect(checkLei(lei)).toEqual({ ok: true, value: lei });
        const asNumber = BigInt([...lei].map((character) => Number.parseInt(character, 36)).join(""));
        expect(asNumber % 97n).toBe(1n);
      }),
    );
  });
  it("detects every wrong character of the same kind (digit for digit, letter for letter)", () => {
    fc.assert(
      fc.property(leis, fc.nat(19), digit, letter, (lei, index, otherDigit, otherLetter) => {
        const character = DIGITS.includes(lei.charAt(index)) ? otherDigit : otherLetter;
        fc.pre(lei.charAt(index) !== character);
        expect(checkLei(replaceAt(lei, index, character)).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
  it.each(["", "5493001KJTIIGC8Y1R1", "5493001KJTIIGC8Y1RAB", "5493001KJTIIGC8Y1R123"])(
    "refuses “%s”",
    (lei) => {
      expect(checkLei(lei).ok).toBe(false);
    },
  );
});

describe("what a number says by itself", () => {
  it("is the state of a GSTIN, where there is one", () => {
    expect(stateOfGstin("27AAPFU0939F1ZV")).toBe("Maharashtra");
    expect(stateOfGstin("29AAGCB7383J1Z4")).toBe("Karnataka");
    expect(stateOfGstin("99AAAAA0000A1Z0")).toBeNull();
  });
});
