import type { Offer } from "#app/domain/billing/price-list.server.ts";

/** An offer as a page shows it; amounts in the currency's minor unit, as text. */
export type OfferView = Omit<Offer, "price"> & {
  price: Record<keyof Offer["price"], string>;
};

/** An offer with amounts that travel to a page. */
export function offerView({ price, ...offer }: Offer): OfferView {
  const amounts = Object.entries(price).map(([name, minor]) => [name, minor.toString()]);
  return { ...offer, price: Object.fromEntries(amounts) as OfferView["price"] };
}
