/** What a featured listing costs to begin with; prices before tax, in paise and cents. */
export const PREMIUM_PLANS = {
  taxPercent: 18,
  serviceCode: "998365",
  plans: [
    { code: "featured_30", days: 30, rupeesMinor: "499900", dollarsMinor: "7900" },
    { code: "featured_60", days: 60, rupeesMinor: "899900", dollarsMinor: "13900" },
    { code: "featured_90", days: 90, rupeesMinor: "1199900", dollarsMinor: "18900" },
  ],
  packs: [{ code: "pack_10", credits: 10, days: 30, rupeesMinor: "3999900", dollarsMinor: "62900" }],
} as const;

/** Who sells, to begin with: a demonstration. */
export const SELLER = {
  legalName: "Sanyog Marketplace (demonstration)",
  address: "1 Demonstration Road, Bengaluru 560001",
  stateCode: "29",
  gstin: "29AAGCB7383J1Z4",
  email: "billing@sanyog.example",
} as const;
