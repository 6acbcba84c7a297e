import { db } from "#app/core/db.server.ts";
import type { Finder, StoredSearch } from "#app/domain/alerts/finder.ts";
import { recordBaseline, recordMatches } from "#app/domain/alerts/record-matches.server.ts";

/** So many changed opportunities are compared at once: each search is asked about all of them together. */
const CANDIDATES_AT_ONCE = 1_000;
const SEARCHES_AT_ONCE = 200;
/** A search that finds more than this when it is saved is told of what is published from then on only. */
export const BASELINE_MAX = 1_000;

const STORED = {
  id: true,
  organisationId: true,
  query: true,
  frequency: true,
  createdAt: true,
  knownBefore: true,
} as const;

type Candidate = { id: string; mark: bigint };

/** What has changed and is in the index already, the longest waiting first. */
function readCandidates(): Promise<Candidate[]> {
  return db.$queryRaw<Candidate[]>`
    select c.opportunity_id as id, c.mark from alert_candidate c
    where not exists (select from search.pending p where p.engine = 'postgres' and p.opportunity_id = c.opportunity_id)
    order by c.mark limit ${CANDIDATES_AT_ONCE}`;
}

/** Forgets them, but those that have changed again meanwhile. */
function forgetCandidates(candidates: Candidate[]): Promise<number> {
  return db.$executeRaw`
    delete from alert_candidate c
    using unnest(${candidates.map(({ id }) => id)}::uuid[], ${candidates.map(({ mark }) => mark)}::bigint[]) seen(id, mark)
    where c.opportunity_id = seen.id and c.mark = seen.mark`;
}

async function* storedSearches(isBaselined: boolean): AsyncGenerator<StoredSearch> {
  const baselinedAt = isBaselined ? { not: null } : null;
  for (let after: string | undefined; ;) {
    const searches: StoredSearch[] = await db.savedSearch.findMany({
      where: { baselinedAt, id: { gt: after } },
      orderBy: { id: "asc" },
      take: SEARCHES_AT_ONCE,
      select: STORED,
    });
    yield* searches;
    after = searches.at(-1)?.id;
    if (searches.length < SEARCHES_AT_ONCE) return;
  }
}

/**
 * Compares what has changed in public with all saved searches and queues the mails that are due at once. New is
 * what a search finds now and has not found before, not when it was saved either: first published, changed so
 * that it fits, or open again. Right however often, late or beside another run it happens: matches are written
 * with a unique key in the transaction that queues their mail, and a change is forgotten only after that.
 * @returns how many news were found
 */
export async function matchCandidates(finder: Finder): Promise<number> {
  let news = 0;
  for await (const search of storedSearches(false)) {
    const { found, isAll } = await finder.newest(search, BASELINE_MAX);
    news += await recordBaseline(search, found, isAll);
  }
  for (let batch = await readCandidates(); batch.length > 0; batch = await readCandidates()) {
    const foundBy = await finder.among(batch.map(({ id }) => id));
    for await (const search of storedSearches(true)) {
      const found = await foundBy(search);
      if (found.length > 0) news += await recordMatches(search, found);
    }
    await forgetCandidates(batch);
  }
  return news;
}
