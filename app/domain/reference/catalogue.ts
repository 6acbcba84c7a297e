import { z } from "zod";
import { checkGstin } from "#app/core/identifiers.ts";
import {
  CERTIFICATION_INCLUSIONS,
  certificationLabel,
  certificationValues,
} from "#app/core/reference/certifications.ts";
import { isCountryCode } from "#app/core/reference/countries.ts";
import { CURRENCIES, currencyName, type Currency } from "#app/core/reference/currencies.ts";
import { DECLINE_REASON_LIST } from "#app/core/reference/decline-reasons.ts";
import { EXCHANGE_RATES } from "#app/core/reference/exchange-rates.ts";
import { DEFENCE_FDI_RULE } from "#app/core/reference/fdi.ts";
import { MSME_CLASSES } from "#app/core/reference/msme-classes.ts";
import { PREMIUM_PLANS, SELLER } from "#app/core/reference/premium-plans.ts";
import { ADMITTED_PLACES, RELEASE_RULES } from "#app/core/reference/release-rules.ts";
import {
  ENTERPRISE_CLASSES,
  ORGANISATION_KINDS,
  organisationKindValues,
  RELEASE_CLASSES,
  releaseClassValues,
} from "#app/core/reference/terms.ts";
import {
  amount,
  choice,
  day,
  decimal,
  line,
  percent,
  rows,
  type Frozen,
} from "#app/domain/reference/cells.ts";

/** One set of data that moderators edit. */
type ReferenceSet<S extends z.ZodType> = {
  label: string;
  /** What the product does with it. */
  explanation: string;
  schema: S;
  /** What holds until a moderator enters something else, and since when. */
  start: { value: Frozen<z.output<S>>; validFrom: string; source: string };
  /** Whether search documents are made from it, so that a change writes the index again. */
  isIndexed?: true;
};

/** Gives each set the type of its own schema. */
const set = <S extends z.ZodType>(entry: ReferenceSet<S>) => entry;

const labelsOf = (terms: Record<string, { label: string }>) =>
  Object.fromEntries(Object.entries(terms).map(([value, { label }]) => [value, label]));
const certification = (title: string) =>
  choice(certificationValues, {
    title,
    labels: Object.fromEntries(certificationValues.map((code) => [code, certificationLabel(code)])),
  });
const fdi = z
  .object({
    name: line("Name of the rule", 120),
    ruleDate: day("Date of the rule"),
    automaticMaxPercentWithNewLicence: percent("Automatic route with a new industrial licence, up to"),
    automaticMaxPercentWithDeclaration: percent("Automatic route by a declaration, without one, up to"),
  })
  .refine((rule) => rule.automaticMaxPercentWithDeclaration <= rule.automaticMaxPercentWithNewLicence, {
    path: ["automaticMaxPercentWithDeclaration"],
    error: "This limit cannot lie above the one with a new licence.",
  });

const MSME_VALUES = ["micro", "small", "medium"] as const;
const msmeClasses = z.object({
  name: line("Name of the rule", 120),
  effectiveFrom: day("In force since"),
  ceilings: rows(
    "Ceilings",
    { one: "class", key: ["enterpriseClass"], most: MSME_VALUES.length },
    z.object({
      enterpriseClass: choice(MSME_VALUES, { title: "Class", labels: labelsOf(ENTERPRISE_CLASSES) }),
      investmentMaxMinor: amount("Investment up to"),
      turnoverMaxMinor: amount("Yearly turnover up to"),
    }),
  ).superRefine((ceilings, context) => {
    if (MSME_VALUES.some((value, index) => ceilings[index]?.enterpriseClass !== value))
      context.addIssue({
        code: "custom",
        message: "Give each class one row: micro, small, medium, in this order.",
      });
    for (const [index, ceiling] of ceilings.entries())
      for (const cell of ["investmentMaxMinor", "turnoverMaxMinor"] as const)
        if (index > 0 && BigInt(ceiling[cell]) <= BigInt(ceilings[index - 1]![cell]))
          context.addIssue({
            code: "custom",
            path: [index, cell],
            message: "This must be more than in the class before.",
          });
  }),
});

