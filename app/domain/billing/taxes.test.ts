import fc from "fast-check";
import { expect, test } from "vitest";
import { entitledPart } from "#app/domain/billing/entitlement.ts";
import { withTaxes } from "#app/domain/billing/taxes.ts";

const RULE = { rateBps: 1800, sellerState: "29" };
const amounts = fc.bigInt({ min: 0n, max: 10n ** 13n });

test("within the seller's state the tax is two equal halves", () => {
  expect(withTaxes(499_900n, RULE, { country: "IN", stateCode: "29" })).toEqual({
    netMinor: 499_900n,
    cgstMinor: 44_991n,
    sgstMinor: 44_991n,
    igstMinor: 0n,
    totalMinor: 589_882n,
  });
});

test("another state pays IGST, a buyer abroad none", () => {
  expect(withTaxes(499_900n, RULE, { country: "IN", stateCode: "27" })).toMatchObject({
    igstMinor: 89_982n,
    totalMinor: 589_882n,
  });
  expect(withTaxes(7_900n, RULE, { country: "DE", stateCode: "" })).toMatchObject({ totalMinor: 7_900n });
});

test("amounts add up to the last paisa, and no tax is off by more than half a paisa", () => {
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 0, max: 10_000 }),
      fc.constantFrom("29", "27", "abroad"),
      (netMinor, rateBps, place) => {
        const buyer =
          place === "abroad" ? { country: "US", stateCode: "" } : { country: "IN", stateCode: place };
        const price = withTaxes(netMinor, { ...RULE, rateBps }, buyer);
        expect(price.totalMinor).toBe(price.netMinor + price.cgstMinor + price.sgstMinor + price.igstMinor);
        const exact = (netMinor * BigInt(rateBps)) / 10_000n;
        const igstOff = price.igstMinor - exact;
        if (place === "27") expect(igstOff === 0n || igstOff === 1n).toBe(true);
        if (place === "29") {
          expect(price.cgstMinor).toBe(price.sgstMinor);
          const off = price.cgstMinor * 20_000n - netMinor * BigInt(rateBps);
          expect(off <= 10_000n && off > -10_000n).toBe(true);
        }
        if (place === "abroad") expect(price.totalMinor).toBe(netMinor);
      },
    ),
    { numRuns: 5_000 },
  );
});

test("a refund takes its share and no more, and a dispute or a disagreement takes all", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 90 * 86_400 }),
      (totalMinor, percent, bought) => {
        const refundedMinor = (totalMinor * BigInt(percent)) / 100n;
        const paid = { status: "paid" as const, problem: "", totalMinor, refundedMinor, dispute: "" };
        const part = entitledPart(bought, paid);
        expect(part).toBeGreaterThanOrEqual(0);
        expect(BigInt(part) * totalMinor).toBeLessThanOrEqual(BigInt(bought) * (totalMinor - refundedMinor));
        expect(BigInt(part + 1) * totalMinor).toBeGreaterThan(BigInt(bought) * (totalMinor - refundedMinor));
        expect(entitledPart(bought, { ...paid, dispute: "needs_response" })).toBe(0);
        expect(entitledPart(bought, { ...paid, dispute: "won" })).toBe(part);
        expect(entitledPart(bought, { ...paid, problem: "another amount" })).toBe(0);
        expect(entitledPart(bought, { ...paid, status: "processing" })).toBe(0);
      },
    ),
    { numRuns: 3_000 },
  );
});
