import { parseArgs } from "node:util";
import { closeDatabase } from "#app/core/db.server.ts";
import type { EngineName } from "#search/port.ts";
import { engines } from "#search/select.server.ts";
import { repair, verify, type Difference } from "#search/verify.ts";

export const help = `Usage: npm run search:verify -- [--repair]

Compares every search index with the database, field by field, and names each difference.

  --repair  write the differing documents again, then compare once more

Exit status: 0 they agree, 1 they differ (after --repair: still differ), 2 wrong usage.`;

const MAX_SHOWN_CHARACTERS = 80;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}

function line({ id, reference, problem, field, expected, stored }: Difference): string {
  const name = reference || id;
  if (field === null) return `  ${name}: ${problem}`;
  return `  ${name}: ${field} ${problem}: the database says ${shown(expected)}, the index ${shown(stored)}`;
}

async function verifyEngine(name: EngineName, mends: boolean): Promise<boolean> {
  const found = await verify(name);
  console.log(`${name}: ${found.compared} documents compared, ${found.differences.length} differences`);
  for (const difference of found.differences) console.log(line(difference));
  if (found.differences.length === 0) return true;
  if (!mends) return false;
  await repair(found);
  const left = (await verify(name)).differences;
  console.log(`${name}: repaired, ${left.length} differences left`);
  for (const difference of left) console.log(line(difference));
  return left.length === 0;
}

/** @returns the exit status */
export async function run(args: string[]): Promise<number> {
  let mends: boolean;
  try {
    mends = parseArgs({ args, options: { repair: { type: "boolean" } } }).values.repair ?? false;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  let agree = true;
  try {
    for (const { name } of engines) {
      try {
        if (!(await verifyEngine(name, mends))) agree = false;
      } catch (error) {
        console.error(`${name}: ${(error as Error).message}`);
        agree = false;
      }
    }
  } finally {
    await closeDatabase();
  }
  return agree ? 0 : 1;
}