const release = z.object({
  name: line("Name of the rule", 120),
  ruleDate: day("Date of the rule"),
  admissions: rows(
    "Whom each release class admits",
    { one: "release class", key: ["release"], most: releaseClassValues.length },
    z.object({
      release: choice(releaseClassValues, { title: "Release class", labels: labelsOf(RELEASE_CLASSES) }),
      place: choice(["any", "india", "listed"], {
        title: "Registered in",
        labels: labelsOf(ADMITTED_PLACES),
      }),
      kinds: z.array(z.enum(organisationKindValues)).meta({
        title: "Kinds of organisation",
        description: "None ticked: all kinds.",
        labels: labelsOf(ORGANISATION_KINDS),
      }),
    }),
  ).refine(
    (admissions) => releaseClassValues.every((value) => admissions.some((row) => row.release === value)),
    {
      error: "Give each of the release classes one row.",
    },
  ),
  embargoedCountries: z
    .array(z.string().refine(isCountryCode, "Choose countries from the list."))
    .max(249)
    .meta({
      title: "Embargoed countries",
      description:
        "Organisations registered there receive public text only, whatever the release class. Names with commas between them.",
      control: "countries",
    }),
});

const certifications = z.object({
  inclusions: rows(
    "A holder of one certification also satisfies another",
    { one: "pair", key: ["certification", "includes"], most: 200 },
    z
      .object({
        certification: certification("Who holds"),
        includes: certification("satisfies as well"),
        ground: line("Published ground", 300),
      })
      .refine((pair) => pair.certification !== pair.includes, {
        path: ["includes"],
        error: "Choose another certification than the one held.",
      }),
  ),
});

const FOREIGN = CURRENCIES.filter((currency): currency is Exclude<Currency, "INR"> => currency !== "INR");
const exchangeRates = z.object({
  rates: rows(
    "Rates",
    { one: "rate", key: ["currency", "on"], most: 400 },
    z.object({
      currency: choice(FOREIGN, {
        title: "Currency",
        labels: Object.fromEntries(FOREIGN.map((code) => [code, `${code}: ${currencyName(code)}`])),
      }),
      rupees: decimal("Rupees for one unit", 6),
      on: day("Day of the rate"),
      source: line("Source", 120),
    }),
  ),
});

const declineReasons = z.object({
  reasons: rows(
    "Reasons",
    { one: "reason", key: ["code"], most: 30, least: 1 },
    z.object({
      code: z
        .string()
        .regex(
          /^[a-z][a-z0-9_]{0,29}$/,
          "Write small letters, digits and _, at most 30, like missing_licence.",
        )
        .meta({ title: "Key", description: "Kept with decisions. Do not use one again for something else." }),
      label: line("What the poster chooses", 80),
      sentence: z.string().max(300, "At most 300 characters fit here.").meta({
        title: "What the applicant reads",
        description: "A full sentence. Empty: only what the poster writes.",
        control: "text",
      }),
    }),
  ),
});

const planCode = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,29}$/, "Write small letters, digits and _, at most 30, like featured_30.")
  .meta({ title: "Key", description: "Kept with orders. Do not use one again for something else." });
const count = (title: string, most: number) =>
  z
    .number(`Write a whole number from 1 to ${most}.`)
    .int(`Write a whole number from 1 to ${most}.`)
    .min(1, `Write a whole number from 1 to ${most}.`)
    .max(most, `Write a whole number from 1 to ${most}.`)
    .meta({ title, control: "number" });
const prices = {
  rupeesMinor: amount("Price in rupees, before tax"),
  dollarsMinor: z
    .string()
    .regex(/^\d{1,12}$/, "Write the price in cents, digits only.")
    .meta({ title: "Price in US cents, before tax", control: "decimal" }),
};
const premiumPlans = z.object({
  taxPercent: percent("Goods and services tax"),
  serviceCode: z
    .string()
    .regex(/^\d{6}$/, "A service accounting code has six digits.")
    .meta({ title: "Service accounting code (SAC)" }),
  plans: rows(
    "Featured listings",
    { one: "plan", key: ["code"], most: 12, least: 1 },
    z.object({ code: planCode, days: count("Days", 365), ...prices }),
  ),
  packs: rows(
    "Packs of listings",
    { one: "pack", key: ["code"], most: 6 },
    z.object({
      code: planCode,
      credits: count("Listings", 500),
      days: count("Days of each listing", 365),
      ...prices,
    }),
  ),
});

