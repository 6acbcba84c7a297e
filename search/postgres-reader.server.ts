import { LRUCache } from "lru-cache";
import { pool } from "#app/core/db.server.ts";
import { Columns, type Choice } from "#search/postgres-columns.ts";
import type { Combinations } from "#search/postgres-facets.ts";
import type { List } from "#search/postgres-match.ts";
import { phraseIn, type Posting } from "#search/postgres-phrase.ts";
import type { Atom } from "#search/drafts.ts";
import { FACETS, type Facet } from "#search/url.ts";

/**
 * What this process holds of the embedded index: the columns of all documents, and the postings of the words that
 * were asked for lately. Segments never change, so neither needs invalidation; one look at `search.state` tells
 * whether there is something new.
 */
export type Index = {
  build: string;
  writes: number;
  segments: readonly number[];
  columns: Columns;
} & Combinations;

/** By segment; null where the word does not stand in it. */
type Entry = Map<number, Posting | null>;

/** Enough for all words of 100,000 documents that anybody asks for. */
const MAX_POSTINGS_BYTES = 48 * 1024 * 1024;
const ENTRY_BYTES = 250;

const sizeOf = (entry: Entry) =>
  [...entry.values()].reduce(
    (sum, posting) =>
      sum + (posting ? posting.list.numbers.byteLength * 1.25 + posting.places.length : 0) + 50,
    ENTRY_BYTES,
  );

let index: Index | null = null;
let lastDead = 0;
let refreshing: Promise<Index> | null = null;
const entries = new LRUCache<string, Entry>({ maxSize: MAX_POSTINGS_BYTES, sizeCalculation: sizeOf });

type News = {
  build: string;
  writes: string;
  segments: number[] | null;
  dead: number[] | null;
  last_dead: number | null;
  choices: ({ choice: number; facet: Facet } & Choice)[] | null;
  choice_count: number;
};

/** Segments have become others since the index was looked at. */
export class StaleIndex extends Error {}

/** Everything that is new since the last look, in one statement and so of one moment. */
async function readNews(known: Index | null): Promise<News> {
  const { rows } = await pool.query<News>({
    name: "search-news",
    text: `select s.build, s.writes,
      (select json_agg(segment order by segment) from search.segment) as segments,
      (select json_agg(number) from search.dead where place > $2 or s.build <> $1::uuid) as dead,
      (select max(place) from search.dead) as last_dead,
      (select json_agg(c) from search.choice c where choice >= $3 and facet <> 'requirements') as choices,
      (select coalesce(max(choice), 0) + 1 from search.choice) as choice_count
    from search.state s`,
    values: [known?.build ?? "00000000-0000-0000-0000-000000000000", lastDead, known?.choiceCount ?? 0],
  });
  return rows[0]!;
}

const SEGMENTS_AT_ONCE = 10;

/** @throws StaleIndex */
async function readFacts(segments: number[]): Promise<Buffer[]> {
  const facts: Buffer[] = [];
  for (let from = 0; from < segments.length; from += SEGMENTS_AT_ONCE) {
    const part = segments.slice(from, from + SEGMENTS_AT_ONCE);
    const { rows } = await pool.query<{ facts: Buffer }>(
      "select facts from search.segment where segment = any($1::int[])",
      [part],
    );
    if (rows.length < part.length) throw new StaleIndex();
    facts.push(...rows.map((row) => row.facts));
  }
  return facts;
}

async function refresh(known: Index | null): Promise<Index> {
  const news = await readNews(known);
  const isSame = known?.build === news.build;
  if (!isSame) entries.clear();
  const columns = isSame ? known.columns : new Columns();
  const choices = known?.choices ?? [];
  const choicesByFacet =
    known?.choicesByFacet ??
    (Object.fromEntries(FACETS.map((facet) => [facet, [] as number[]])) as Index["choicesByFacet"]);
  for (const { choice, facet, values } of news.choices ?? []) {
    if (choices[choice]) continue;
    choices[choice] = { facet, values };
    choicesByFacet[facet].push(choice);
  }
  const segments = news.segments ?? [];
  const before = new Set(isSame ? known.segments : []);
  for (const facts of await readFacts(segments.filter((segment) => !before.has(segment)))) columns.add(facts);
  columns.bury(news.dead ?? []);
  lastDead = news.last_dead ?? 0;
  index = {
    build: news.build,
    writes: Number(news.writes),
    segments,
    columns,
    choices,
    choicesByFacet,
    choiceCount: news.choice_count,
  };
  return index;
}

