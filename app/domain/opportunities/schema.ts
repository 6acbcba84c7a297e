import { z } from "zod";
import { checkEccn, checkScomet, checkUsml } from "#app/core/identifiers.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import { sectorOfSubSector } from "#app/core/reference/sectors.ts";
import type { OpportunityKind } from "#app/core/reference/terms.ts";
import { isTrl, stageForTrl } from "#app/core/reference/trl.ts";
import { fieldSchemas, type OpportunityValues } from "#app/domain/opportunities/field-schemas.ts";
import {
  FIELDS,
  fieldNames,
  fieldsOfStep,
  hasField,
  type FieldName,
  type Step,
} from "#app/domain/opportunities/fields.ts";
import { splitList, tidyText } from "#app/domain/opportunities/typed-text.ts";

export type { OpportunityValues } from "#app/domain/opportunities/field-schemas.ts";
export type { CertificationDemand, Milestone, Patent } from "#app/domain/opportunities/repeatable-rows.ts";

/** Something wrong with one field, and what to do about it. */
export type FieldProblem = { field: FieldName; message: string };

const CLASSIFICATION_CHECKS = {
  scomet: checkScomet,
  us_ear: checkEccn,
  us_itar: checkUsml,
  eu_dual_use: checkEccn,
} as const;

/** Values that are right by themselves and wrong together. Works on any part of an opportunity. */
export function findContradictions(values: Partial<OpportunityValues>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (field: FieldName, message: string) => problems.push({ field, message });
  const { sector, subSector, equityMinBps, equityMaxBps, investmentMinMinor, investmentMaxMinor } = values;
  if (sector && subSector && sectorOfSubSector(subSector) !== sector)
    wrong(
      "subSector",
      "This sub-sector belongs to another sector. Choose one of the chosen sector, or leave it empty.",
    );
  if (equityMinBps != null && equityMaxBps != null && equityMinBps > equityMaxBps)
    wrong("equityMaxBps", "The upper end of the equity is below the lower end. Swap them or correct one.");
  if (investmentMinMinor != null && investmentMaxMinor != null && investmentMinMinor > investmentMaxMinor)
    wrong(
      "investmentMaxMinor",
      "The upper end of the investment is below the lower end. Swap them or correct one.",
    );
  const { interestDeadline, callDeadline, exportRegime = "none", exportClassification } = values;
  if (interestDeadline && callDeadline && interestDeadline >= callDeadline)
    wrong(
      "interestDeadline",
      "This must lie before the call's own deadline, so that partners can still join. Choose an earlier day.",
    );
  if (exportClassification) {
    const check = exportRegime === "none" ? null : CLASSIFICATION_CHECKS[exportRegime](exportClassification);
    if (!check)
      wrong(
        "exportRegime",
        "A classification is given, but no control list. Choose the list, or empty the classification.",
      );
    else if (!check.ok) wrong("exportClassification", check.message);
  }
  return problems;
}

/** Brings what was read into its final form: what follows from another field, official spellings. */
export function completeValues<V extends Partial<OpportunityValues>>(values: V): V {
  const { trlCurrent, sector, subSector, exportRegime, exportClassification } = values;
  const completed = { ...values };
  if (trlCurrent != null && isTrl(trlCurrent)) completed.developmentStage = stageForTrl(trlCurrent);
  if (subSector && !sector) completed.sector = sectorOfSubSector(subSector) ?? null;
  if (exportRegime && exportRegime !== "none" && exportClassification) {
    const check = CLASSIFICATION_CHECKS[exportRegime](exportClassification);
    if (check.ok) completed.exportClassification = check.value;
  }
  return completed;
}

/**
 * The schema of one step's form for saving: everything may be blank, what is there must be right.
 * Amounts are read in the currency that the form itself names, which the caller hands over.
 */
export function stepSchema(step: Step, kind: OpportunityKind, currency: Currency) {
  const all = fieldSchemas(currency);
  const shape = Object.fromEntries(fieldsOfStep(step, kind).map((field) => [field, all[field]]));
  return z
    .object(shape as Partial<typeof all>)
    .superRefine((values, context) => {
      for (const { field, message } of findContradictions(values as Partial<OpportunityValues>))
        context.addIssue({ code: "custom", path: [field], message, continue: true });
    })
    .transform((values) => completeValues(values as Partial<OpportunityValues>));
}

