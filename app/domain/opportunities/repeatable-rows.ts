import { z } from "zod";
import { parseMoney } from "#app/core/money.ts";
import { findCertification } from "#app/core/reference/certifications.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import {
  REQUIREMENT_LEVELS,
  requirementLevelValues,
  type RequirementLevel,
} from "#app/core/reference/terms.ts";
import {
  readChoice,
  readDay,
  readPatentOffice,
  tidyLine,
  type Reading,
} from "#app/domain/opportunities/typed-text.ts";

/** Rows of a repeatable part, in the form and in a spreadsheet's cell. */
const MOST_ROWS = 30;

type Cells<K extends string> = Record<K, string>;

/**
 * Repeatable rows: rows without any text are left out; a cell that cannot be read is refused beside its field.
 * `readRow` returns the row, or the cells that are wrong.
 */
export function rows<K extends string, T>(
  cells: readonly [K, ...K[]],
  readRow: (row: Cells<K>) => { value: T } | { problems: Partial<Cells<K>> },
  /** Cells that are chosen from a list with a default: they alone make no row. */
  isBlank: (row: Cells<K>) => boolean = (row) => cells.every((cell) => row[cell] === ""),
) {
  const cell = z.string().optional();
  const row = z.object(Object.fromEntries(cells.map((name) => [name, cell]))).nullish();
  return z
    .array(row)
    .max(MOST_ROWS, `At most ${MOST_ROWS} rows fit here.`)
    .optional()
    .transform((typedRows, context): T[] =>
      (typedRows ?? []).flatMap((typedRow, index) => {
        const tidied = Object.fromEntries(cells.map((cell) => [cell, tidyLine(typedRow?.[cell] ?? "")]));
        if (isBlank(tidied as Cells<K>)) return [];
        const read = readRow(tidied as Cells<K>);
        if ("value" in read) return [read.value];
        for (const [cell, message] of Object.entries(read.problems))
          context.addIssue({ code: "custom", message: String(message), path: [index, cell], continue: true });
        return [];
      }),
    );
}

export type Patent = { number: string; country: string; expiresOn?: string };
export type Milestone = { label: string; /** Decimal digits in the minor unit. */ amountMinor: string };
export type CertificationDemand = { certification: string; level: RequirementLevel };

const messageOf = (reading: Reading<unknown>) => (reading.ok ? undefined : reading.message);
export const given = <P extends Record<string, string | undefined>>(problems: P) =>
  Object.fromEntries(Object.entries(problems).filter(([, message]) => message)) as Partial<
    Record<keyof P & string, string>
  >;

/** Patents and applications: number, country or office, end of protection. */
export const patents = rows<"number" | "country" | "expiresOn", Patent>(
  ["number", "country", "expiresOn"],
  ({ number, country, expiresOn }) => {
    const office = readPatentOffice(country);
    const day = expiresOn ? readDay(expiresOn) : null;
    const problems = given({
      number:
        number === ""
          ? "Write the patent's number."
          : number.length > 40
            ? "A patent's number has at most 40 characters."
            : undefined,
      country:
        country === ""
          ? "Write the country that granted or examines it, like India or IN."
          : messageOf(office),
      expiresOn: day ? messageOf(day) : undefined,
    });
    if (Object.keys(problems).length > 0 || !office.ok) return { problems };
    return {
      value: { number, country: office.value, ...(day?.ok ? { expiresOn: day.value } : {}) },
    };
  },
);

/** Payments at milestones, in this currency. */
export const milestones = (currency: Currency) =>
  rows<"label" | "amountMinor", Milestone>(["label", "amountMinor"], ({ label, amountMinor }) => {
    const amount = parseMoney(amountMinor, currency);
    const problems = given({
      label:
        label === ""
          ? "Say when this is paid, like “On signing”."
          : label.length > 120
            ? "At most 120 characters fit here."
            : undefined,
      amountMinor: amount.ok ? undefined : amount.message,
    });
    if (Object.keys(problems).length > 0 || !amount.ok) return { problems };
    return { value: { label, amountMinor: amount.minor.toString() } };
  });

/** Certifications asked for; each once, the last one counts. */
export const certifications = rows<"certification" | "level", CertificationDemand>(
  ["certification", "level"],
  ({ certification, level }) => {
    const found = findCertification(certification);
    const demand = readChoice(
      level || "required",
      requirementLevelValues,
      (value) => REQUIREMENT_LEVELS[value].label,
    );
    const problems = given({
      certification: found
        ? undefined
        : `“${certification.slice(0, 40)}” is not a certification we know. Choose one, or write the standard's name, like ISO 9001.`,
      level: messageOf(demand),
    });
    if (!found || !demand?.ok) return { problems };
    return { value: { certification: found.code, level: demand.value } };
  },
  (row) => row.certification === "",
).transform((demands) => [...new Map(demands.map((demand) => [demand.certification, demand])).values()]);
