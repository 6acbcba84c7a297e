import { isDeepStrictEqual } from "node:util";
import { bringUpToDate, engineNamed, withIndexLock } from "#search/indexer.server.ts";
import type { EngineName, SearchEngine } from "#search/port.ts";
import { readDocuments, readDocumentsAfter } from "#search/rows.server.ts";

const BATCH_SIZE = 500;

/** One way in which an index is not what the database says. */
export type Difference = {
  id: string;
  reference: string;
  problem: "missing in the index" | "should not be in the index" | "differs";
  field: string | null;
  expected: unknown;
  stored: unknown;
};

export type Verification = { engine: EngineName; compared: number; differences: Difference[] };

async function compareBatch(engine: SearchEngine, documents: Awaited<ReturnType<typeof readDocuments>>) {
  const stored = await engine.stored(documents.map((document) => document.id));
  return documents.flatMap((document): Difference[] => {
    const { id, reference } = document;
    const found = stored.get(id);
    if (!found)
      return [{ id, reference, problem: "missing in the index", field: null, expected: null, stored: null }];
    const expected = engine.expected(document);
    const fields = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return [...fields]
      .filter((field) => !isDeepStrictEqual(expected[field], found[field]))
      .map((field) => ({
        id,
        reference,
        problem: "differs",
        field,
        expected: expected[field],
        stored: found[field],
      }));
  });
}

async function findExtra(engine: SearchEngine): Promise<Difference[]> {
  const extra: Difference[] = [];
  for await (const ids of engine.ids()) {
    const shown = new Set((await readDocuments(ids)).map((document) => document.id));
    const wrong = ids.filter((id) => !shown.has(id));
    const stored = await engine.stored(wrong);
    for (const id of wrong) {
      const fields = stored.get(id);
      // Closed by time: no answer shows it any more, and the job that marks it as expired will take it out.
      if (Number(fields?.closingAtMs) <= Date.now()) continue;
      const reference = String(fields?.reference ?? "");
      extra.push({
        id,
        reference,
        problem: "should not be in the index",
        field: null,
        expected: null,
        stored: null,
      });
    }
  }
  return extra;
}

/**
 * Compares an index with the database, document by document and field by field, while nobody else writes it.
 * Changes that are still waiting for the worker count as differences.
 */
export async function verify(
  name: EngineName,
  onProgress: (compared: number) => void = () => undefined,
): Promise<Verification> {
  const engine = engineNamed(name);
  return withIndexLock(name, async () => {
    const differences: Difference[] = [];
    let compared = 0;
    for (let after: string | null = null; ;) {
      const documents = await readDocumentsAfter(after, BATCH_SIZE);
      if (documents.length === 0) break;
      differences.push(...(await compareBatch(engine, documents)));
      after = documents.at(-1)!.id;
      compared += documents.length;
      onProgress(compared);
    }
    differences.push(...(await findExtra(engine)));
    return { engine: name, compared, differences };
  });
}

/** Brings the documents with differences to the database's present state. */
export async function repair({ engine: name, differences }: Verification): Promise<void> {
  const engine = engineNamed(name);
  const ids = [...new Set(differences.map((difference) => difference.id))];
  await withIndexLock(name, async () => {
    for (let from = 0; from < ids.length; from += BATCH_SIZE)
      await bringUpToDate(engine, ids.slice(from, from + BATCH_SIZE));
  });
}
