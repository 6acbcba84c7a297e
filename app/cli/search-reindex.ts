import { parseArgs } from "node:util";
import { closeDatabase } from "#app/core/db.server.ts";
import { reindex, type Progress } from "#search/reindex.ts";
import { engines } from "#search/select.server.ts";

export const help = `Usage: npm run search:reindex -- [--engine NAME]

Builds the search index aside from the database, compares counts, and swaps it in.
Readers keep the present index until then; opportunities may change meanwhile.

  --engine NAME  only this one: ${engines.map((engine) => engine.name).join(" or ")} (all without it)

Exit status: 0 done, 1 failed (the former index stays), 2 wrong usage.`;

/** One line that is written over on a terminal, a line every tenth elsewhere. */
function progressPrinter(): Progress {
  let told = 0;
  return (written, total) => {
    const tenth = Math.floor((written * 10) / Math.max(total, 1));
    if (process.stdout.isTTY)
      process.stdout.write(`\r${written} of ${total} documents${written === total ? "\n" : ""}`);
    else if (tenth > told) console.log(`${written} of ${total} documents`);
    told = Math.max(told, tenth);
  };
}

/** @returns the exit status */
export async function run(args: string[]): Promise<number> {
  let only: string | undefined;
  try {
    only = parseArgs({ args, options: { engine: { type: "string" } } }).values.engine;
    if (only && !engines.some((engine) => engine.name === only))
      throw new Error(
        `--engine should be ${engines.map((engine) => engine.name).join(" or ")}; set MEILISEARCH_URL for meilisearch.`,
      );
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  let status = 0;
  try {
    for (const { name } of engines) {
      if (only && name !== only) continue;
      try {
        const { documents, replaced } = await reindex(name, progressPrinter());
        console.log(`${name}: ${documents} documents in the new index, ${replaced} in the former`);
      } catch (error) {
        console.error(`${name}: ${(error as Error).message}`);
        status = 1;
      }
    }
  } finally {
    await closeDatabase();
  }
  return status;
}
