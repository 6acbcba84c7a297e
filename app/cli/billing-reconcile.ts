import { parseArgs } from "node:util";
import { closeDatabase } from "#app/core/db.server.ts";
import { paymentSettings } from "#app/core/stripe.server.ts";
import { reconcile } from "#app/domain/billing/reconcile.server.ts";

const DAYS = 30;

export const help = `Usage: npm run billing:reconcile -- [--days N]

Compares orders and ledgers with Stripe's sessions, payments, refunds and disputes of the last days, puts right what
it can and names what it cannot.

  --days N  how far back Stripe is asked (${DAYS}); orders whose end is not known are always looked at

Exit status: 0 all agrees now, 1 something is left for a person or Stripe does not answer, 2 wrong usage.`;

function readDays(args: string[]): number {
  const { days = String(DAYS) } = parseArgs({ args, options: { days: { type: "string" } } }).values;
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new Error("--days takes a whole number of days from 1 to 9999.");
  return Number(days);
}

/** @returns the exit status */
export async function run(args: string[]): Promise<number> {
  let days: number;
  try {
    days = readDays(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  try {
    if (!paymentSettings()) {
      console.log("Payments are off: there is nothing to compare.");
      return 0;
    }
    const { checked, healed, unresolved } = await reconcile(new Date(Date.now() - days * 24 * 3600 * 1000));
    for (const line of healed) console.log(`healed: ${line}`);
    for (const line of unresolved) console.log(`unresolved: ${line}`);
    console.log(`checked ${checked}, healed ${healed.length}, unresolved ${unresolved.length}`);
    return unresolved.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(`Stripe could not be asked: ${(error as Error).message}`);
    return 1;
  } finally {
    await closeDatabase();
  }
}
