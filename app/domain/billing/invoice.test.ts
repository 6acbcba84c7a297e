import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountInWords, composeInvoice } from "#app/domain/billing/compose-invoice.ts";
import { invoiceMoney } from "#app/domain/billing/invoice-document.ts";
import { addUp, creditShare, financialYearOf, invoiceNumber } from "#app/domain/billing/invoice.ts";
import { withTaxes, type TaxedPrice } from "#app/domain/billing/taxes.ts";

const PARTS = ["netMinor", "cgstMinor", "sgstMinor", "igstMinor"] as const;

const prices = fc
  .record({
    netMinor: fc.oneof(fc.bigInt({ min: 1n, max: 400n }), fc.bigInt({ min: 1n, max: 10n ** 11n })),
    rateBps: fc.oneof(fc.constantFrom(500, 1200, 1800, 2800, 10_000), fc.integer({ min: 0, max: 10_000 })),
    state: fc.constantFrom("29", "27", "abroad"),
  })
  .map(({ netMinor, rateBps, state }) => {
    const buyer = state === "abroad" ? { country: "DE", stateCode: "" } : { country: "IN", stateCode: state };
    return withTaxes(netMinor, { rateBps, sellerState: "29" }, buyer);
  });

/** Refunds of any sizes, many of a paisa or two; the last one takes what is left. */
const sequences = fc
  .tuple(prices, fc.array(fc.oneof(fc.constantFrom(1n, 2n, 3n), fc.bigInt({ min: 1n, max: 10n ** 11n }))))
  .map(([price, wanted]) => {
    const amounts: bigint[] = [];
    let left = price.totalMinor;
    for (const each of wanted) {
      if (left === 0n) break;
      const amount = each <= left ? each : (each % left) + 1n;
      amounts.push(amount);
      left -= amount;
    }
    if (left > 0n) amounts.push(left);
    return { price, amounts };
  });

function credit(price: TaxedPrice, amounts: bigint[]): TaxedPrice[] {
  const notes: TaxedPrice[] = [];
  for (const amount of amounts) notes.push(creditShare(price, addUp(notes), amount));
  return notes;
}

describe("credit notes", () => {
  test("of a full refund, in any parts, are the invoice to the last paisa, and none takes what is not there", () => {
    fc.assert(
      fc.property(sequences, ({ price, amounts }) => {
        const notes = credit(price, amounts);
        expect(addUp(notes)).toEqual(price);
        for (const [place, note] of notes.entries()) {
          expect(note.totalMinor).toBe(amounts[place]);
          expect(PARTS.reduce((sum, part) => sum + note[part], 0n)).toBe(note.totalMinor);
          for (const part of PARTS) expect(note[part]).toBeGreaterThanOrEqual(0n);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("take each tax in proportion, never more than a paisa and a half off, however many came before", () => {
    fc.assert(
      fc.property(sequences, ({ price, amounts }) => {
        const notes = credit(price, amounts);
        for (let count = 1; count <= notes.length; count++) {
          const sum = addUp(notes.slice(0, count));
          for (const tax of ["cgstMinor", "sgstMinor", "igstMinor"] as const) {
            const off = sum[tax] * price.totalMinor - price[tax] * sum.totalMinor;
            expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(3n * price.totalMinor);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("halve the tax between the Union and the state, but for single paise", () => {
    fc.assert(
      fc.property(sequences, ({ price, amounts }) => {
        const notes = credit(price, amounts);
        for (const [place, note] of notes.entries())
          if (amounts[place]! > 1n && (amounts[place - 1] ?? 2n) > 1n)
            expect(note.cgstMinor).toBe(note.sgstMinor);
      }),
      { numRuns: 1_000 },
    );
  });

  test("rounding each refund by itself would lose paise: an order in seven parts", () => {
    const place = { country: "IN", stateCode: "27" };
    const price = withTaxes(499_900n, { rateBps: 1800, sellerState: "29" }, place);
    const part = price.totalMinor / 7n;
    const amounts = [part, part, part, part, part, part, price.totalMinor - 6n * part];
    const naive = addUp(amounts.map((amount) => creditShare(price, addUp([]), amount)));
    expect(naive.igstMinor).not.toBe(price.igstMinor);
    expect(addUp(credit(price, amounts))).toEqual(price);
  });
});

describe("numbers", () => {
  test("the financial year runs from April to March", () => {
    expect(
      ["2026-03-31", "2026-04-01", "2026-12-31", "2027-01-01", "2099-04-01"].map(financialYearOf),
    ).toEqual(["2025-26", "2026-27", "2026-27", "2026-27", "2099-00"]);
  });

  test("are no longer than the law allows", () => {
    expect(invoiceNumber("invoice", "2026-27", 1)).toBe("SY/26-27/000001");
    expect(invoiceNumber("credit_note", "2026-27", 9_999_999)).toBe("SC/26-27/9999999");
    expect(invoiceNumber("credit_note", "2026-27", 9_999_999).length).toBe(16);
  });
});

describe("what is printed", () => {
  const party = { legalName: "A", address: "B", gstin: "", email: "a@b.example" };
  const terms = (country: string, stateCode: string, sellerState = "29") => ({
    description: "Featured listing for 30 days",
    creditDays: null,
    serviceCode: "998365",
    taxPercent: 18,
    seller: { ...party, stateCode: sellerState },
    buyer: { ...party, country, stateCode },
  });
  const paper = (of: ReturnType<typeof terms>, currency = "INR") =>
    composeInvoice(of, {
      kind: "invoice",
      number: "SY/26-27/000001",
      issuedOn: "2026-11-22",
      against: null,
      currency,
      price: withTaxes(499_900n, { rateBps: 1800, sellerState: of.seller.stateCode }, of.buyer),
      references: [],
    });

  test("names the taxes of the place of supply, and the export as the law words it", () => {
    const labels = (of: ReturnType<typeof terms>) => paper(of).amounts.map(({ label }) => label);
    expect(labels(terms("IN", "29"))).toEqual(["Taxable value", "CGST 9 %", "SGST 9 %"]);
    expect(labels(terms("IN", "04", "04"))).toContain("UTGST 9 %");
    expect(labels(terms("IN", "27"))).toEqual(["Taxable value", "IGST 18 %"]);
    expect(paper(terms("IN", "27")).placeOfSupply).toBe("Maharashtra (27)");
    const abroad = paper(terms("DE", ""), "USD");
    expect(abroad.placeOfSupply).toBe("Outside India: Germany");
    expect(abroad.remarks[0]).toMatch(/EXPORT UNDER LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX/);
    expect(paper(terms("IN", "27")).remarks.join()).not.toMatch(/export/i);
  });

  test("says rupees in lakh and crore, dollars in millions", () => {
    expect(amountInWords(1_23_45_678_05n, "INR")).toBe(
      "One Crore Twenty Three Lakh Forty Five Thousand Six Hundred Seventy Eight Rupees And Five Paise Only",
    );
    expect(amountInWords(1_234_567_50n, "USD")).toBe(
      "One Million Two Hundred Thirty Four Thousand Five Hundred Sixty Seven Dollars And Fifty Cents Only",
    );
    expect(amountInWords(7n, "INR")).toBe("Zero Rupees And Seven Paise Only");
  });

  test("writes both decimals, in the grouping of the currency", () => {
    expect(invoiceMoney("123456700", "INR")).toBe("₹12,34,567.00");
    expect(invoiceMoney("123456705", "USD")).toBe("$1,234,567.05");
    expect(invoiceMoney("5", "INR")).toBe("₹0.05");
  });
});
