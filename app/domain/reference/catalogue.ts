import type { z } from "zod";
import { CERTIFICATION_INCLUSIONS } from "#app/core/reference/certifications.ts";
import { DECLINE_REASON_LIST } from "#app/core/reference/decline-reasons.ts";
import { EXCHANGE_RATES } from "#app/core/reference/exchange-rates.ts";
import { DEFENCE_FDI_RULE } from "#app/core/reference/fdi.ts";
import { MSME_CLASSES } from "#app/core/reference/msme-classes.ts";
import { PREMIUM_PLANS, SELLER } from "#app/core/reference/premium-plans.ts";
import { RELEASE_RULES } from "#app/core/reference/release-rules.ts";
import type { Frozen } from "#app/domain/reference/cells.ts";
import * as schemas from "#app/domain/reference/schemas.ts";

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

/** Every set of data that moderators edit. A new one is an entry here; see README.md. */
export const REFERENCES = {
  fdi: set({
    label: "Foreign investment in defence",
    explanation:
      "Decides which route of foreign investment a joint venture's page names, by the foreign partner's share.",
    schema: schemas.fdi,
    start: { value: DEFENCE_FDI_RULE, validFrom: "2020-09-17", source: "Press Note 4 (2020 series), DPIIT" },
  }),
  msme_classes: set({
    label: "MSME classes",
    explanation: "Decides which class follows from an organisation's investment and turnover.",
    schema: schemas.msmeClasses,
    start: { value: MSME_CLASSES, validFrom: "2025-04-01", source: "MSMED Act notification" },
  }),
  release: set({
    label: "Export release and embargoes",
    explanation:
      "Decides who may express interest and receive documents, by release class, country and kind.",
    schema: schemas.release,
    start: { value: RELEASE_RULES, validFrom: "2026-01-01", source: "The marketplace's terms" },
  }),
  certifications: set({
    label: "Equal and including certifications",
    explanation: "Decides which certificates count for a certification that an opportunity asks for.",
    schema: schemas.certifications,
    start: { value: CERTIFICATION_INCLUSIONS, validFrom: "2026-01-01", source: "The standards themselves" },
  }),
  exchange_rates: set({
    label: "Exchange rates",
    explanation: "Sorts foreign fees into the bands that readers filter by, and sums up the value of leads.",
    schema: schemas.exchangeRates,
    start: { value: EXCHANGE_RATES, validFrom: "2026-01-01", source: "Rounded, to begin with" },
    isIndexed: true,
  }),
  decline_reasons: set({
    label: "Reasons for declining",
    explanation: "The list from which posters choose when they decline an expression of interest.",
    schema: schemas.declineReasons,
    start: { value: DECLINE_REASON_LIST, validFrom: "2026-01-01", source: "The marketplace's terms" },
  }),
  premium_plans: set({
    label: "Premium plans",
    explanation: "What featured listings cost from now on. What was sold keeps its price and its time.",
    schema: schemas.premiumPlans,
    start: { value: PREMIUM_PLANS, validFrom: "2026-01-01", source: "The marketplace's terms" },
  }),
  seller: set({
    label: "Seller on invoices",
    explanation: "Who sells premium listings, as new invoices name it, and its state for the taxes.",
    schema: schemas.seller,
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
