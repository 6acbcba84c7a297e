import { pool } from "#app/core/db.server.ts";
import type { FacetName, SearchResults } from "#search/port.ts";
import { toFacetCounts } from "#search/results.ts";
import { CLOSING_WINDOWS_DAYS, FACETS, type Facet, type SearchQuery } from "#search/url.ts";

/**
 * Counts facets in this process. A version of a document never changes, so what is known of it needs no
 * invalidation; the database only says which versions match, eight bytes each.
 */
type Entry = { values: number[]; closingAtMs: number };

const DAY_MS = 86_400_000;
/** About 100 bytes each. */
const MAX_ENTRIES = 1_000_000;
const BIT: Record<FacetName, number> = {
  ...(Object.fromEntries(FACETS.map((facet, index) => [facet, 1 << index])) as Record<Facet, number>),
  closing: 1 << FACETS.length,
};

const entries = new Map<number, Entry>();
/** Every facet value that was ever seen, as a small number. */
const known: { facet: Facet; value: string }[] = [];
const numbers = new Map<string, number>();

function numberOf(facet: Facet, value: string): number {
  const key = `${facet} ${value}`;
  const found = numbers.get(key);
  if (found !== undefined) return found;
  numbers.set(key, known.length);
  return known.push({ facet, value }) - 1;
}

/** Versions as `int8send` writes them, one after the other. */
function readVersions(bytes: Buffer): number[] {
  const versions = new Array<number>(bytes.length / 8);
  for (let index = 0; index < versions.length; index++)
    versions[index] = bytes.readUInt32BE(index * 8) * 4_294_967_296 + bytes.readUInt32BE(index * 8 + 4);
  return versions;
}

type FacetRow = { version: string; closing_at_ms: string; facets: Record<Facet, string[]> };

async function learn(versions: number[]): Promise<void> {
  const { rows } = await pool.query<FacetRow>(
    `select version, closing_at_ms, document -> 'facets' as facets
     from search.document where version = any($1::bigint[])`,
    [versions],
  );
  if (entries.size + rows.length > MAX_ENTRIES) entries.clear();
  for (const row of rows)
    entries.set(Number(row.version), {
      values: FACETS.flatMap((facet) => row.facets[facet].map((value) => numberOf(facet, value))),
      closingAtMs: Number(row.closing_at_ms),
    });
}

/** What is known of these versions; null when one of them was replaced before it could be read. */
async function entriesOf(versions: number[]): Promise<Entry[] | null> {
  const unknown = versions.filter((version) => !entries.has(version));
  if (unknown.length > 0) await learn(unknown);
  const found: Entry[] = [];
  for (const version of versions) {
    const entry = entries.get(version);
    if (!entry) return null;
    found.push(entry);
  }
  return found;
}

export type Counted = { matched: number; total: number; facets: SearchResults["facets"] };

/** For each known value the bit of its facet when it is chosen, and the bits of all facets with a choice. */
function choices(query: SearchQuery): { chosen: Uint32Array; all: number } {
  const chosen = new Uint32Array(known.length);
  let all = query.closingDays === null ? 0 : BIT.closing;
  for (const facet of FACETS) {
    if (query.filters[facet].length > 0) all |= BIT[facet];
    for (const value of query.filters[facet]) {
      const number = numbers.get(`${facet} ${value}`);
      if (number !== undefined) chosen[number] = BIT[facet];
    }
  }
  return { chosen, all };
}

/**
 * Total and facets of what matched the words, each facet as if it had no choice.
 * @param bytes versions, see `readVersions`
 * @returns null when a document was replaced meanwhile: ask again
 */
export async function countFacets(bytes: Buffer, query: SearchQuery, nowMs: number): Promise<Counted | null> {
  const matching = await entriesOf(readVersions(bytes));
  if (matching === null) return null;
  const { chosen, all } = choices(query);
  const bits = Uint32Array.from(known, ({ facet }) => BIT[facet]);
  const counts = new Uint32Array(known.length);
  const closing = CLOSING_WINDOWS_DAYS.map((days) => ({
    value: String(days),
    untilMs: nowMs + days * DAY_MS,
    count: 0,
  }));
  const closesByMs = nowMs + (query.closingDays ?? 0) * DAY_MS;
  let total = 0;
  for (const { values, closingAtMs } of matching) {
    let met = closingAtMs <= closesByMs ? BIT.closing : 0;
    for (const value of values) met |= chosen[value]!;
    const missed = all & ~met;
    if (missed === 0) total++;
    for (const value of values) if ((missed & ~bits[value]!) === 0) counts[value]!++;
    if ((missed & ~BIT.closing) === 0)
      for (const window of closing) if (closingAtMs <= window.untilMs) window.count++;
  }
  const facets = {} as SearchResults["facets"];
  for (const facet of FACETS) {
    const own = known.flatMap((entry, number): [string, number][] =>
      entry.facet === facet ? [[entry.value, counts[number]!]] : [],
    );
    facets[facet] = toFacetCounts(own, query.filters[facet]);
  }
  facets.closing = closing.map(({ value, count }) => ({ value, count }));
  return { matched: matching.length, total, facets };
}
