import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, moneyInWords, parseMoney } from "#app/core/money.ts";
import { CURRENCIES, minorUnitDigits } from "#app/core/reference/currencies.ts";

const amounts = fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n });
const currencies = fc.constantFrom(...CURRENCIES);

describe("formatMoney", () => {
  it("groups rupees the Indian way for every reader", () => {
    for (const locale of ["en-IN", "en-US", "de-DE"])
      expect(formatMoney(1_250_000_000n, "INR", locale)).toBe("₹1,25,00,000");
  });
  it("writes other currencies in the reader's locale", () => {
    expect(formatMoney(1_250_050n, "EUR", "en-GB")).toBe("€12,500.50");
    expect(formatMoney(1_250_050n, "EUR", "de-DE")).toBe("12.500,50\u00a0€");
    expect(formatMoney(125_000_000n, "EUR", "en-IN")).toBe("€1,250,000");
    expect(formatMoney(12_500n, "JPY", "en-US")).toBe("¥12,500");
    expect(formatMoney(1_234_500n, "KWD", "en-US")).toBe("KWD\u00a01,234.500");
  });
  it("keeps digits that a floating-point number would lose", () => {
    expect(formatMoney(9_007_199_254_740_993n, "USD", "en-US")).toBe("$90,071,992,547,409.93");
  });
});

describe("moneyInWords", () => {
  it.each([
    [1_250_000_000n, "₹1.25 crore"],
    [125_000_000n, "₹12.5 lakh"],
    [10_000_000n, "₹1 lakh"],
    [9_999_900n, "₹99,999"],
    [999_999_999n, "₹1 crore"],
    [999_499_999n, "₹99.95 lakh"],
    [1_234_567_000_000_000n, "₹12,34,567 crore"],
  ])("%d paise is %s", (minor, words) => expect(moneyInWords(minor, "INR")).toBe(words));
  it("uses the locale's own short form elsewhere", () => {
    expect(moneyInWords(125_000_000n, "EUR", "en-IN")).toBe("€1.25M");
    expect(moneyInWords(125_000_000n, "EUR", "de-DE")).toBe("1,25\u00a0Mio.\u00a0€");
  });
  it("never reads as more than half a hundredth of a unit away from the amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10_000_000n, max: 10n ** 15n }), (minor) => {
        const reread = parseMoney(moneyInWords(minor, "INR"), "INR");
        const step = minor * 100n + 5_000_000n >= 10n ** 11n ? 10_000_000n : 100_000n;
        if (!reread.ok) throw new Error(reread.message);
        const error = reread.minor > minor ? reread.minor - minor : minor - reread.minor;
        expect(error * 2n <= step).toBe(true);
      }),
    );
  });
});

describe("parseMoney", () => {
  it.each([
    ["1.25 crore", 1_250_000_000n],
    ["₹ 1,25,00,000", 1_250_000_000n],
    ["₹1.25Cr", 1_250_000_000n],
    ["12.5 lakh", 125_000_000n],
    ["Rs. 12.5 lacs", 125_000_000n],
    ["1,250.50", 125_050n],
    ["Rs 5,000/-", 500_000n],
    ["INR 40000", 4_000_000n],
    ["40000 INR", 4_000_000n],
    ["12 500", 1_250_000n],
    ["0", 0n],
    [".5", 50n],
    ["１２５", 12_500n],
    ["1,000,000", 100_000_000n],
  ])("reads “%s” as rupees", (text, minor) => expect(parseMoney(text, "INR")).toEqual({ ok: true, minor }));

  it("reads other currencies with their own decimals", () => {
    expect(parseMoney("€40,000", "EUR")).toEqual({ ok: true, minor: 4_000_000n });
    expect(parseMoney("1.5 million", "USD")).toEqual({ ok: true, minor: 150_000_000n });
    expect(parseMoney("¥1,200", "JPY")).toEqual({ ok: true, minor: 1_200n });
    expect(parseMoney("1.234 KWD", "KWD")).toEqual({ ok: true, minor: 1_234n });
  });

  it.each([
    ["", "INR", "Write an amount"],
    ["on request", "INR", "cannot be read"],
    ["-500", "INR", "negative"],
    ["₹ -500", "INR", "negative"],
    ["-₹500", "INR", "negative"],
    ["−1.5 crore", "INR", "negative"],
    ["1.255", "INR", "at most 2 decimals"],
    ["10.5", "JPY", "no decimals"],
    ["1.2345678901 crore", "INR", "more exact"],
    ["1.250,50", "EUR", "one full stop"],
    ["1250,50", "EUR", "commas"],
    ["1.2.3", "INR", "one full stop"],
    ["€500", "INR", "in EUR"],
    ["$500", "INR", "in USD"],
    ["5 dozen", "INR", "dozen"],
    ["1e6", "INR", "cannot be read"],
    ["99999999999999999999", "INR", "too large"],
    ["1".repeat(500), "INR", "too long"],
  ] as const)("refuses “%s” (%s) and says why", (text, currency, reason) => {
    const result = parseMoney(text, currency);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.message).toContain(reason);
  });

  it("reads back what formatMoney writes, for every currency and amount", () => {
    fc.assert(
      fc.property(
        amounts,
        currencies,
        fc.constantFrom("en-IN", "en-US", "en-GB"),
        (minor, currency, locale) => {
          expect(parseMoney(formatMoney(minor, currency, locale), currency)).toEqual({ ok: true, minor });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("answers any text with an amount or a sentence", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), currencies, (text, currency) => {
        const result = parseMoney(text, currency);
        expect(result.ok ? result.minor >= 0n : result.message.length > 10).toBe(true);
      }),
    );
  });

  it("takes whole minor units for each currency's digits", () => {
    for (const currency of CURRENCIES) {
      expect(parseMoney("7", currency)).toEqual({
        ok: true,
        minor: 7n * 10n ** BigInt(minorUnitDigits(currency)),
      });
    }
  });
});
