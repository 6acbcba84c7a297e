import { LRUCache } from "lru-cache";
import { pool } from "#app/core/db.server.ts";
import type { Requirements, SearchReader } from "#app/core/requirements.ts";

/**
 * Which requirements a reader meets, by the number of their combination. Combinations are only ever added, so each is
 * judged once; only the verdicts are kept.
 */
const verdicts = new LRUCache<string, Uint8Array>({ max: 100 });

type Row = { choice: number; requirements: string };

/** 1 for each combination that this reader meets. @param count combinations are below this number */
export async function qualifiedOf(reader: SearchReader, count: number): Promise<Uint8Array> {
  const known = verdicts.get(reader.key) ?? new Uint8Array(0);
  if (known.length >= count) return known;
  const { rows } = await pool.query<Row>({
    name: "search-requirements-since",
    text: `select choice, values[1] as requirements from search.choice
      where facet = 'requirements' and choice >= $1 and choice < $2`,
    values: [known.length, count],
  });
  const met = new Uint8Array(count);
  met.set(known);
  for (const { choice, requirements } of rows)
    if (reader.qualifies(JSON.parse(requirements) as Requirements)) met[choice] = 1;
  verdicts.set(reader.key, met);
  return met;
}
