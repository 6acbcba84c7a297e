import type { Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import { withTaxes, type PlaceOfSupply, type TaxedPrice } from "#app/domain/billing/taxes.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

export type Offer = {
  code: string;
  product: "featured" | "credit_pack";
  /** Of one featured listing; of each listing that a pack pays for. */
  days: number;
  /** Of a pack. */
  credits: number | null;
  currency: Currency;
  price: TaxedPrice;
  taxPercent: number;
  serviceCode: string;
  description: string;
};

export type Seller = { legalName: string; address: string; stateCode: string; gstin: string; email: string };

/** Buyers in India pay in rupees, others in US dollars. */
const currencyFor = ({ country }: PlaceOfSupply): "INR" | "USD" => (country === "IN" ? "INR" : "USD");

/**
 * All plans and packs as they are sold today to a buyer at this place.
 * @param tx the transaction that decides by it
 */
export async function readPriceList(
  buyer: PlaceOfSupply,
  tx?: Tx,
): Promise<{ offers: Offer[]; seller: Seller }> {
  const [{ taxPercent, serviceCode, plans, packs }, seller] = [
    await readReference("premium_plans", tx),
    await readReference("seller", tx),
  ];
  const currency = currencyFor(buyer);
  const rule = { rateBps: Math.round(taxPercent * 100), sellerState: seller.stateCode };
  const priced = (row: { rupeesMinor: string; dollarsMinor: string }) => ({
    currency,
    price: withTaxes(BigInt(currency === "INR" ? row.rupeesMinor : row.dollarsMinor), rule, buyer),
    taxPercent,
    serviceCode,
  });
  const offers = [
    ...plans.map((plan): Offer => ({
      ...priced(plan),
      code: plan.code,
      product: "featured",
      days: plan.days,
      credits: null,
      description: `Featured listing for ${plan.days} days`,
    })),
    ...packs.map((pack): Offer => ({
      ...priced(pack),
      code: pack.code,
      product: "credit_pack",
      days: pack.days,
      credits: pack.credits,
      description: `${pack.credits} featured listings of ${pack.days} days each`,
    })),
  ];
  return { offers, seller };
}

/** One plan or pack. @throws DomainError invalid when it is not sold (any more) */
export function offerNamed(offers: Offer[], code: string): Offer {
  const offer = offers.find((each) => each.code === code);
  if (!offer)
    throw new DomainError("invalid", "This plan is not sold any more. Choose another one.", {
      fieldErrors: { plan: ["This plan is not sold any more. Choose another one."] },
    });
  return offer;
}
