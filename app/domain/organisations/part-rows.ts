import { formatMoney, parseMoney } from "#app/core/money.ts";
import { isCurrency, type Currency } from "#app/core/reference/currencies.ts";
import { given, rows } from "#app/domain/opportunities/repeatable-rows.ts";

/** A machine or an instrument. Plain JSON; empty text: not stated. */
export type Equipment = { what: string; maker: string; capacity: string; quantity: number };

/** Something delivered. The value is for the organisation itself. Plain JSON. */
export type PastSupply = {
  customer: string;
  what: string;
  year: number;
  value: { minor: string; currency: string } | null;
};

const MOST_OF_ONE_KIND = 999;
const FIRST_YEAR = 1950;

const tooLong = (text: string, most: number) =>
  text.length > most ? `At most ${most} characters fit here.` : undefined;

/** Machines and instruments, one kind a row; without a number it is one. */
export const equipmentRows = rows<keyof Equipment, Equipment>(
  ["what", "maker", "capacity", "quantity"],
  ({ what, maker, capacity, quantity }) => {
    const count = quantity === "" ? 1 : Number(/^\d{1,3}$/.exec(quantity)?.[0] ?? NaN);
    const problems = given({
      what: what === "" ? "Say what it is, like “CNC lathe”." : tooLong(what, 120),
      maker: tooLong(maker, 120),
      capacity: tooLong(capacity, 120),
      quantity:
        count >= 1 && count <= MOST_OF_ONE_KIND
          ? undefined
          : `Write a whole number from 1 to ${MOST_OF_ONE_KIND}, or leave it empty for one.`,
    });
    return Object.keys(problems).length > 0
      ? { problems }
      : { value: { what, maker, capacity, quantity: count } };
  },
);

/** Past supplies; a value is read in the currency of the organisation's amounts. */
export const supplyRows = (currency: Currency, thisYear: number) =>
  rows<keyof PastSupply, PastSupply>(
    ["customer", "what", "year", "value"],
    ({ customer, what, year, value }) => {
      const yearNumber = Number(/^\d{4}$/.exec(year)?.[0] ?? NaN);
      const amount = value === "" ? null : parseMoney(value, currency);
      const problems = given({
        customer:
          customer === ""
            ? "Name the customer, or only its kind, like “a shipyard”."
            : tooLong(customer, 120),
        what: what === "" ? "Say what you delivered." : tooLong(what, 200),
        year:
          yearNumber >= FIRST_YEAR && yearNumber <= thisYear
            ? undefined
            : `Enter a year from ${FIRST_YEAR} to ${thisYear}.`,
        value: amount && !amount.ok ? amount.message : undefined,
      });
      if (Object.keys(problems).length > 0) return { problems };
      return {
        value: {
          customer,
          what,
          year: yearNumber,
          value: amount?.ok ? { minor: amount.minor.toString(), currency } : null,
        },
      };
    },
  );

/** A value as somebody would type it; empty when none is stated. */
export function supplyValueText({ value }: Pick<PastSupply, "value">): string {
  return value && isCurrency(value.currency) ? formatMoney(BigInt(value.minor), value.currency) : "";
}

/** "2 × CNC lathe, maker and model, up to 400 mm". */
export function equipmentText({ what, maker, capacity, quantity }: Equipment): string {
  return [`${quantity > 1 ? `${quantity} × ` : ""}${what}`, maker, capacity].filter(Boolean).join(", ");
}

/** "2024, a shipyard: valve bodies". @param value as text; empty leaves it out */
export function supplyText({ customer, what, year }: PastSupply, value: string): string {
  return `${year}, ${customer}: ${what}${value && ` (${value})`}`;
}
