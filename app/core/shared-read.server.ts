import { LRUCache } from "lru-cache";

/** With a lost notification of a change, readers are this much behind the database. */
const LIFE_MS = 1_000;
const MOST_KEPT = 200;

const caches = new Set<LRUCache<string, object>>();
let isTold = false;

/**
 * From now on readers of this process share what `sharedRead` has read. Only for a process that is told of changes,
 * because it must call the returned function at each of them.
 */
export function shareReads(): () => void {
  isTold = true;
  return () => {
    for (const cache of caches) cache.clear();
  };
}

/**
 * Wraps a read so that those who ask for the same key within a second share one answer, unless something changes
 * meanwhile. What it reads must be the same for whoever asks: nothing of it may depend on the actor.
 */
export function sharedRead<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const cache = new LRUCache<string, Promise<T>>({ max: MOST_KEPT, ttl: LIFE_MS });
  caches.add(cache as LRUCache<string, object>);
  return (key) => {
    const known = cache.get(key);
    if (known) return known;
    const answer = read(key);
    if (!isTold) return answer;
    cache.set(key, answer);
    answer.catch(() => cache.peek(key) === answer && cache.delete(key));
    return answer;
  };
}
