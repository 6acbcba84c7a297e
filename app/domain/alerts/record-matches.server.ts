import { db, type Tx } from "#app/core/db.server.ts";
import { queueAlert } from "#app/domain/alerts/queue-alert.server.ts";
import type { Found, StoredSearch } from "#app/domain/alerts/finder.ts";

/**
 * Writes matches down; one that is there already stays as it is. The key (search, opportunity) of the table is
 * what makes a match news once only, however many workers find it at the same time.
 */
async function insertMatches(tx: Tx, savedSearchId: string, ids: string[], known: boolean): Promise<number> {
  if (ids.length === 0) return 0;
  // What was deleted meanwhile is left out.
  return tx.$executeRaw`
    insert into saved_search_match (saved_search_id, opportunity_id, known)
    select s.id, o.id, ${known} from saved_search s, opportunity o
    where s.id = ${savedSearchId}::uuid and o.id = any(${ids}::uuid[])
    on conflict do nothing`;
}

/** Notes what a search finds now; the mail that tells of it is queued in the same transaction. */
async function noteNews(tx: Tx, search: StoredSearch, ids: string[]): Promise<number> {
  const added = await insertMatches(tx, search.id, ids, false);
  if (added > 0 && search.frequency === "at_once") await queueAlert(tx, search.id);
  return added;
}

/**
 * The first look round of a saved search: what was published before is known, what came since is news.
 * @param found the newest first; `isAll` when there are no others
 */
export async function recordBaseline(search: StoredSearch, found: Found[], isAll: boolean): Promise<number> {
  const knownBefore = isAll ? null : (found.at(-1)?.publishedAt ?? null);
  const isOld = ({ publishedAt }: Found) => publishedAt <= search.createdAt;
  return db.$transaction(async (tx) => {
    const { count } = await tx.savedSearch.updateMany({
      where: { id: search.id, baselinedAt: null },
      data: { baselinedAt: new Date(), knownBefore },
    });
    if (count === 0) return 0;
    const idsOf = (some: Found[]) => some.map(({ id }) => id);
    await insertMatches(tx, search.id, idsOf(found.filter(isOld)), true);
    return noteNews(tx, search, idsOf(found.filter((each) => !isOld(each))));
  });
}

/** Later finds: whatever the search has not found before is news. @returns how many were */
export async function recordMatches(search: StoredSearch, found: Found[]): Promise<number> {
  const { knownBefore } = search;
  const news = found.filter(({ publishedAt }) => knownBefore === null || publishedAt >= knownBefore);
  if (news.length === 0) return 0;
  return db.$transaction((tx) =>
    noteNews(
      tx,
      search,
      news.map(({ id }) => id),
    ),
  );
}