const ROW_FIELDS = ["patents", "milestones", "certifications"] as const;
const CHOICE_FIELDS = ["termsOnRequest", "partnerKinds"] as const;
const isOneOf = <T extends string>(list: readonly T[], field: string): field is T =>
  (list as readonly string[]).includes(field);

function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asText).join("\n");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** One cell of a spreadsheet as rows: "IN 324411; US 9123456", "On signing: 5 lakh; On delivery: 3 lakh", "AS9100D; ISO 9001 (preferred)". */
function asRows(field: (typeof ROW_FIELDS)[number], text: string): Record<string, string>[] {
  const parts = tidyText(text)
    .split(/[;|\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (field === "certifications")
    return parts.map((part) => {
      const [, certification = part, level = "required"] =
        /^(.*?)\s*\((required|preferred)\)$/i.exec(part) ?? [];
      return { certification, level };
    });
  if (field === "milestones")
    return parts.map((part) => {
      const [, label = part, amountMinor = ""] = /^(.*?)\s*:\s*([^:]*)$/.exec(part) ?? [];
      return { label, amountMinor };
    });
  return parts.map((part) => {
    const [, country = ""] = /^([A-Z]{2})[\s-]?\d/.exec(part) ?? [];
    return { number: part, country };
  });
}

/** Gives a value from a spreadsheet or from JSON the shape that a form would have sent. */
function asTyped(field: FieldName, value: unknown): unknown {
  const isRows = Array.isArray(value) && value.every((row) => typeof row === "object" && row !== null);
  if (isOneOf(ROW_FIELDS, field))
    return isRows
      ? (value as object[]).map((row) =>
          Object.fromEntries(Object.entries(row).map(([cell, each]) => [cell, asText(each)])),
        )
      : asRows(field, asText(value));
  if (isOneOf(CHOICE_FIELDS, field))
    return Array.isArray(value) ? value.map(asText) : splitList(asText(value));
  return asText(value);
}

export type ParsedOpportunity = { values: Partial<OpportunityValues>; problems: FieldProblem[] };

/**
 * Reads an opportunity from text as people type it: amounts in whole units of the currency ("12.5 lakh"),
 * percentages as percent, deadlines as days, lists with commas. Field names are those of the API.
 * Only fields that are keys of `input` are in `values`; a blank one is emptied.
 * @param context.base what is stored already; checks that need two fields see both
 */
export function parseOpportunityInput(
  input: Record<string, unknown>,
  context: { kind: OpportunityKind; base?: Partial<OpportunityValues> },
): ParsedOpportunity {
  const { kind, base = {} } = context;
  const schemas = fieldSchemas(currencyOf(input.currency ?? base.currency));
  const problems: FieldProblem[] = [];
  const read: Record<string, unknown> = {};
  for (const field of fieldNames.filter((each) => input[each] !== undefined)) {
    if (!hasField(kind, field)) {
      if (asText(input[field]).trim() === "") continue;
      const message = `“${FIELDS[field].label}” does not belong to this kind of opportunity. Leave it empty.`;
      problems.push({ field, message });
      continue;
    }
    const result = schemas[field].safeParse(asTyped(field, input[field]));
    if (result.success) read[field] = result.data;
    else problems.push(...result.error.issues.map(({ message }) => ({ field, message })));
  }
  const whole = completeValues({ ...base, ...(read as Partial<OpportunityValues>) });
  problems.push(...findContradictions(whole));
  const follows = ["developmentStage", "sector", "exportClassification"];
  const kept = Object.entries(whole).filter(([field]) => field in read || follows.includes(field));
  return { values: Object.fromEntries(kept) as Partial<OpportunityValues>, problems };
}

/** The currency in which a form's or a row's amounts are written; rupees where it names none that we know. */
export function currencyOf(typed: unknown): Currency {
  return fieldSchemas("INR").currency.safeParse(asText(typed)).data ?? "INR";
}
