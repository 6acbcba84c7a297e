import type { PoolClient } from "pg";
import { inTransaction, pool } from "#app/core/db.server.ts";
import { requirementsText, type SearchDocument } from "#search/document.ts";
import { COLUMN_FACETS, writeFacts, type ColumnFacet } from "#search/postgres-columns.ts";
import { WEIGHT_STEPS } from "#search/postgres-match.ts";
import { mergeSmall } from "#search/postgres-merge.server.ts";
import { lockWrites, type Place } from "#search/postgres-place.server.ts";
import { termsOf, type Terms } from "#search/terms.ts";

export type Words = Map<string, { lexeme: string; change: number }>;

function countWords(changes: Words, words: Map<string, string>, sign: 1 | -1): void {
  for (const [word, lexeme] of words) {
    const known = changes.get(word);
    if (known) known.change += sign;
    else changes.set(word, { lexeme, change: sign });
  }
}

/** Brings the lexicon's counts to what they are after a change; words that nobody uses any more leave it. */
export async function changeLexicon(client: PoolClient, place: Place, words: Words): Promise<void> {
  const changes = [...words].filter(([, { change }]) => change !== 0);
  if (changes.length === 0) return;
  await client.query(
    `insert into ${place}.lexicon as l (word, lexeme, documents)
     select * from unnest($1::text[], $2::text[], $3::int[])
     on conflict (word) do update set documents = l.documents + excluded.documents`,
    [
      changes.map(([word]) => word),
      changes.map(([, { lexeme }]) => lexeme),
      changes.map(([, { change }]) => change),
    ],
  );
  const gone = changes.filter(([, { change }]) => change < 0).map(([word]) => word);
  if (gone.length === 0) return;
  await client.query(`delete from ${place}.lexicon where word = any($1::text[]) and documents <= 0`, [gone]);
}

const NOT_IN_KEYS = "\u0001";
const keyOf = (facet: string, values: string[]) => [facet, ...values].join(NOT_IN_KEYS);

/** The values of a document for each column, in order. */
function valuesOf(document: SearchDocument): { facet: ColumnFacet; values: string[] }[] {
  return COLUMN_FACETS.map((facet) => ({
    facet,
    values: facet === "requirements" ? [requirementsText(document.requirements)] : document.facets[facet],
  }));
}

/** A number for every combination of values; no values are number 0. The caller holds the lock for writing. */
async function choiceNumbers(client: PoolClient, documents: SearchDocument[]): Promise<number[][]> {
  const all = documents.map(valuesOf);
  const needed = new Map(
    all.flat().flatMap((each) => (each.values.length > 0 ? [[keyOf(each.facet, each.values), each]] : [])),
  );
  const list = JSON.stringify([...needed.values()]);
  const given = `(select c ->> 'facet' as facet, array(select jsonb_array_elements_text(c -> 'values')) as values
    from jsonb_array_elements($1::jsonb) c) given`;
  // Another index may be writing too, with a lock of its own.
  await client.query("select pg_advisory_xact_lock(hashtext('search.choice'))");
  await client.query(
    `insert into search.choice (choice, facet, values)
     select (select coalesce(max(choice), 0) from search.choice) + row_number() over (), facet, values from ${given}
     where not exists (select from search.choice c where c.facet = given.facet and c.values = given.values)`,
    [list],
  );
  const { rows } = await client.query<{ choice: number; facet: string; values: string[] }>(
    `select choice, c.facet, c.values from ${given} join search.choice c using (facet, values)`,
    [list],
  );
  const numbers = new Map(rows.map(({ choice, facet, values }) => [keyOf(facet, values), choice]));
  return all.map((values) =>
    values.map((each) => (each.values.length > 0 ? numbers.get(keyOf(each.facet, each.values))! : 0)),
  );
}

type Posting = { numbers: number[]; weights: number[]; places: number[] };

function bytesOf(numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32LE(number, index * 4);
  return bytes;
}

/** A count, then two bytes for each place. */
function addPlaces(bytes: number[], places: number[]): void {
  bytes.push(places.length);
  for (const place of places) bytes.push(place & 255, place >> 8);
}

function postingsOf(terms: Terms[], firstNumber: number): Map<string, Posting> {
  const postings = new Map<string, Posting>();
  for (const [index, { postings: own }] of terms.entries())
    for (const [lexeme, { weight, places }] of own) {
      let posting = postings.get(lexeme);
      if (!posting) postings.set(lexeme, (posting = { numbers: [], weights: [], places: [] }));
      posting.numbers.push(firstNumber + index);
      posting.weights.push(Math.max(1, Math.min(255, Math.round(weight * WEIGHT_STEPS))));
      addPlaces(posting.places, places);
    }
  return postings;
}

