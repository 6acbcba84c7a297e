/** Basis points of a whole. */
const WHOLE_BPS = 10_000n;

export type TaxedPrice = {
  netMinor: bigint;
  cgstMinor: bigint;
  sgstMinor: bigint;
  igstMinor: bigint;
  totalMinor: bigint;
};

export type TaxRule = {
  /** Of goods and services tax, such as 1800 for 18 %; the central and the state's halves are equal. */
  rateBps: number;
  /** The state's two digits in GST numbers, see INDIAN_STATES. */
  sellerState: string;
};

/** ISO 3166-1 alpha-2, and within India the state's two digits. */
export type PlaceOfSupply = { country: string; stateCode: string };

/** `minor × part / whole`, rounded half up to the minor unit. */
function shareOf(minor: bigint, part: bigint, whole: bigint): bigint {
  return (minor * part * 2n + whole) / (whole * 2n);
}

/**
 * The taxes on a price. Within the seller's state the tax is in two equal parts, CGST and SGST, each rounded to the
 * paisa; to another state of India it is IGST; a service to a buyer abroad is an export and zero-rated (IGST Act,
 * sections 7, 8, 12 and 16).
 * @param netMinor before tax, in the currency's minor unit
 */
export function withTaxes(
  netMinor: bigint,
  { rateBps, sellerState }: TaxRule,
  buyer: PlaceOfSupply,
): TaxedPrice {
  const none = { netMinor, cgstMinor: 0n, sgstMinor: 0n, igstMinor: 0n };
  if (buyer.country !== "IN") return { ...none, totalMinor: netMinor };
  if (buyer.stateCode !== sellerState) {
    const igstMinor = shareOf(netMinor, BigInt(rateBps), WHOLE_BPS);
    return { ...none, igstMinor, totalMinor: netMinor + igstMinor };
  }
  const half = shareOf(netMinor, BigInt(rateBps), 2n * WHOLE_BPS);
  return { ...none, cgstMinor: half, sgstMinor: half, totalMinor: netMinor + 2n * half };
}
