import { pool } from "#app/core/db.server.ts";
import type { Matches } from "#search/postgres-match.ts";
import { MOST_FEATURED } from "#search/settings.ts";

/** Numbers of documents by their ids, in the order of the ids; those that are not in the index are left out. */
export async function numbersOf(ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<{ id: string; number: number }>({
    name: "search-numbers",
    text: "select id, number from search.document where id = any($1::uuid[])",
    values: [ids],
  });
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  return ids.flatMap((id) => numbers.get(id) ?? []);
}

/**
 * The first candidates that are among what a search shows.
 * @param candidates numbers of documents, the preferred first
 * @param passing indexes of the matches that are shown
 */
export function featuredAmong(
  candidates: readonly number[],
  passing: Int32Array,
  { numbers }: Pick<Matches, "numbers">,
): number[] {
  const wanted = new Set(candidates);
  const last = Math.max(0, ...candidates);
  const shown = new Set<number>();
  if (wanted.size > 0)
    for (const index of passing) {
      const number = numbers[index]!;
      // Most numbers are beyond or between the few that are asked for.
      if (number <= last && wanted.has(number)) shown.add(number);
    }
  return candidates.filter((number) => shown.has(number)).slice(0, MOST_FEATURED);
}