/** The index as it is in the database at this moment. */
export async function currentIndex(): Promise<Index> {
  const { rows } = await pool.query<{ build: string; writes: string }>({
    name: "search-state",
    text: "select build, writes from search.state",
  });
  const { build, writes } = rows[0]!;
  const isUpToDate = () => index !== null && index.build === build && index.writes >= Number(writes);
  while (!isUpToDate()) {
    // One look serves all who wait for it, but it may have begun before the write that somebody is after.
    refreshing ??= refresh(index).finally(() => (refreshing = null));
    await refreshing;
    if (index!.build !== build) break;
  }
  return index!;
}

/** A copy whose numbers begin where a processor may read them at once. */
export function toNumbers(bytes: Buffer): Int32Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return new Int32Array(copy.buffer);
}

type Row = {
  lexeme: string | null;
  segment: number;
  numbers: Buffer;
  weights: Buffer;
  places: Buffer | null;
};

/** @throws StaleIndex */
async function fetchPostings(
  lexemes: string[],
  segments: number[],
  withPlaces: boolean,
): Promise<Map<string, [number, Posting][]>> {
  const { rows } = await pool.query<Row>({
    // A row without a lexeme says that the segment is still there.
    text: `select lexeme, segment, numbers, weights, ${withPlaces ? "places" : "null::bytea as places"}
      from search.posting where lexeme = any($1::text[]) and segment = any($2::int[])
      union all select null, segment, null, null, null from search.segment where segment = any($2::int[])`,
    values: [lexemes, segments],
  });
  const fetched = new Map(lexemes.map((lexeme): [string, [number, Posting][]] => [lexeme, []]));
  let present = 0;
  for (const { lexeme, segment, numbers, weights, places } of rows) {
    if (lexeme === null) present++;
    else
      fetched.get(lexeme)!.push([
        segment,
        {
          list: { numbers: toNumbers(numbers), weights: new Uint8Array(weights) },
          places: places ?? Buffer.alloc(0),
        },
      ]);
  }
  if (present < segments.length) throw new StaleIndex();
  return fetched;
}

/** @throws StaleIndex */
async function postingsOf(
  lexemes: string[],
  segments: readonly number[],
  withPlaces: boolean,
): Promise<Map<string, Entry>> {
  // With and without places a word is kept apart, because most are never asked for with them.
  const keyOf = (lexeme: string) => (withPlaces ? `${lexeme} places` : lexeme);
  const wanted = [...new Set(lexemes)].map((lexeme) => ({ lexeme, entry: entries.get(keyOf(lexeme)) }));
  const lacking = wanted.filter(({ entry }) => !entry || segments.some((segment) => !entry.has(segment)));
  if (lacking.length > 0) {
    const missing = segments.filter((segment) => lacking.some(({ entry }) => !entry?.has(segment)));
    const fetched = await fetchPostings(
      lacking.map(({ lexeme }) => lexeme),
      missing,
      withPlaces,
    );
    const current = new Set(segments);
    for (const each of lacking) {
      const kept = [...(each.entry ?? [])].filter(([segment]) => current.has(segment));
      each.entry = new Map([
        ...missing.map((segment): [number, null] => [segment, null]),
        ...kept,
        ...fetched.get(each.lexeme)!,
      ]);
      entries.set(keyOf(each.lexeme), each.entry);
    }
  }
  return new Map(wanted.map(({ lexeme, entry }) => [lexeme, entry!]));
}

/**
 * The documents that have each of these atoms, a list a segment.
 * @throws StaleIndex
 */
export async function listsOf(atoms: Atom[], { segments }: Index): Promise<List[][]> {
  const isPhrase = (atom: Atom) => atom.length > 1;
  const lexemes = (some: Atom[]) => some.flatMap((atom) => atom.map(({ lexeme }) => lexeme));
  const phrases = atoms.filter(isPhrase);
  const [plain, placed] = await Promise.all([
    postingsOf(lexemes(atoms.filter((atom) => !isPhrase(atom))), segments, false),
    phrases.length > 0 ? postingsOf(lexemes(phrases), segments, true) : new Map<string, Entry>(),
  ]);
  return atoms.map((atom) =>
    segments.flatMap((segment): List[] => {
      const from = isPhrase(atom) ? placed : plain;
      const postings = atom.map(({ lexeme }) => from.get(lexeme)!.get(segment));
      if (postings.some((posting) => !posting)) return [];
      return [isPhrase(atom) ? phraseIn(atom, postings as Posting[]) : postings[0]!.list];
    }),
  );
}

/** Whether nothing was read since: what was found in this index may be shown. */
export function isCurrent(known: Index): boolean {
  return known === index;
}
