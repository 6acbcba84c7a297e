import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gstinCheckCharacter } from "#app/core/identifiers.ts";
import { COUNTRY_CODES } from "#app/core/reference/countries.ts";
import { CURRENCIES } from "#app/core/reference/currencies.ts";
import { processCodes } from "#app/core/reference/processes.ts";
import { formOf } from "#app/domain/organisations/part-forms.ts";
import { identifierFields } from "#app/domain/organisations/identifier-fields.ts";
import { partSchema } from "#app/domain/organisations/part-schemas.ts";
import { partValues, shownPartValues, type Part } from "#app/domain/organisations/parts.ts";
import type { OwnProfile } from "#app/domain/organisations/profile.server.ts";

const line = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9 .×°-]{0,30}[A-Za-z0-9]$/)
  .map((text) => text.replace(/\s+/g, " "));
const optionalLine = fc.oneof(fc.constant(""), line);
const currency = fc.constantFrom(...CURRENCIES);
const capability = currency.chain((code) =>
  fc.record({
    processes: fc.subarray([...processCodes]),
    otherProcesses: fc.uniqueArray(line, { maxLength: 5 }),
    equipment: fc.array(
      fc.record({
        what: line,
        maker: optionalLine,
        capacity: optionalLine,
        quantity: fc.integer({ min: 1, max: 999 }),
      }),
      { maxLength: 4 },
    ),
    pastSupplies: fc.array(
      fc.record({
        customer: line,
        what: line,
        year: fc.integer({ min: 1950, max: 2025 }),
        value: fc.option(
          fc.record({ minor: fc.bigInt(0n, 10n ** 13n).map(String), currency: fc.constant(code) }),
        ),
      }),
      { maxLength: 4 },
    ),
    countriesServed: fc.subarray([...COUNTRY_CODES]).map((codes) => codes.slice(0, 60).sort()),
    shownParts: fc.subarray([...shownPartValues]),
  }),
);

describe("the form of a part", () => {
  it("saved as it was opened changes nothing", () => {
    fc.assert(
      fc.property(capability, currency, (stated, fallback) => {
        const profile = {
          capability: { ...stated, licenceDetails: "" },
          currency: fallback,
        } as unknown as OwnProfile;
        const code = (stated.pastSupplies.find(({ value }) => value)?.value?.currency ??
          fallback) as typeof fallback;
        for (const part of ["processes", "equipment", "supplies", "shown"] as Part[]) {
          const read = partSchema(part, code).parse(formOf(part, profile)).capability!;
          expect(stated).toMatchObject(read as object);
        }
      }),
    );
  });

  it("that comes empty states nothing, and never fails but for the name", () => {
    for (const part of partValues) {
      const read = partSchema(part, "INR").safeParse({});
      expect(read.success, part).toBe(part !== "about");
    }
  });

  it("takes any text without throwing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...partValues),
        fc.dictionary(fc.string(), fc.anything()),
        (part, typed) => {
          expect(typeof partSchema(part, "INR").safeParse(typed).success).toBe("boolean");
        },
      ),
    );
  });
});

describe("PAN and GSTIN", () => {
  const pan = fc.stringMatching(/^[A-Z]{5}\d{4}[A-Z]$/);
  const gstinOf = (holder: string) => {
    const first14 = `27${holder}1Z`;
    return first14 + gstinCheckCharacter(first14);
  };

  it("agree exactly when the one stands inside the other", () => {
    fc.assert(
      fc.property(pan, pan, fc.boolean(), (own, other, isSame) => {
        const stated = isSame ? own : other;
        const { success } = identifierFields.safeParse({ gstin: gstinOf(own), pan: stated.toLowerCase() });
        expect(success).toBe(stated === own);
      }),
    );
  });
});
