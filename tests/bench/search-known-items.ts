import { readFileSync } from "node:fs";
import path from "node:path";
import { system } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { executeImport } from "#app/domain/imports/execute-import.server.ts";
import type { Totals } from "#app/domain/imports/report.ts";
import { importMappingSchema } from "#app/domain/imports/schema.ts";
import type { SearchDocument } from "#search/document.ts";
import type { EngineName, SearchEngine } from "#search/port.ts";
import { reindex } from "#search/reindex.ts";
import { readDocumentsAfter } from "#search/rows.server.ts";
import { engines } from "#search/select.server.ts";
import { randomSource } from "#tests/fixtures/search-opportunities.ts";
import { fillEngine, typedQuery } from "#tests/bench/search-engines.ts";
import { someWords, WAYS, withTypo, type Way } from "#tests/bench/search-typing.ts";

const MAPPING = "app/domain/imports/examples/nasa-software.json";
const TITLES = 500;
const FIRST = 3;
const MISSES_SHOWN = 20;

type Miss = { typed: string; title: string; place: number | null };
/** Shares of the titles found among the first three, and the mean of 1/place on the first page: both 0 to 1. */
export type Found = {
  share: number;
  reciprocalRank: number;
  asked: number;
  failures: string[];
  missed: Miss[];
};

export type KnownItems = {
  imported: Totals;
  titles: number;
  /** Titles of the sample that another opportunity has, too: either counts as found. */
  identical: number;
  engines: { engine: EngineName; found: Record<Way, Found>; flattened: Record<Way, Found> }[];
};

/** By the product's own import, published, as `npm run import` does. */
async function importCatalogue(file: string): Promise<Totals> {
  const organisation = await db.organisation.create({
    data: {
      name: "Bench Institute",
      slug: "bench",
      kind: "research_body",
      country: "US",
      verification: "verified",
    },
  });
  const mapping = importMappingSchema.parse(JSON.parse(readFileSync(MAPPING, "utf8")));
  const run = await db.importRun.create({
    data: {
      organisationId: organisation.id,
      fileName: path.basename(file),
      status: "running",
      mapping,
      kind: "technology_transfer",
      publish: true,
    },
  });
  return executeImport(system("bench"), run.id, file);
}

type Item = { title: string } & Record<Way, string>;

/** Titles at random, the same every time, with what is typed to find them. */
export function chooseItems(titles: string[], count: number): Item[] {
  const random = randomSource(500);
  const left = [...titles].sort();
  const items: Item[] = [];
  while (left.length > 0 && items.length < count) {
    const title = left.splice(Math.floor(random() * left.length), 1)[0]!;
    const typo = withTypo(title, random);
    if (typo !== null) items.push({ title, whole: title, threeWords: someWords(title, 3, random), typo });
  }
  return items;
}

const sameTitle = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

async function find(
  engine: SearchEngine,
  items: Item[],
  way: Way,
  titles: Map<string, string>,
): Promise<Found> {
  const [missed, failures]: [Miss[], string[]] = [[], []];
  let [found, reciprocals] = [0, 0];
  for (const item of items) {
    const { [way]: typed, title } = item;
    try {
      const { hits } = await engine.search(typedQuery(typed));
      const place = hits.findIndex(({ id }) => sameTitle(titles.get(id) ?? "", title)) + 1;
      if (place > 0) reciprocals += 1 / place;
      if (place >= 1 && place <= FIRST) found++;
      else missed.push({ typed, title, place: place || null });
    } catch (error) {
      failures.push(`${typed}: ${(error as Error).message}`);
    }
  }
  const mean = (sum: number) => Math.round((sum / items.length) * 1_000) / 1_000;
  const [share, reciprocalRank] = [mean(found), mean(reciprocals)];
  console.error(`  ${engine.name}, ${way}: ${share}`);
  return { share, reciprocalRank, asked: items.length, failures, missed: missed.slice(0, MISSES_SHOWN) };
}

async function findAll(engine: SearchEngine, items: Item[], titles: Map<string, string>) {
  const found = {} as Record<Way, Found>;
  for (const way of WAYS) found[way] = await find(engine, items, way, titles);
  return found;
}

/** The title's words stand where the description's do, so that the weights of fields do nothing. */
const flat = (document: SearchDocument): SearchDocument => ({
  ...document,
  title: "",
  description: `${document.title} ${document.description}`,
});

async function allDocuments(): Promise<SearchDocument[]> {
  const documents: SearchDocument[] = [];
  for (let after: string | null = null; ;) {
    const next: SearchDocument[] = await readDocumentsAfter(after, 500);
    if (next.length === 0) return documents;
    documents.push(...next);
    after = next.at(-1)!.id;
  }
}

/** Imports the catalogue, then looks for its titles. Runs in a process of its own. */
export async function measureKnownItems({ catalogue }: { catalogue: string }): Promise<KnownItems> {
  const imported = await importCatalogue(catalogue);
  for (const { name } of engines) await reindex(name);
  const documents = await allDocuments();
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  const items = chooseItems([...titles.values()], TITLES);
  const isShared = ({ title }: Item) => documents.filter((other) => sameTitle(other.title, title)).length > 1;
  const results: KnownItems["engines"] = [];
  for (const engine of engines) {
    const found = await findAll(engine, items, titles);
    await fillEngine(engine, documents.map(flat));
    results.push({ engine: engine.name, found, flattened: await findAll(engine, items, titles) });
  }
  return { imported, titles: items.length, identical: items.filter(isShared).length, engines: results };
}
