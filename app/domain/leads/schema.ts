import { z } from "zod";
import { parseMoney } from "#app/core/money.ts";
import { CURRENCIES } from "#app/core/reference/currencies.ts";

const RELOAD = "Reload the page, then save again.";

/**
 * What the prime types: an amount as people write it ("1.25 crore") and how likely it is. Both empty: no value any
 * more. The amount comes out in the currency's minor unit.
 */
export const leadValueSchema = z
  .object({
    amount: z.string().trim().default(""),
    currency: z.enum(CURRENCIES, { error: "Choose a currency from the list." }),
    probability: z.string().trim().default(""),
    version: z.coerce.number({ error: RELOAD }).int(RELOAD).min(0, RELOAD),
  })
  .transform(({ amount, currency, probability, version }, context) => {
    const refuse = (path: string, message: string) => {
      context.addIssue({ code: "custom", path: [path], message });
      return z.NEVER;
    };
    if (amount === "" && probability === "") return { currency, version, expected: null };
    if (amount === "") return refuse("amount", "Write the expected value, or empty the probability as well.");
    const money = parseMoney(amount, currency);
    if (!money.ok) return refuse("amount", money.message);
    const digits = /^(\d{1,3})\s*%?$/.exec(probability)?.[1];
    const percent = digits === undefined ? NaN : Number(digits);
    if (!(percent <= 100))
      return refuse("probability", "Write the probability as a whole number from 0 to 100.");
    return { currency, version, expected: { amountMinor: money.minor, probabilityPercent: percent } };
  });
export type LeadValueInput = z.output<typeof leadValueSchema>;

export const PERIODS = { 3: "3 months", 6: "6 months", 12: "12 months", 24: "24 months" } as const;

/** The pipeline's query in the address; what cannot be used is left out. */
export const pipelineSchema = z.object({
  opportunity: z
    .string()
    .regex(/^SY-\d{4}-\d{6}$/)
    .optional()
    .catch(undefined),
  months: z.enum(["3", "6", "12", "24"]).default("12").catch("12").transform(Number),
});
export type PipelineQuery = z.output<typeof pipelineSchema>;
