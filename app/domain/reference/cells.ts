import { z } from "zod";
import { isDay } from "#app/domain/reference/days.ts";

/** A value nobody changes in place: what is read is shared by the whole process. */
export type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** One line of text that must be there. */
export const line = (title: string, most: number) =>
  z
    .string()
    .min(1, "Write something here.")
    .max(most, `At most ${most} characters fit here.`)
    .meta({ title });

/** A calendar day, `YYYY-MM-DD`. */
export const day = (title: string) =>
  z
    .string()
    .refine(isDay, "Write a day of the calendar as year, month and day, like 2026-04-01.")
    .meta({ title, control: "day" });

/** 0 to 100. */
export const percent = (title: string) =>
  z
    .number("Write a percentage from 0 to 100, like 49.")
    .min(0, "Write a percentage from 0 to 100, like 49.")
    .max(100, "Write a percentage from 0 to 100, like 49.")
    .meta({ title, description: "In percent.", control: "number" });

/** An amount in rupees, kept as decimal digits in paise. */
export const amount = (title: string) =>
  z
    .string()
    .regex(/^\d{1,19}$/, "Write an amount in rupees, like 2.5 crore.")
    .meta({ title, description: "In rupees, like 2.5 crore.", control: "amount" });

/** A number above nothing, kept as it is written so that nothing is rounded. */
export const decimal = (title: string, mostDecimals: number) =>
  z
    .string()
    .regex(
      new RegExp(`^(?=.*[1-9])\\d{1,9}(\\.\\d{1,${mostDecimals}})?$`),
      `Write a number above 0 with at most ${mostDecimals} decimals, like 88.25.`,
    )
    .meta({ title, control: "decimal" });

/** One value of a list, with the words for it. */
export const choice = <const T extends string>(
  values: readonly T[],
  { title, labels }: { title: string; labels: Record<string, string> },
) => z.enum(values as readonly [T, ...T[]], "Choose one from the list.").meta({ title, labels });

type RowsOptions = {
  /** What one row is, for buttons and differences. */
  one: string;
  /** The cells that say which row it is; no two rows are the same in them. */
  key: string[];
  most: number;
  least?: number;
};

/** Rows of cells, each row once. */
export const rows = <S extends z.ZodType<Record<string, unknown>>>(
  title: string,
  { one, key, most, least = 0 }: RowsOptions,
  row: S,
) =>
  z
    .array(row)
    .min(least, `Keep at least one ${one}.`)
    .max(most, `At most ${most} rows fit here.`)
    .superRefine((list, context) => {
      const seen = new Set<string>();
      for (const [index, entry] of list.entries()) {
        const identity = JSON.stringify(key.map((cell) => (entry as Record<string, unknown>)[cell]));
        if (seen.has(identity))
          context.addIssue({
            code: "custom",
            path: [index, key[0]!],
            message: `There is a row for this ${one} already. Change that one, or remove this one.`,
          });
        seen.add(identity);
      }
    })
    .meta({ title, one, key });
