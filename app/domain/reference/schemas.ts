import { z } from "zod";
import { checkGstin } from "#app/core/identifiers.ts";
import { certificationLabel, certificationValues } from "#app/core/reference/certifications.ts";
import { isCountryCode } from "#app/core/reference/countries.ts";
import { CURRENCIES, currencyName, type Currency } from "#app/core/reference/currencies.ts";
import { ADMITTED_PLACES } from "#app/core/reference/release-rules.ts";
import {
  ENTERPRISE_CLASSES,
  ORGANISATION_KINDS,
  organisationKindValues,
  RELEASE_CLASSES,
  releaseClassValues,
} from "#app/core/reference/terms.ts";
import { amount, choice, day, decimal, line, percent, rows } from "#app/domain/reference/cells.ts";

// The sets of data that moderators edit, as zod sees them; catalogue.ts says what they are for.

const labelsOf = (terms: Record<string, { label: string }>) =>
  Object.fromEntries(Object.entries(terms).map(([value, { label }]) => [value, label]));
const certification = (title: string) =>
  choice(certificationValues, {
    title,
    labels: Object.fromEntries(certificationValues.map((code) => [code, certificationLabel(code)])),
  });
export const fdi = z
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
export const msmeClasses = z.object({
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

export const release = z.object({
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

export const certifications = z.object({
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
export const exchangeRates = z.object({
  rates: rows(
    "Rates",
    { one: "rate", key: ["currency", "on"], most: 120 },
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

export const declineReasons = z.object({
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
export const premiumPlans = z.object({
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

export const seller = z.object({
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