const POSTINGS_AT_ONCE = 5_000;

async function insertPostings(
  client: PoolClient,
  place: Place,
  segment: number,
  postings: Map<string, Posting>,
): Promise<void> {
  const all = [...postings];
  for (let from = 0; from < all.length; from += POSTINGS_AT_ONCE) {
    const part = all.slice(from, from + POSTINGS_AT_ONCE);
    await client.query(
      `insert into ${place}.posting (segment, lexeme, numbers, weights, places)
       select $1, * from unnest($2::text[], $3::bytea[], $4::bytea[], $5::bytea[])`,
      [
        segment,
        part.map(([lexeme]) => lexeme),
        part.map(([, { numbers }]) => bytesOf(numbers)),
        part.map(([, { weights }]) => Buffer.from(weights)),
        part.map(([, { places }]) => Buffer.from(places)),
      ],
    );
  }
}

/** Marks what stands under these ids as dead. @returns what stood there */
async function buryDocuments(client: PoolClient, place: Place, ids: string[]): Promise<SearchDocument[]> {
  const { rows } = await client.query<{ number: number; document: SearchDocument }>(
    `select number, document from ${place}.document where id = any($1::uuid[])`,
    [ids],
  );
  if (rows.length > 0)
    await client.query(`insert into ${place}.dead (number) select unnest($1::int[])`, [
      rows.map(({ number }) => number),
    ]);
  return rows.map(({ document }) => document);
}

/** One more write: takes so many new numbers. @returns the last one that was in use before */
async function countWrite(client: PoolClient, place: Place, documents: number): Promise<number> {
  const { rows } = await client.query<{ last_number: number }>(
    `update ${place}.state set writes = writes + 1, last_number = last_number + $1 returning last_number`,
    [documents],
  );
  return rows[0]!.last_number - documents;
}

async function insertSegment(client: PoolClient, place: Place, given: SearchDocument[]): Promise<Terms[]> {
  const terms = given.map(termsOf);
  const choices = await choiceNumbers(client, given);
  const before = await countWrite(client, place, given.length);
  const { rows } = await client.query<{ segment: number }>(
    "select nextval('search.segment_number')::int as segment",
  );
  const { segment } = rows[0]!;
  const facts = given.map((document, index) => ({
    number: before + 1 + index,
    length: terms[index]!.length,
    publishedAtMs: document.publishedAtMs,
    closingAtMs: document.closingAtMs,
    choices: choices[index]!,
  }));
  await client.query(`insert into ${place}.segment (segment, documents, facts) values ($1, $2, $3)`, [
    segment,
    given.length,
    writeFacts(facts),
  ]);
  await insertPostings(client, place, segment, postingsOf(terms, before + 1));
  await client.query(
    `insert into ${place}.document (id, number, document)
     select id, $1 + row_number() over (), document from unnest($2::uuid[], $3::jsonb[]) as t(id, document)
     on conflict (id) do update set number = excluded.number, document = excluded.document`,
    [before, given.map(({ id }) => id), given.map((document) => JSON.stringify(document))],
  );
  return terms;
}

/**
 * Adds or replaces documents.
 * @param words where the lexicon's changes are collected; without it they are written at once
 */
export async function writeDocuments(place: Place, given: SearchDocument[], words?: Words): Promise<void> {
  const documents = [...new Map(given.map((document) => [document.id, document])).values()];
  if (documents.length === 0) return;
  await inTransaction(async (client) => {
    await lockWrites(client, place);
    const changes: Words = words ?? new Map();
    const ids = documents.map(({ id }) => id);
    for (const former of await buryDocuments(client, place, ids))
      countWords(changes, termsOf(former).words, -1);
    for (const { words: own } of await insertSegment(client, place, documents)) countWords(changes, own, 1);
    if (!words) await changeLexicon(client, place, changes);
    await mergeSmall(client, place);
  });
}

/** Takes documents out; ids that are not there do no harm. */
export async function removeDocuments(place: Place, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(async (client) => {
    await lockWrites(client, place);
    const changes: Words = new Map();
    for (const former of await buryDocuments(client, place, ids))
      countWords(changes, termsOf(former).words, -1);
    await changeLexicon(client, place, changes);
    await client.query(`delete from ${place}.document where id = any($1::uuid[])`, [ids]);
    await countWrite(client, place, 0);
  });
}

/** Documents that readers could see now. */
export async function countDocuments(place: Place): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from ${place}.document where closing_at_ms > $1`,
    [Date.now()],
  );
  return rows[0]!.count;
}