const seller = z.object({
  legalName: line("Name", 200),
  address: line("Address", 500),
  stateCode: z
    .string()
    .regex(/^\d{2}$/, "Write the two digits of the state in GST numbers.")
    .meta({ title: "State, as in GST numbers" }),
  gstin: z
    .string()
    .refine((text) => checkGstin(text).ok, "Write the seller's GSTIN as it stands on the certificate.")
    .meta({ title: "GSTIN" }),
  email: z
    .email({ error: "Write an e-mail address." })
    .meta({ title: "E-mail for questions about invoices" }),
});

/** Every set of data that moderators edit. A new one is an entry here; see README.md. */
export const REFERENCES = {
  fdi: set({
    label: "Foreign investment in defence",
    explanation:
      "Decides which route of foreign investment a joint venture's page names, by the foreign partner's share.",
    schema: fdi,
    start: { value: DEFENCE_FDI_RULE, validFrom: "2020-09-17", source: "Press Note 4 (2020 series), DPIIT" },
  }),
  msme_classes: set({
    label: "MSME classes",
    explanation: "Decides which class follows from an organisation's investment and turnover.",
    schema: msmeClasses,
    start: { value: MSME_CLASSES, validFrom: "2025-04-01", source: "MSMED Act notification" },
  }),
  release: set({
    label: "Export release and embargoes",
    explanation:
      "Decides who may express interest and receive documents, by release class, country and kind.",
    schema: release,
    start: { value: RELEASE_RULES, validFrom: "2026-01-01", source: "The marketplace's terms" },
  }),
  certifications: set({
    label: "Equal and including certifications",
    explanation: "Decides which certificates count for a certification that an opportunity asks for.",
    schema: certifications,
    start: { value: CERTIFICATION_INCLUSIONS, validFrom: "2026-01-01", source: "The standards themselves" },
  }),
  exchange_rates: set({
    label: "Exchange rates",
    explanation: "Sorts foreign fees into the bands that readers filter by, and sums up the value of leads.",
    schema: exchangeRates,
    start: { value: EXCHANGE_RATES, validFrom: "2026-01-01", source: "Rounded, to begin with" },
    isIndexed: true,
  }),
  decline_reasons: set({
    label: "Reasons for declining",
    explanation: "The list from which posters choose when they decline an expression of interest.",
    schema: declineReasons,
    start: { value: DECLINE_REASON_LIST, validFrom: "2026-01-01", source: "The marketplace's terms" },
  }),
  premium_plans: set({
    label: "Premium plans",
    explanation: "What featured listings cost from now on. What was sold keeps its price and its time.",
    schema: premiumPlans,
    start: { value: PREMIUM_PLANS, validFrom: "2026-01-01", source: "The marketplace's terms" },
  }),
  seller: set({
    label: "Seller on invoices",
    explanation: "Who sells premium listings, as new invoices name it, and its state for the taxes.",
    schema: seller,
    start: { value: SELLER, validFrom: "2026-01-01", source: "The marketplace's terms" },
  }),
} as const;

export type ReferenceName = keyof typeof REFERENCES;
export const referenceNames = Object.keys(REFERENCES) as [ReferenceName, ...ReferenceName[]];
export type ReferenceValues = { [N in ReferenceName]: Frozen<z.output<(typeof REFERENCES)[N]["schema"]>> };

/** Whether a text names one of the sets. */
export function isReferenceName(text: string): text is ReferenceName {
  return Object.hasOwn(REFERENCES, text);
}

/** Whether search documents are made from a set. */
export function isIndexed(name: ReferenceName): boolean {
  return "isIndexed" in REFERENCES[name];
}
